import { relations } from '../policy/relation.ts';
import type { Relation } from '../policy/relation.ts';

/** Whether something is asked for: either way, only with it, only without it. */
export type Asked = 'any' | 'yes' | 'no';

/** Days from the first to the last; without a first one since ever, without a last one for good. */
export interface DayRange {
  readonly from?: string;
  readonly to?: string;
}

/** Circumstances of a request, apart from who asks what for. */
export interface Condition {
  readonly relations: readonly Relation[];
  readonly reasonRecorded: Asked;
  readonly breakGlass: Asked;
  readonly days: readonly DayRange[];
}

/** One circumstance: two flags and a band of days, by its place among the bands. */
export interface Circumstance {
  readonly relation: Relation;
  readonly reasonRecorded: boolean;
  readonly breakGlass: boolean;
  readonly band: number;
}

/** Every pair of what may be asked of the two flags, the widest first. */
const flagPairs = (['any', 'yes', 'no'] as const)
  .flatMap((reasonRecorded) =>
    (['any', 'yes', 'no'] as const).map((breakGlass) => ({ reasonRecorded, breakGlass })),
  )
  .map((pair) => ({ ...pair, covers: flagsOf(pair.reasonRecorded, pair.breakGlass) }))
  .toSorted((a, b) => b.covers.length - a.covers.length);

/**
 * Writes circumstances as few conditions.
 *
 * @param starts first day of each band, in order; empty for the band before all days
 */
export function conditionsOf(
  circumstances: readonly Circumstance[],
  starts: readonly string[],
): readonly Condition[] {
  const byRelation = Map.groupBy(circumstances, ({ relation }) => relation);
  const parts = relations.flatMap((relation) => {
    const flags = Map.groupBy(byRelation.get(relation) ?? [], ({ reasonRecorded, breakGlass }) =>
      flagCode(reasonRecorded, breakGlass),
    );
    const days = [...flags].map(([flag, list]) => ({ flag, days: rangesOf(list, starts) }));
    const alike = Map.groupBy(days, (each) => JSON.stringify(each.days));
    return [...alike.values()].flatMap((same) =>
      pairsOf(same.map(({ flag }) => flag)).map((pair) => ({ relation, ...pair, days: same[0]?.days ?? [] })),
    );
  });
  const grouped = Map.groupBy(parts, (part) => JSON.stringify({ ...part, relation: undefined }));
  return [...grouped.values()].flatMap((same) => {
    const [first] = same;
    return first ? [withRelations(first, same)] : [];
  });
}

function withRelations(
  { reasonRecorded, breakGlass, days }: Omit<Condition, 'relations'>,
  same: readonly { readonly relation: Relation }[],
): Condition {
  return { relations: same.map(({ relation }) => relation), reasonRecorded, breakGlass, days };
}

/** Pairs of flags that together say just these states, the widest first and each state once. */
function pairsOf(states: readonly number[]) {
  const left = new Set(states);
  return flagPairs.flatMap(({ covers, reasonRecorded, breakGlass }) => {
    if (!covers.every((state) => left.has(state))) return [];
    for (const state of covers) left.delete(state);
    return [{ reasonRecorded, breakGlass }];
  });
}

function rangesOf(list: readonly Circumstance[], starts: readonly string[]): readonly DayRange[] {
  const bands = new Set(list.map(({ band }) => band));
  return [...bands]
    .filter((band) => !bands.has(band - 1))
    .toSorted((a, b) => a - b)
    .map((first) => {
      const end = starts.findIndex((_, band) => band > first && !bands.has(band));
      const from = starts[first];
      const after = end === -1 ? undefined : starts[end];
      return { ...(from ? { from } : {}), ...(after ? { to: dayBefore(after) } : {}) };
    });
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

function flagCode(reasonRecorded: boolean, breakGlass: boolean): number {
  return (reasonRecorded ? 1 : 0) + (breakGlass ? 2 : 0);
}

function flagsOf(reason: Asked, breakGlass: Asked): readonly number[] {
  const states = (asked: Asked) => (asked === 'any' ? [false, true] : [asked === 'yes']);
  return states(reason).flatMap((first) => states(breakGlass).map((second) => flagCode(first, second)));
}
