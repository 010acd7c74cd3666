import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaveBetween, totalDays } from '../../../../subgraphs/vss/benefits/leave-days.ts';
import { payLine } from '../../../../subgraphs/vss/benefits/line.ts';
import { monthsBetween } from '../../../../subgraphs/vss/benefits/months-between.ts';
import { shareAmongChildren } from '../../../../subgraphs/vss/benefits/share-child-days.ts';
import { daysOf } from '../../../../schema/calendar/working-days.ts';
import { answer } from './answer.ts';

const start = Temporal.PlainDate.from('2025-07-01');
const day = fc.integer({ min: 0, max: 1500 }).map((days) => start.add({ days }));
const salary = fc.integer({ min: 1, max: 60_000_000 });
const halfDays = fc.integer({ min: 1, max: 400 }).map((halves) => halves / 2);
const years = fc.integer({ min: 0, max: 45 });
const conditions = fc.constantFrom('NORMAL', 'HAZARDOUS', 'SPECIAL_DIFFICULT_AREA');
const months = fc.integer({ min: 0, max: 12 });
const calendar = {
  weeklyRest: new Set([6, 7]),
  holidays: new Set(['2026-01-01', '2026-04-30', '2026-05-01']),
};

const sick = fc.record({
  siSalaryBase: salary,
  contributionYears: years,
  workingConditions: conditions,
  usedQuotaDays: fc.integer({ min: 0, max: 80 }),
  leaveWorkingDays: halfDays,
  longTermDisease: fc.boolean(),
});
const birth = fc.record({
  childrenBorn: fc.integer({ min: 1, max: 4 }),
  livingBiologicalChildrenBefore: fc.integer({ min: 0, max: 4 }),
  monthlySalaries: fc.array(salary, { minLength: 1, maxLength: 8 }),
  contributionMonthsIn12: months,
  husbandContributionMonthsIn12: months,
  pregnancyRestPrescribed: fc.boolean(),
  totalContributionMonths: fc.integer({ min: 0, max: 400 }),
});

