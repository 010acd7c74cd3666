import type { AccessChange, Asker } from './access-change.ts';
import { conditionsOf } from './conditions.ts';
import type { Circumstance } from './conditions.ts';
import type { ElementGroup } from './element-group.ts';
import type { Transition } from './transition.ts';

/** One change for one group of elements and one asker, with all circumstances in which it is so. */
export interface Row {
  readonly group: ElementGroup;
  readonly asker: Asker;
  readonly transition: Transition;
  readonly circumstances: Circumstance[];
}

/** Puts rows that differ in the asker, or in the elements, together, so that a change is read once. */
export function mergeRows(rows: readonly Row[], starts: readonly string[]): readonly AccessChange[] {
  const changes = rows.map(({ group, asker, transition, circumstances }): AccessChange => {
    const { direction, from, to } = transition;
    const { kind, classification, elements } = group;
    const conditions = conditionsOf(circumstances, starts);
    return { direction, kind, elements, classification, askers: [asker], conditions, from, to };
  });
  const byAsker = merge(changes, (change) => JSON.stringify({ ...change, askers: [] }));
  const merged = merge(byAsker, (change) => JSON.stringify({ ...change, elements: [] }));
  return merged.toSorted((a, b) => compare(orderOf(a), orderOf(b)));
}

function merge(
  changes: readonly AccessChange[],
  keyOf: (change: AccessChange) => string,
): readonly AccessChange[] {
  return [...Map.groupBy(changes, keyOf).values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const elements = [...new Set(alike.flatMap((each) => each.elements))].toSorted();
    const askers = alike.flatMap((each) => each.askers).toSorted((a, b) => compare(nameOf(a), nameOf(b)));
    return [
      { ...first, elements, askers: [...new Map(askers.map((each) => [nameOf(each), each])).values()] },
    ];
  });
}

function orderOf({ elements, askers }: AccessChange): string {
  return `${elements[0]} ${askers[0] ? nameOf(askers[0]) : ''}`;
}

function nameOf({ role, purpose }: Asker): string {
  return `${role} ${purpose}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
