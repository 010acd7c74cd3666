import { describe, expect, test } from 'vitest';
import { answer, type Inputs } from './answer.ts';

const facts = { siSalaryBase: 12_000_000, contributionYears: 10, leaveWorkingDays: 5 };
const sick = (inputs: Inputs, asOf = '2026-03-16'): ReturnType<typeof answer> =>
  answer('SICKNESS', asOf, { ...facts, ...inputs });

test.each([
  ['NORMAL', 0, 30],
  ['NORMAL', 14.99, 30],
  ['NORMAL', 15, 40],
  ['NORMAL', 29.99, 40],
  ['NORMAL', 30, 60],
  ['HAZARDOUS', 14.99, 40],
  ['HAZARDOUS', 15, 50],
  ['HAZARDOUS', 29.99, 50],
  ['HAZARDOUS', 30, 70],
  ['SPECIAL_DIFFICULT_AREA', 0, 40],
  ['SPECIAL_DIFFICULT_AREA', 15, 50],
  ['SPECIAL_DIFFICULT_AREA', 30, 70],
])('%s work and %s years give %i working days a year', (workingConditions, contributionYears, days) => {
  expect(answer('SICKNESS_QUOTA', '2026-01-01', { workingConditions, contributionYears }).days).toBe(days);
});

test('a day is three quarters of the base by twenty-four', () => {
  expect(sick({ leaveWorkingDays: 1 })).toMatchObject({ amount: 375_000, days: 1, reasons: [] });
});

describe('the days of a year', () => {
  test('end a leave on the last of them', () => {
    expect(sick({ usedQuotaDays: 25 })).toMatchObject({ days: 5, reasons: [] });
    expect(sick({ usedQuotaDays: 26 })).toMatchObject({
      days: 4,
      reasons: ['ANNUAL_QUOTA_EXCEEDED_PARTIAL'],
    });
    expect(sick({ usedQuotaDays: 30 })).toMatchObject({
      eligible: false,
      reasons: ['ANNUAL_QUOTA_EXHAUSTED'],
    });
  });

  test('are new on 1 January, for the days that fall after it', () => {
    const leave = { leaveStart: '2025-12-29', leaveEnd: '2026-01-05', weeklyRest: ['SAT', 'SUN'] };
    const over = { ...leave, holidays: ['2026-01-01'], leaveWorkingDays: undefined };
    expect(sick({ ...over, usedQuotaDays2025: 29 })).toMatchObject({ days: 3 });
    expect(sick({ ...over, usedQuotaDays: 29 })).toMatchObject({ days: 3 });
    expect(sick({ ...over, usedQuotaDays2025: 30, usedQuotaDays2026: 29 })).toMatchObject({ days: 1 });
  });
});

describe('a long-term disease', () => {
  test.each([
    [14.9, 30, 50],
    [15, 40, 55],
    [29.9, 40, 55],
    [30, 60, 65],
  ])('with %s years is paid on after %i days, at %i percent', (contributionYears, quota, percent) => {
    const long = { contributionYears, usedQuotaDays: quota, leaveWorkingDays: 24, longTermDisease: true };
    expect(sick(long)).toMatchObject({ amount: 120_000 * percent, days: 24, reasons: [] });
    const first = { ...long, usedQuotaDays: quota - 1 };
    expect(sick(first).workings).toMatchObject({ quotaPartDays: 1, longTermPartDays: 23 });
  });

  test('that lasts into a new year rests on an answer that the law does not give', () => {
    const leave = { leaveStart: '2025-12-29', leaveEnd: '2026-01-05', weeklyRest: ['SUN'] };
    const { days, reliedOn } = sick({ ...leave, usedQuotaDays: 30, longTermDisease: true });
    expect({ days, reliedOn }).toEqual({ days: 7, reliedOn: ['YEARLY_QUOTA_OF_LONG_TERM'] });
    const oneBeyond = { ...leave, longTermDisease: true, usedQuotaDays: 28 };
    expect(sick(oneBeyond).reliedOn).toEqual(['YEARLY_QUOTA_OF_LONG_TERM']);
    expect(sick({ ...oneBeyond, usedQuotaDays: 27 }).reliedOn).toEqual([]);
  });
});

