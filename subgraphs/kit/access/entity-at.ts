import { Kind, type OperationDefinitionNode } from 'graphql';
import type { Path } from './call-access.ts';

/**
 * Which of the entities that were asked for a place of the answer is in, by its position; undefined where it is in none.
 * One call asks for entities under several names.
 */
export function entityAt(
  path: Path,
  { selectionSet }: Pick<OperationDefinitionNode, 'selectionSet'>,
): number | undefined {
  let row: Path = path;
  while (row.prev?.prev) row = row.prev;
  const { key, prev: entry } = row;
  if (typeof key !== 'number') return undefined;
  const isEntities = selectionSet.selections.some(
    (field) =>
      field.kind === Kind.FIELD &&
      field.name.value === '_entities' &&
      (field.alias ?? field.name).value === entry?.key,
  );
  return isEntities ? key : undefined;
}