describe('sickness', () => {
  test('pays whole đồng, never negative, for no more days than were asked for or than the year has', () => {
    fc.assert(
      fc.property(sick, day, (facts, on) => {
        const { amount, days, eligible } = answer('SICKNESS', on.toString(), facts);
        const quota = answer('SICKNESS_QUOTA', on.toString(), facts).days ?? 0;
        const most = facts.longTermDisease
          ? facts.leaveWorkingDays
          : Math.min(facts.leaveWorkingDays, Math.max(0, quota - facts.usedQuotaDays));
        expect(Number.isSafeInteger(amount) && (amount ?? -1) >= 0).toBe(true);
        expect(days).toBe(most);
        expect(eligible).toBe(most > 0);
      }),
    );
  });

  // Days that move from one line to the other can lose the đồng to which a line was rounded up.
  test('never pays less for more years, a higher base, fewer days used or a longer leave', () => {
    fc.assert(
      fc.property(sick, day, years, salary, halfDays, (facts, on, moreYears, more, moreDays) => {
        const paid = (inputs: typeof facts): number => answer('SICKNESS', on.toString(), inputs).amount ?? 0;
        const before = paid(facts);
        expect(
          paid({ ...facts, contributionYears: facts.contributionYears + moreYears }),
        ).toBeGreaterThanOrEqual(before - 1);
        expect(paid({ ...facts, siSalaryBase: facts.siSalaryBase + more })).toBeGreaterThanOrEqual(before);
        expect(
          paid({ ...facts, leaveWorkingDays: facts.leaveWorkingDays + moreDays }),
        ).toBeGreaterThanOrEqual(before);
        expect(paid({ ...facts, usedQuotaDays: 0 })).toBeGreaterThanOrEqual(before - 1);
        expect(paid({ ...facts, longTermDisease: true })).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('gives a leave that is split the same days as the whole leave, year by year', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        (from, one, other) => {
          const middle = from.add({ days: one });
          const to = middle.add({ days: other + 1 });
          const whole = leaveBetween([{ from, to }], calendar, new Set());
          const spans = [
            { from, to: middle },
            { from: middle.add({ days: 1 }), to },
          ];
          expect(leaveBetween(spans, calendar, new Set())).toEqual(whole);
          const parts = spans.map((span) => totalDays(leaveBetween([span], calendar, new Set())));
          expect(parts.reduce((sum, days) => sum + days)).toBe(totalDays(whole));
        },
      ),
    );
  });

  test('pays a leave that is split at the end of a year what it pays the whole, but for the rounding of a line', () => {
    fc.assert(
      fc.property(
        sick,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (facts, before, after) => {
          const [first, second] = [`2026-12-31`, `2027-01-01`].map((iso) => Temporal.PlainDate.from(iso));
          if (first === undefined || second === undefined) throw new Error('two days were written');
          const base = { ...facts, leaveWorkingDays: undefined, baseMonth: '2026-08', weeklyRest: ['SUN'] };
          const paid = (from: Temporal.PlainDate, to: Temporal.PlainDate): number =>
            answer('SICKNESS', from.toString(), {
              ...base,
              usedQuotaDays2026: facts.usedQuotaDays,
              usedQuotaDays2027: 0,
              leaveStart: from.toString(),
              leaveEnd: to.toString(),
            }).amount ?? 0;
          const [from, to] = [first.subtract({ days: before }), second.add({ days: after })];
          expect(Math.abs(paid(from, to) - paid(from, first) - paid(second, to))).toBeLessThanOrEqual(3);
        },
      ),
    );
  });
});

describe('maternity', () => {
  test('pays whole đồng, never negative, and nothing to who has no right', () => {
    fc.assert(
      fc.property(birth, day, (facts, on) => {
        const { amount, eligible, months: paid } = answer('MATERNITY_BIRTH', on.toString(), facts);
        expect(Number.isSafeInteger(amount)).toBe(true);
        expect((amount ?? 0) > 0).toBe(eligible);
        expect(paid ?? 6).toBeGreaterThanOrEqual(6);
      }),
    );
  });

  test('never pays less for more contributions, a higher salary or one child more', () => {
    fc.assert(
      fc.property(birth, day, salary, (facts, on, more) => {
        const paid = (inputs: typeof facts): number =>
          answer('MATERNITY_BIRTH', on.toString(), inputs).amount ?? 0;
        const before = paid(facts);
        const contributed = {
          ...facts,
          contributionMonthsIn12: Math.min(12, facts.contributionMonthsIn12 + 1),
        };
        expect(paid(contributed)).toBeGreaterThanOrEqual(before);
        const richer = { ...facts, monthlySalaries: facts.monthlySalaries.map((amount) => amount + more) };
        expect(paid(richer)).toBeGreaterThanOrEqual(before);
        expect(paid({ ...facts, childrenBorn: facts.childrenBorn + 1 })).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('gives months and days that lead from the first day to the last', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (first, length) => {
        const after = first.add({ days: length });
        const { months: whole, oddDays } = monthsBetween(first, after);
        expect(first.add({ months: whole }).add({ days: oddDays }).equals(after)).toBe(true);
        expect(oddDays).toBeLessThan(31);
      }),
    );
  });
});

test('a day of care is given by one child alone, and never beyond what it has left', () => {
  const child = fc.record({
    ill: fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })),
    left: fc.integer({ min: 0, max: 15 }),
  });
  fc.assert(
    fc.property(fc.array(child, { minLength: 1, maxLength: 3 }), (drawn) => {
      const days = daysOf({ from: start, to: start.add({ days: 20 }) }).map(String);
      const children = drawn.map(({ ill, left }) => ({
        from: start.add({ days: Math.min(...ill) }).toString(),
        to: start.add({ days: Math.max(...ill) }).toString(),
        left,
      }));
      const given = shareAmongChildren(days, children);
      const ill = days.filter((iso) => children.some(({ from, to }) => from <= iso && iso <= to)).length;
      expect(given.every((more, index) => more <= (children[index]?.left ?? 0))).toBe(true);
      expect(given.reduce((sum, more) => sum + more)).toBeLessThanOrEqual(ill);
      expect(given.reduce((sum, more) => sum + more)).toBe(mostThatCanBeGiven(days, children));
    }),
  );
});

test('a line is the exact amount, rounded half up once', () => {
  const units = fc.record({ total: salary, months: fc.integer({ min: 1, max: 6 }), days: halfDays });
  fc.assert(
    fc.property(
      units,
      fc.constantFrom(50, 55, 65, 75, 100),
      fc.constantFrom(24, 30),
      (base, ratePercent, divisor) => {
        const line = payLine({ kind: 'SICKNESS', base, ratePercent, days: base.days, divisor, articles: [] });
        const exact = BigInt(base.total) * BigInt(ratePercent) * BigInt(base.days * 2);
        const unit = BigInt(base.months) * 100n * BigInt(divisor) * 2n;
        const difference = 2n * (exact - BigInt(line.amount) * unit);
        expect(-unit <= difference && difference < unit).toBe(true);
        expect(line.rounded).toBe(difference !== 0n);
      },
    ),
  );
});

/** By augmenting paths: each day to a child, a child to as many days as it has left. */
function mostThatCanBeGiven(
  days: readonly string[],
  children: readonly { readonly from: string; readonly to: string; readonly left: number }[],
): number {
  const slots = children.flatMap(({ from, to, left }) => Array.from({ length: left }, () => ({ from, to })));
  const dayOfSlot = new Map<number, string>();
  const place = (iso: string, tried: Set<number>): boolean =>
    slots.some(({ from, to }, slot) => {
      if (tried.has(slot) || iso < from || to < iso) return false;
      tried.add(slot);
      const other = dayOfSlot.get(slot);
      if (other !== undefined && !place(other, tried)) return false;
      dayOfSlot.set(slot, iso);
      return true;
    });
  return days.filter((iso) => place(iso, new Set())).length;
}
