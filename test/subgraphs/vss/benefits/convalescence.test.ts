import { expect, test } from 'vitest';
import { answer, type Inputs } from './answer.ts';

const sickness = (inputs: Inputs, asOf = '2026-05-11'): ReturnType<typeof answer> =>
  answer('CONVALESCENCE_SICKNESS', asOf, {
    sicknessDaysThisYear: 30,
    lastSicknessType: 'OTHER',
    daysGranted: 5,
    daysSinceSicknessEnd: 30,
    ...inputs,
  });
const maternity = (inputs: Inputs, asOf = '2026-05-11'): ReturnType<typeof answer> =>
  answer('CONVALESCENCE_MATERNITY', asOf, { daysGranted: 20, daysSinceLeaveEnd: 30, ...inputs });

test('a day is three tenths of the reference level of its time', () => {
  expect(sickness({ daysGranted: 1 }, '2026-06-30')).toMatchObject({ amount: 702_000 });
  expect(sickness({ daysGranted: 1 }, '2026-07-01')).toMatchObject({ amount: 759_000 });
});

test.each([
  ['LONG_TERM', 10],
  ['SURGERY', 7],
  ['OTHER', 5],
])('after %s there are %i days', (lastSicknessType, days) => {
  expect(sickness({ lastSicknessType, daysGranted: days })).toMatchObject({ days, reasons: [] });
  expect(sickness({ lastSicknessType, daysGranted: days + 1 })).toMatchObject({
    days,
    reasons: ['PER_EVENT_CAP'],
  });
});

test('a year has ten days', () => {
  expect(sickness({ usedConvalescenceDays: 5 })).toMatchObject({ days: 5, reasons: [] });
  expect(sickness({ usedConvalescenceDays: 6 })).toMatchObject({
    days: 4,
    reasons: ['ANNUAL_CEILING_PARTIAL'],
  });
  expect(sickness({ usedConvalescenceDays: 10 })).toMatchObject({
    eligible: false,
    reasons: ['ANNUAL_QUOTA_EXHAUSTED'],
  });
});

test('thirty sick days and thirty days after them are the conditions', () => {
  expect(sickness({})).toMatchObject({ eligible: true });
  expect(sickness({ sicknessDaysThisYear: 29 }).reasons).toEqual(['LESS_THAN_30_SICK_DAYS']);
  expect(sickness({ daysSinceSicknessEnd: 31 }).reasons).toEqual(['OUTSIDE_30_DAYS']);
});

test.each([
  [{ birthType: 'NORMAL' }, 5],
  [{ birthType: 'SURGERY' }, 7],
  [{ birthType: 'NORMAL', childrenBorn: 2 }, 10],
  [{ birthType: 'SURGERY', childrenBorn: 3 }, 10],
  [{ birthType: 'PREGNANCY_LOSS' }, 5],
  [{ birthType: 'SURGERY', usedConvalescenceDays: 3 }, 4],
])('after a maternity leave of %j there are %i days', (inputs, days) => {
  expect(maternity(inputs)).toMatchObject({ days, amount: days * 702_000 });
});

test('who returned early, or comes late, has no convalescence', () => {
  expect(maternity({ returnedEarly: true }).reasons).toEqual(['RETURNED_EARLY']);
  expect(maternity({ daysSinceLeaveEnd: 31 }).reasons).toEqual(['OUTSIDE_30_DAYS']);
  expect(maternity({ usedConvalescenceDays: 5 }).reasons).toEqual(['NOTHING_LEFT']);
});
