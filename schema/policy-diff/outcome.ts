import type { DataAnnotation } from '../data-annotation.ts';
import { verdictOf } from '../policy/verdict.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { View } from './view.ts';

/** What becomes of one element for somebody, and on what that rests. */
export interface Outcome {
  /** `none`, `masked`, `answer` or `full`; of a term its value. */
  readonly verdict: string;
  readonly masks: readonly string[];
  /** The policies that permit it; of `none` those that forbid what others permit. */
  readonly policies: readonly string[];
  readonly articles: readonly string[];
  /** The articles with their validity. */
  readonly law: string;
}

/** How one outcome becomes another. `both` shows something else: more to some eye, less to another. */
export type Direction = 'loosened' | 'tightened' | 'both' | 'rebased' | 'same';

/** What an element has that is not there. */
const absent: Verdict = { kind: 'none', category: '' };

/** The verdict over an element by the views of its categories; nobody sees what is not there. */
export function verdictBy(
  annotations: readonly DataAnnotation[] | undefined,
  viewOf: (category: string) => View,
): Verdict {
  return annotations ? verdictOf(annotations, (category) => viewOf(category).disclosure) : absent;
}

/** The outcome with what it rests on. */
export function outcomeOf(
  verdict: Verdict,
  annotations: readonly DataAnnotation[],
  viewOf: (category: string) => View,
  forbidding: (category: string) => readonly string[],
): Outcome {
  if (verdict.kind === 'none') {
    const policies = verdict.category === '' ? [] : forbidding(verdict.category);
    return { verdict: 'none', masks: [], policies, articles: [], law: '' };
  }
  const views = annotations.map(({ category }) => viewOf(category));
  return {
    verdict: verdict.kind,
    masks: verdict.kind === 'masked' ? verdict.masks.toSorted() : [],
    policies: union(views.map(({ policies }) => policies)),
    articles: union(views.map(({ articles }) => articles)),
    law: lawOf(annotations, viewOf),
  };
}

/** The articles with their validity on which the sight of an element rests. */
export function lawOf(annotations: readonly DataAnnotation[], viewOf: (category: string) => View): string {
  return union(annotations.map(({ category }) => viewOf(category).law.split('; '))).join('; ');
}

/** Whether `a` shows nothing that `b` does not show. */
export function showsNoMore(a: Verdict, b: Verdict): boolean {
  if (a.kind === 'masked' && b.kind === 'masked') {
    // A marker tells that there is something, which every other mask tells too.
    return a.masks.includes('PRESENCE') || b.masks.every((mask) => a.masks.includes(mask));
  }
  return rank[a.kind] <= rank[b.kind];
}

/**
 * Not the order of the disclosures of a category: an element with the verdict `answer` is itself the answer and is shown
 * whole, where `masked` shortens it. `full` is above it since the element may have ceased to be a mere answer.
 */
const rank = { none: 0, masked: 1, answer: 2, full: 3 } as const satisfies Record<Verdict['kind'], number>;

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].filter((each) => each !== '').toSorted();
}
