import { actions, askCedar } from '../../policy/cedar-oracle.ts';
import type { Relation } from '../../../schema/policy/relation.ts';
import type { Annotation } from './classification.ts';

/** Who asks and what for: all that the policy looks at but the relation and the category. */
export interface Question {
  readonly role: string;
  readonly purpose: string;
  readonly day: string;
  readonly reasonRecorded: boolean;
  readonly breakGlass: boolean;
}

/** What becomes of an element. */
export type Outcome =
  | { readonly kind: 'full' | 'answered' | 'denied' }
  | { readonly kind: 'masked'; readonly masks: readonly string[] };

const levels = new Map<string, number>();

/** How much of a category may be shown, as Cedar says: 0 nothing, 1 answer, 2 masked, 3 guarded, 4 full. */
function levelOf(question: Question, relation: Relation, category: string): number {
  const key = JSON.stringify([question, relation, category]);
  const known = levels.get(key);
  if (known !== undefined) return known;
  const level =
    actions.findLastIndex((action) => askCedar({ ...question, relation, category }, action).allowed) + 1;
  levels.set(key, level);
  return level;
}

/** What becomes of an element under one relation: all of its annotations must hold. */
export function decide(needed: readonly Annotation[], question: Question, relation: Relation): Outcome {
  // Nothing says what it is, so nobody may have it.
  if (needed.length === 0) return { kind: 'denied' };
  const masks = new Set<string>();
  let kind: 'full' | 'answered' = 'full';
  for (const { category, mask, derived } of needed) {
    const level = levelOf(question, relation, category);
    if (level === 4) continue;
    if (derived && level >= 1) kind = 'answered';
    else if (level === 3 && mask === undefined) continue;
    else if (level >= 2 && mask !== undefined) masks.add(mask);
    else return { kind: 'denied' };
  }
  return masks.size > 0 ? { kind: 'masked', masks: [...masks] } : { kind };
}

/** The best that some of the relations gives. */
export function decideBest(
  needed: readonly Annotation[],
  question: Question,
  relations: readonly Relation[],
): Outcome {
  return relations
    .map((relation) => decide(needed, question, relation))
    .reduce((best, next) => (rank(next) > rank(best) ? next : best), { kind: 'denied' });
}

function rank(outcome: Outcome): number {
  if (outcome.kind === 'masked') return 1 / (1 + outcome.masks.length);
  return { denied: 0, answered: 2, full: 3 }[outcome.kind];
}

/** Whether a value may be used or shown as it is. */
export function isOpen({ kind }: Outcome): boolean {
  return kind === 'full' || kind === 'answered';
}
