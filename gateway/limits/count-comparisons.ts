import { Kind } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';
import { limitExceeded } from './limit-exceeded.ts';
import type { OperationLimits } from './limits.ts';

/** All that is selected at one place of an answer, by whichever fields of one name and whichever fragments. */
interface Place {
  /** By response name. */
  readonly fields: Map<string, { times: number; readonly place: Place }>;
  readonly spread: Set<string>;
}

/** A walk through a document, and what it has counted. */
interface Count {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly reached: Set<string>;
  /** Fragments that are being walked through. */
  readonly open: Set<string>;
  readonly limits: Pick<OperationLimits, 'selections' | 'comparisons'>;
  selections: number;
  comparisons: number;
}

/**
 * Refuses a document in which too much would have to be compared: whether fields of one response name say the same is
 * found out pair by pair, and so is what fragments at one place share, which takes a second for a text of a few kilobytes.
 * To count the pairs takes one walk.
 *
 * @param document need not be valid
 * @returns how many pairs there are
 * @throws GraphQLError that says which limit is exceeded
 */
export function countComparisons(
  { definitions }: DocumentNode,
  limits: Pick<OperationLimits, 'selections' | 'comparisons'>,
): number {
  const isFragment = (node: (typeof definitions)[number]) => node.kind === Kind.FRAGMENT_DEFINITION;
  const fragments = new Map(definitions.filter(isFragment).map((node) => [node.name.value, node]));
  const count: Count = {
    fragments,
    reached: new Set(),
    open: new Set(),
    limits,
    selections: 0,
    comparisons: 0,
  };
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION)
      addSelections(newPlace(), definition.selectionSet, count);
  }
  // Fragments of which nothing is spread are compared as well before that is told.
  for (const [name, { selectionSet }] of fragments) {
    if (!count.reached.has(name)) addSelections(newPlace(), selectionSet, count);
  }
  return count.comparisons;
}

function newPlace(): Place {
  return { fields: new Map(), spread: new Set() };
}

function addSelections(place: Place, { selections }: SelectionSetNode, count: Count): void {
  const { limits, fragments } = count;
  for (const selection of selections) {
    if (++count.selections > limits.selections) throw limitExceeded('selections', limits.selections);
    switch (selection.kind) {
      case Kind.FIELD: {
        const name = (selection.alias ?? selection.name).value;
        const known = place.fields.getOrInsertComputed(name, () => ({ times: 0, place: newPlace() }));
        compare(known.times++, count);
        if (selection.selectionSet) addSelections(known.place, selection.selectionSet, count);
        break;
      }
      case Kind.INLINE_FRAGMENT:
        addSelections(place, selection.selectionSet, count);
        break;
      case Kind.FRAGMENT_SPREAD: {
        const name = selection.name.value;
        // A second time it adds nothing, and one that spreads itself has no end.
        if (place.spread.has(name) || count.open.has(name)) break;
        compare(place.spread.size, count);
        place.spread.add(name);
        count.reached.add(name);
        const fragment = fragments.get(name);
        count.open.add(name);
        if (fragment) addSelections(place, fragment.selectionSet, count);
        count.open.delete(name);
      }
    }
  }
}

/** @param others with how many something is compared */
function compare(others: number, count: Count): void {
  const most = count.limits.comparisons;
  count.comparisons += others;
  if (count.comparisons > most) throw limitExceeded('comparisons', most);
}
