import { expect, test } from 'vitest';
import { answer, type Inputs } from './answer.ts';

const asOf = '2026-03-02';
const paid = { avgSalary6m: 9_000_000 };
const visit = (inputs: Inputs): ReturnType<typeof answer> =>
  answer('MATERNITY_PRENATAL', asOf, {
    avgSalary6m: 12_000_000,
    visitNumber: 1,
    leaveWorkingDays: 2,
    ...inputs,
  });
const loss = (inputs: Inputs): ReturnType<typeof answer> =>
  answer('MATERNITY_PREGNANCY_LOSS', asOf, { ...paid, daysPrescribed: 60, ...inputs });

test('five visits give two working days each, by twenty-four', () => {
  expect(visit({ visitNumber: 5 })).toMatchObject({ amount: 1_000_000, days: 2, reasons: [] });
  expect(visit({ visitNumber: 5, leaveWorkingDays: 3 })).toMatchObject({
    days: 2,
    reasons: ['PER_VISIT_CAP'],
  });
  expect(visit({ visitNumber: 6 })).toMatchObject({
    eligible: false,
    days: 0,
    reasons: ['VISIT_LIMIT_REACHED'],
  });
  expect(visit({ leaveWorkingDays: 0 }).reasons).toEqual(['NO_WORKING_DAY']);
});

test.each([
  [0, 10],
  [4, 10],
  [5, 20],
  [12, 20],
  [13, 40],
  [21, 40],
  [22, 50],
])('a loss in week %i gives at most %i calendar days, by thirty', (gestationWeeks, days) => {
  expect(loss({ gestationWeeks })).toMatchObject({
    days,
    amount: days * 300_000,
    reasons: ['PER_EVENT_CAP'],
  });
  expect(loss({ gestationWeeks, daysPrescribed: days }).reasons).toEqual([]);
});

test('a loss of which the facility prescribed fewer days gives those', () => {
  expect(loss({ gestationWeeks: 8, daysPrescribed: 1 })).toMatchObject({ days: 1, amount: 300_000 });
});

test('a loss from 22 weeks on is as a birth for who fulfils the condition', () => {
  expect(loss({ gestationWeeks: 22, contributionMonthsIn12: 6 })).toMatchObject({
    amount: 54_000_000,
    days: null,
    months: 6,
    reliedOn: ['SINGLE_STILLBIRTH_LUMP_SUM'],
  });
  expect(loss({ gestationWeeks: 22, contributionMonthsIn12: 5 })).toMatchObject({ days: 50 });
  expect(loss({ gestationWeeks: 21, contributionMonthsIn12: 6 })).toMatchObject({ days: 40 });
});

test.each([
  ['IUD', 7],
  ['STERILISATION', 15],
])('%s gives at most %i calendar days', (measure, days) => {
  const asked = { ...paid, measure, daysPrescribed: days };
  expect(answer('MATERNITY_CONTRACEPTION', asOf, asked)).toMatchObject({
    days,
    amount: days * 300_000,
    reasons: [],
  });
  const more = { ...asked, daysPrescribed: days + 1 };
  expect(answer('MATERNITY_CONTRACEPTION', asOf, more)).toMatchObject({ days, reasons: ['PER_EVENT_CAP'] });
});
