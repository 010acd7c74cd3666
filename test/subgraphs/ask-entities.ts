import type { AccessContext } from '../../schema/hub-context.ts';
import type { Answer, OpenSubgraph } from './execute.ts';
import { at } from './walk-pages.ts';

/** Asks of entities as the gateway does: the answers in the order of the ids, and the reads of the store. */
export async function askEntities(
  subgraph: OpenSubgraph,
  typename: string,
  ids: readonly string[],
  selection: string,
  access?: AccessContext,
): Promise<{ readonly entities: readonly unknown[]; readonly reads: number }> {
  const answer = await runEntities(subgraph, typename, ids, selection, access);
  return { entities: at(answer, '_entities'), reads: answer.reads };
}

/** The same with its errors, for questions that are refused. */
export function runEntities(
  subgraph: OpenSubgraph,
  typename: string,
  ids: readonly string[],
  selection: string,
  access?: AccessContext,
): Promise<Answer> {
  return subgraph.run(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ${typename} { ${selection} } }
    }`,
    { representations: ids.map((id) => ({ __typename: typename, id })) },
    access,
  );
}
