import type { DataAnnotation } from '../data-annotation.ts';
import { Disclosure } from '../policy/disclosure.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { ElementGroup } from './element-group.ts';
import { lawOf, outcomeOf, showsNoMore, verdictBy } from './outcome.ts';
import type { Direction, Outcome } from './outcome.ts';
import type { View } from './view.ts';

/** How one side sees every category in one circumstance. */
export interface Views {
  readonly byCategory: ReadonlyMap<string, View>;
  /** The policies that forbid what others permit of a category. */
  readonly forbidding: (category: string) => readonly string[];
}

/** What becomes of an element, before and after. */
export interface Transition {
  /** Equal for transitions that are alike. */
  readonly key: string;
  readonly direction: Exclude<Direction, 'same'>;
  readonly from: Outcome;
  readonly to: Outcome;
}

/**
 * Makes the function that tells what changes for the elements of one group; undefined for nothing. Nearly all
 * circumstances are alike: what was worked out for some views is kept.
 */
export function transitionsOf({ before, after, kind }: ElementGroup) {
  const directions = new Map<string, Judged>();
  const transitions = new Map<string, Transition>();
  return (from: Views, to: Views, changed: ReadonlySet<string>): Transition | undefined => {
    if (kind === 'same' && !before?.some(({ category }) => changed.has(category))) return undefined;
    const [see, seeNow] = [viewIn(from), viewIn(to)];
    if (!canBeSeen(before, see) && !canBeSeen(after, seeNow)) return undefined;
    const name = `${idsOf(before, see)}>${idsOf(after, seeNow)}`;
    const judged = directions.getOrInsertComputed(name, () => judge(before, after, see, seeNow));
    const { direction } = judged;
    if (direction === 'same') return undefined;
    const key = `${name} ${forbidsOf(judged.from, from)} ${forbidsOf(judged.to, to)}`;
    return transitions.getOrInsertComputed(key, () => {
      const outcomes = {
        from: outcomeOf(judged.from, before ?? [], see, from.forbidding),
        to: outcomeOf(judged.to, after ?? [], seeNow, to.forbidding),
      };
      return { key: JSON.stringify([direction, outcomes]), direction, ...outcomes };
    });
  };
}

interface Judged {
  readonly direction: Direction;
  readonly from: Verdict;
  readonly to: Verdict;
}

type See = (category: string) => View;

function judge(
  before: readonly DataAnnotation[] | undefined,
  after: readonly DataAnnotation[] | undefined,
  see: See,
  seeNow: See,
): Judged {
  const [from, to] = [verdictBy(before, see), verdictBy(after, seeNow)];
  const [noMore, noLess] = [showsNoMore(to, from), showsNoMore(from, to)];
  if (!noMore) return { direction: noLess ? 'loosened' : 'both', from, to };
  if (!noLess) return { direction: 'tightened', from, to };
  const sameLaw = from.kind === 'none' || lawOf(before ?? [], see) === lawOf(after ?? [], seeNow);
  return { direction: sameLaw ? 'same' : 'rebased', from, to };
}

function viewIn({ byCategory }: Views): See {
  return (category) => {
    const view = byCategory.get(category);
    if (!view) throw new Error(`no view of the category ${category} was made`);
    return view;
  };
}

/** Quick, since in most circumstances something of an element is hidden, and then all of it is. */
function canBeSeen(annotations: readonly DataAnnotation[] | undefined, see: See): boolean {
  return annotations?.every(({ category }) => see(category).disclosure > Disclosure.none) ?? false;
}

function idsOf(annotations: readonly DataAnnotation[] | undefined, see: See): string {
  return annotations?.map(({ category }) => see(category).id).join(',') ?? '';
}

function forbidsOf(verdict: Verdict, { forbidding }: Views): string {
  return verdict.kind === 'none' && verdict.category !== '' ? forbidding(verdict.category).join(',') : '';
}
