import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { actions, askCedar, firstDays, policyCount } from './cedar-oracle.ts';
import { combinationAt, countOf } from './combinations.ts';
import { differenceFromCedar } from './compare-with-cedar.ts';

// `npm run test:policy` asks Cedar about every combination, in about two minutes of one processor. Here: everything that
// the table gives, and a sample of what it denies, another one in each run.

const { table, policies } = await loadPolicy();
const seed = Math.trunc(performance.timeOrigin) % 2 ** 31;

/** The last day of each band beside its first. */
const days = [
  ...firstDays,
  ...firstDays.slice(1).map((day) => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()),
];
const given = Array.from({ length: countOf(firstDays) }, (_, number) => number).filter((number) => {
  const asked = combinationAt(number, firstDays);
  return asked.category !== 'PUBLIC' && table.profile(asked).disclosure(asked.relation, asked.category) > 0;
});

test('G27: Cedar permits all personal data that the table gives, by the same policies, and nothing more of it', () => {
  expect(given.length).toBeGreaterThan(1000);
  const differences = given.map((number) => differenceFromCedar(table, combinationAt(number, firstDays)));
  expect(differences.filter(Boolean)).toEqual([]);
}, 120_000);

test(`G27: table and Cedar are equal wherever one looks (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.nat(countOf(days) - 1), (number) => {
      expect(differenceFromCedar(table, combinationAt(number, days))).toBeUndefined();
    }),
    { numRuns: 3000, seed },
  );
}, 120_000);

test(`G27: the table names no policy just where no policy permits (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.nat(countOf(days) - 1), (number) => {
      const asked = combinationAt(number, days);
      const named = table.profile(asked).policies(asked.relation, asked.category);
      expect(named.length > 0).toBe(askCedar(asked, 'answer', 'permits').allowed);
    }),
    { numRuns: 1000, seed },
  );
}, 120_000);

test(`for Cedar, too, each disclosure holds the lesser ones (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.constantFrom(...given), (number) => {
      const asked = combinationAt(number, firstDays);
      const answers = actions.map((action) => askCedar(asked, action).allowed);
      expect(answers).toEqual(answers.toSorted().toReversed());
    }),
    { numRuns: 300, seed },
  );
}, 120_000);

test('the oracle has read every policy that the hub has loaded', () => {
  expect(policies.size).toBe(policyCount);
});