test('the armed forces are paid in full and without a quota', () => {
  const soldier = { insuredCategory: 'ARMED_FORCES', leaveWorkingDays: 100, usedQuotaDays: 60 };
  expect(sick(soldier)).toMatchObject({ amount: 50_000_000, days: 100, reliedOn: ['ARMED_FORCES_DAYS'] });
});

describe('hours', () => {
  test.each([
    [1, 0.5, []],
    [3.9, 0.5, []],
    [4, 0.5, ['EXACT_HALF_DAY']],
    [4.1, 1, []],
    [8, 1, []],
    [9, 1.5, []],
    [13, 2, []],
  ])('%s of eight are %s days', (leaveHours, days, reliedOn) => {
    const inputs = { leaveHours, standardHoursPerDay: 8, leaveWorkingDays: undefined };
    expect(sick(inputs)).toMatchObject({ days, reliedOn });
  });
});

describe('the base', () => {
  test.each([
    ['2026-07-31', 46_800_000],
    ['2026-08-01', 50_600_000],
  ])('of the month before a leave on %s is twenty reference levels at most', (asOf, base) => {
    expect(sick({ siSalaryBase: 60_000_000, leaveWorkingDays: 24 }, asOf).amount).toBe(base * 0.75);
  });

  test('from a contract is one reference level at least', () => {
    const part = { siSalaryBase: undefined, contractSalary: 1_000_000, leaveWorkingDays: 24 };
    expect(sick(part).amount).toBe(2_340_000 * 0.75);
  });

  test('is that of the month itself for who has just begun', () => {
    const begun = {
      siSalaryOfThatMonth: 60_000_000,
      firstParticipationMonth: '2026-07',
      leaveWorkingDays: 24,
    };
    expect(sick(begun, '2026-07-20').amount).toBe(50_600_000 * 0.75);
  });
});

describe('no sickness benefit', () => {
  test.each([
    ['SELF_INFLICTED', 'EXCLUDED_SELF_INFLICTED'],
    ['DRUG_USE', 'EXCLUDED_DRUG_USE'],
    ['OCCUPATIONAL_ACCIDENT_FIRST_LEAVE', 'EXCLUDED_OCCUPATIONAL_FIRST_LEAVE'],
  ])('for %s', (cause, code) => {
    expect(sick({ cause })).toMatchObject({ eligible: false, amount: 0, days: 0, reasons: [code] });
  });

  test('for the days of another leave', () => {
    const week = { leaveStart: '2026-03-16', leaveEnd: '2026-03-20', weeklyRest: ['SAT', 'SUN'] };
    expect(sick({ ...week, annualLeave: ['2026-03-16', '2026-03-22'] })).toMatchObject({
      days: 4,
      reasons: ['OVERLAP_PARTIAL'],
    });
    expect(sick({ ...week, paidLeave: [['2026-03-10', '2026-03-20']] }).reasons).toEqual([
      'EXCLUDED_OVERLAP',
    ]);
  });

  test('for days on which nobody works', () => {
    const weekend = { leaveStart: '2026-03-14', leaveEnd: '2026-03-15', weeklyRest: ['SAT', 'SUN'] };
    expect(sick(weekend)).toMatchObject({ eligible: false, reasons: ['NO_WORKING_DAY'] });
  });
});

test('days without a calendar of the employer rest on the answer that Sunday is free', () => {
  const week = { leaveStart: '2026-03-16', leaveEnd: '2026-03-22' };
  expect(sick(week)).toMatchObject({ days: 6, reliedOn: ['WEEKLY_REST'] });
});

test('a leave before the law began is not decided by it', () => {
  expect(() => sick({}, '2025-06-30')).toThrow('decide it by the law of its day');
});
