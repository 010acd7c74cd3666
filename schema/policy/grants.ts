import { allCells, cellsByCode, noCells } from './cells.ts';
import { knownFactsOf } from './known-facts.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { PolicyWords } from './policy-words.ts';

/** Whom a policy serves with personal data, and for what, from the first day of some band of its days. */
export interface Grant {
  readonly role: string;
  readonly purpose: string;
  /** Empty where it has no first day. */
  readonly day: string;
}

/** The grants of each policy, by its id. A policy that permits public data alone, or forbids, has none. */
export function grantsOf(
  rules: readonly PolicyRule[],
  words: PolicyWords,
): ReadonlyMap<string, readonly Grant[]> {
  const { categories } = words;
  const personal = allCells(categories) & ~(cellsByCode(categories).get('category PUBLIC') ?? noCells);
  return new Map(
    rules.map((rule) => {
      if (rule.effect === 'forbid') return [rule.id, []];
      const facts = knownFactsOf(rule, words).filter((known) => (rule.cells(known) & personal) !== noCells);
      return [rule.id, facts.map(({ role, purpose, day }) => ({ role, purpose, day })).toArray()];
    }),
  );
}
