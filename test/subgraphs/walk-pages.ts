import type { Answer } from './execute.ts';

/** A page of a connection as it was answered. */
export interface Page {
  readonly nodes: readonly { readonly id?: string }[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The fields of a page; give the fields of a node. */
export const pageOf = (node: string): string =>
  `{ nodes { ${node} } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;

/**
 * Walks a whole list, page after page, as a client would.
 *
 * @param ask asks for the page after a cursor and finds the page in the answer
 */
export async function walkPages(ask: (after: string | null) => Promise<Page>): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let after: string | null = null; ;) {
    const page = await ask(after);
    pages.push(page);
    if (!page.pageInfo.hasNextPage) return pages;
    after = page.pageInfo.endCursor;
  }
}

/** The value at a path of an answer's data. @throws Error when the answer has errors */
export function at<T>({ data, errors }: Answer, ...path: readonly (string | number)[]): T {
  if (errors?.[0]) throw errors[0];
  return path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<string | number, unknown>>)[key],
    data,
  ) as T;
}
