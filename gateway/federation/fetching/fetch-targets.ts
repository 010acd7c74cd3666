import { Kind, parse } from 'graphql';
import type { FetchNode } from '@apollo/query-planner';
import type { SelectionSetNode } from 'graphql';
import type { Path } from '../../operation/answer-path.ts';

/** Where the data of a fetch that failed would have come, and so where its absence is explained. */
export interface FetchTargets {
  /** One path for each field, or the list itself where the fetch was about elements of a list. */
  readonly told: readonly Path[];
  /** One path for each field, without indices. */
  readonly missing: readonly Path[];
}

/**
 * @param at where in the fetched data (one of) the object is that the fetch adds to
 */
export function fetchTargets(fetch: FetchNode, at: Path): FetchTargets {
  const fields = fetchedFields(fetch);
  const list = at.findIndex((key) => typeof key === 'number');
  const plain = at.filter((key) => typeof key === 'string');
  return {
    told: list >= 0 ? [at.slice(0, list)] : fields.map((field) => [...at, field]),
    missing: fields.map((field) => [...plain, field]),
  };
}

/** The keys that a fetch adds to its object. Read from the text, because a fetch fails seldom. */
function fetchedFields(fetch: FetchNode): readonly string[] {
  const [operation] = parse(fetch.operation, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return fieldsOf(operation.selectionSet, fetch.requires !== undefined);
}

function fieldsOf(selectionSet: SelectionSetNode, isEntityFetch: boolean): readonly string[] {
  const fields = selectionSet.selections.flatMap((selection): readonly string[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, false);
    if (isEntityFetch && selection.selectionSet) return fieldsOf(selection.selectionSet, false);
    return selection.name.value === '__typename' ? [] : [selection.alias?.value ?? selection.name.value];
  });
  return [...new Set(fields)];
}
