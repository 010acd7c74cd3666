import type { PolicyTable } from '../../schema/policy/policy-table.ts';
import { actions, askCedar } from './cedar-oracle.ts';
import type { CedarAnswer, Combination } from './cedar-oracle.ts';

/**
 * Compares the table with Cedar in one combination: Cedar permits what the table gives, by the same policies, and denies
 * what would be more. Since each disclosure holds the lesser ones (a promise with its own test), that settles all four
 * actions with at most two questions.
 *
 * @param set the prepared set of policies that the table was made of
 * @returns what differs; undefined when nothing does
 */
export function differenceFromCedar(table: PolicyTable, asked: Combination, set = 'all'): string | undefined {
  const profile = table.profile(asked);
  const level = profile.disclosure(asked.relation, asked.category);
  const policies = profile.policies(asked.relation, asked.category);
  const [given] = actions.slice(level - 1, level);
  const [more] = actions.slice(level);

  const found: string[] = [];
  const compare = (action: string, cedar: CedarAnswer, expected: CedarAnswer) => {
    if (JSON.stringify(cedar) === JSON.stringify(expected)) return;
    found.push(`${action}: Cedar ${JSON.stringify(cedar)}, table ${JSON.stringify(expected)}`);
  };
  if (given) compare(given, askCedar(asked, given, set), { allowed: true, policies });
  if (more) {
    const cedar = askCedar(asked, more, set);
    // The table names forbids just where they took everything away that others permit.
    const named = given === undefined && policies.length > 0;
    compare(more, cedar, { allowed: false, policies: named ? policies : cedar.policies });
  }
  return found.length === 0 ? undefined : `${JSON.stringify(asked)}: ${found.join('; ')}`;
}
