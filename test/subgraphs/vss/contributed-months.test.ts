import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  contributedMonths,
  type ContributionSpell,
  type MonthPeriod,
} from '../../../subgraphs/vss/contributed-months.ts';

const period = (from: string, to: string): MonthPeriod => ({
  from: Temporal.PlainDate.from(from),
  to: Temporal.PlainDate.from(to),
});
const spell = (from: string, to: string): ContributionSpell => ({ from: `${from}-01`, to: `${to}-01` });
const year = period('2025-07-01', '2026-06-30');

test.each([
  ['no spell', [], 0],
  ['a spell of one month', [spell('2026-01', '2026-01')], 1],
  ['a spell over the whole period', [spell('2010-01', '2030-12')], 12],
  ['a spell that reaches in', [spell('2024-01', '2025-09')], 3],
  ['a spell that reaches out', [spell('2026-05', '2027-01')], 2],
  ['spells before and after', [spell('2025-01', '2025-06'), spell('2026-07', '2026-12')], 0],
  ['two jobs at once', [spell('2025-07', '2025-12'), spell('2025-10', '2026-01')], 7],
  ['a job within a job', [spell('2025-07', '2026-03'), spell('2025-10', '2025-11')], 9],
  ['a gap', [spell('2026-04', '2026-06'), spell('2025-07', '2025-08')], 5],
])('counts the months of a year for %s', (_what, spells, months) => {
  expect(contributedMonths(spells, year)).toBe(months);
});

test('any day of the first and of the last month is as good as another', () => {
  const spells = [spell('2025-12', '2026-02')];
  expect(contributedMonths(spells, period('2025-12-31', '2026-02-01'))).toBe(3);
  expect(contributedMonths(spells, period('2025-12-01', '2026-02-28'))).toBe(3);
  expect(contributedMonths(spells, period('2026-02-28', '2026-02-28'))).toBe(1);
});

const origin = Temporal.PlainDate.from('2020-01-01');
const months = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }));
const spells = fc.array(months, { maxLength: 12 });

test('agrees with a count month by month, and so never exceeds the months of the period', () => {
  fc.assert(
    fc.property(spells, months, (contributed, [one, other]) => {
      const [first, last] = [Math.min(one, other), Math.max(one, other)];
      const counted = contributedMonths(
        contributed.map(([from, length]) => ({
          from: origin.add({ months: from }).toString(),
          to: origin.add({ months: from + length }).toString(),
        })),
        { from: origin.add({ months: first }), to: origin.add({ months: last, days: 27 }) },
      );
      const expected = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((month) =>
        contributed.some(([from, length]) => from <= month && month <= from + length),
      );
      expect(counted).toBe(expected.length);
      expect(counted).toBeLessThanOrEqual(last - first + 1);
    }),
  );
});
