import type { KnownFacts, PolicyRule } from './policy-rule.ts';
import type { PolicyWords } from './policy-words.ts';

const flags = [false, true];

/** All facts that one policy can tell apart: each role and purpose, its own bands of days, both states of each flag. */
export function* knownFactsOf(
  { days }: Pick<PolicyRule, 'days'>,
  { roles, purposes }: PolicyWords,
): Generator<KnownFacts> {
  for (const role of roles) {
    for (const purpose of purposes) {
      for (const day of new Set(['', ...days])) {
        for (const reasonRecorded of flags) {
          for (const breakGlass of flags) yield { role, purpose, day, reasonRecorded, breakGlass };
        }
      }
    }
  }
}
