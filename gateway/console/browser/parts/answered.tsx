import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { GraphAnswer } from '../graph/ask.ts';
import { Loading } from './loading.tsx';
import { NoAnswer } from './no-answer.tsx';

/** What depends on an answer: until it is there that it is on its way, and if it does not come why. */
export function Answered<Data>({
  query,
  children,
}: {
  readonly query: UseQueryResult<GraphAnswer<Data>, Error>;
  readonly children: (answer: GraphAnswer<Data>) => ReactNode;
}) {
  if (query.data) return children(query.data);
  return query.error ? <NoAnswer error={query.error} retry={query.refetch} /> : <Loading />;
}
