import { useInfiniteQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/language.ts';
import { askGraph, QuestionRefused, type GraphAnswer, type Question } from './ask.ts';

/** A page of a list in the graph (Relay). */
export interface Page<Row> {
  readonly nodes: readonly Row[] | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * The pages of a list, one after the other as they are asked for.
 *
 * @param question has `$after` among its variables
 * @param pageIn where the page is in an answer; null where the hub shows no list
 */
export function usePages<Data, Row>(
  question: Question,
  pageIn: (data: Data) => Page<Row> | null | undefined,
) {
  const language = useLanguage();
  const query = useInfiniteQuery({
    queryKey: ['pages', question, language],
    queryFn: ({ pageParam }): Promise<GraphAnswer<Data>> =>
      askGraph<Data>({ ...question, variables: { ...question.variables, after: pageParam } }, language),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ data }) => {
      const info = pageIn(data)?.pageInfo;
      return info?.hasNextPage ? (info.endCursor ?? undefined) : undefined;
    },
    retry: (failures, error) => failures < 2 && !(error instanceof QuestionRefused),
  });
  const rows = query.data?.pages.flatMap(({ data }) => pageIn(data)?.nodes ?? []) ?? [];
  const errors = query.data?.pages.flatMap((page) => page.errors) ?? [];
  return { query, rows, errors };
}
