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
  /** Only about the people whom the case names that the request serves. */
  readonly byCaseOnly: boolean;
}

/** The grants of each policy, by its id. A policy that permits public data alone, or forbids, has none. */
export function grantsOf(
  rules: readonly PolicyRule[],
  words: PolicyWords,
): ReadonlyMap<string, readonly Grant[]> {
  const { categories } = words;
  const codes = cellsByCode(categories);
  const personal = allCells(categories) & ~(codes.get('category PUBLIC') ?? noCells);
  const withoutCase = personal & ~(codes.get('relation CASE') ?? noCells);
  return new Map(
    rules.map((rule) => {
      if (rule.effect === 'forbid') return [rule.id, []];
      const grants = knownFactsOf(rule, words).flatMap((facts): readonly Grant[] => {
        const cells = rule.cells(facts) & personal;
        const { role, purpose, day } = facts;
        return cells === noCells
          ? []
          : [{ role, purpose, day, byCaseOnly: (cells & withoutCase) === noCells }];
      });
      return [rule.id, grants.toArray()];
    }),
  );
}
