import { describe, expect, test } from 'vitest';
import { shareAmongChildren } from '../../../../subgraphs/vss/benefits/share-child-days.ts';
import { answer, type Inputs } from './answer.ts';

const care = (inputs: Inputs, asOf = '2026-07-10'): ReturnType<typeof answer> =>
  answer('SICKNESS_CHILD', asOf, { siSalaryBase: 12_000_000, weeklyRest: ['SUN'], ...inputs });
const month = { leaveStart: '2026-07-10', leaveEnd: '2026-08-10' };

test.each([
  ['2023-07-11', 20],
  ['2023-07-10', 15],
  ['2019-07-11', 15],
])('a child born on %s gives %i days to a leave from 10 July 2026', (childBirthDate, days) => {
  expect(care({ ...month, childBirthDate })).toMatchObject({
    days,
    reasons: ['ANNUAL_QUOTA_EXCEEDED_PARTIAL'],
  });
});

test('a child that is seven when the leave begins gives none', () => {
  expect(care({ ...month, childBirthDate: '2019-07-10' })).toMatchObject({
    eligible: false,
    days: 0,
    reasons: ['CHILD_NOT_UNDER_7'],
  });
});

test('a child that turns seven within a leave is cared for to its end', () => {
  const turning = { childBirthDate: '2019-07-12', leaveStart: '2026-07-10', leaveEnd: '2026-07-16' };
  expect(care(turning)).toMatchObject({ days: 6, reasons: [] });
});

test('of two leaves, the one that begins on the seventh birthday is not paid', () => {
  const periods = [
    ['2026-07-08', '2026-07-09'],
    ['2026-07-10', '2026-07-11'],
  ];
  expect(care({ childBirthDate: '2019-07-10', periods })).toMatchObject({ days: 2 });
});

test('days that were used in the year are not there again, in the next year they are', () => {
  const over = { childAgeYears: 5, leaveStart: '2026-12-28', leaveEnd: '2027-01-09' };
  expect(care({ ...over, usedQuotaDays: 15 })).toMatchObject({ days: 8 });
  expect(care({ ...over, usedQuotaDays2026: 14, usedQuotaDays2027: 15 })).toMatchObject({ days: 1 });
  expect(care({ childAgeYears: 5, usedQuotaDays: 15, leaveWorkingDays: 1 }).reasons).toEqual([
    'ANNUAL_QUOTA_EXHAUSTED',
  ]);
});

test('days of another leave are not paid a second time', () => {
  const week = { childAgeYears: 5, leaveStart: '2026-07-13', leaveEnd: '2026-07-14' };
  expect(care({ ...week, annualLeave: ['2026-07-13'] })).toMatchObject({
    days: 1,
    reasons: ['OVERLAP_PARTIAL'],
  });
  const all = { ...week, annualLeave: ['2026-07-13', '2026-07-14'] };
  expect(care(all)).toMatchObject({ eligible: false, days: 0, reasons: ['EXCLUDED_OVERLAP'] });
});

test('a leave that names no weekly rest rests on the answer that Sunday is free', () => {
  const week = { childAgeYears: 5, leaveStart: '2026-07-13', leaveEnd: '2026-07-19', weeklyRest: undefined };
  expect(care(week)).toMatchObject({ days: 6, reliedOn: ['WEEKLY_REST'] });
});

describe('two children', () => {
  test('at once give a day once', () => {
    const ill = { sickFrom: '2026-07-10', sickTo: '2026-07-16' };
    const children = [
      { ageYears: 2, ...ill },
      { ageYears: 4, ...ill },
    ];
    expect(care({ children, leaveStart: '2026-07-10', leaveEnd: '2026-07-16' })).toMatchObject({ days: 6 });
  });

  test('give each its own days of the year', () => {
    const children = [{ ageYears: 4 }, { ageYears: 5 }];
    expect(care({ children, ...month })).toMatchObject({ days: 27, reasons: [] });
  });

  test('of whom one is seven give those of the other', () => {
    const children = [{ ageYears: 7 }, { ageYears: 6 }];
    expect(care({ children, ...month })).toMatchObject({ days: 15 });
  });

  test('lose no day that one of them could give', () => {
    const children = [
      { from: '2026-07-01', to: '2026-07-09', left: 2 },
      { from: '2026-07-01', to: '2026-07-02', left: 2 },
    ];
    const days = ['2026-07-01', '2026-07-02', '2026-07-03', '2026-07-04'];
    expect(shareAmongChildren(days, children)).toEqual([2, 2]);
  });
});
