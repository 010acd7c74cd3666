import { expect, test } from 'vitest';
import { grant, refuse } from '../../../../subgraphs/vss/benefits/assessment.ts';
import { leaveOf } from '../../../../subgraphs/vss/benefits/leave-days.ts';
import { assessSickness, type SicknessFacts } from '../../../../subgraphs/vss/benefits/sickness.ts';
import { answer } from './answer.ts';

const facts: SicknessFacts = {
  on: Temporal.PlainDate.from('2026-08-10'),
  contributionYears: 10,
  conditions: 'NORMAL',
  armedForces: false,
  longTermDisease: true,
  leave: leaveOf(32, 2026),
  used: () => 0,
  salary: { month: Temporal.PlainYearMonth.from('2026-07'), base: 50_600_000 },
};

test('each line says what it is paid for, on which base, at which rate, and on which articles', () => {
  const base = { total: 50_600_000, months: 1 };
  const ofAll = [
    'Law 41/2024/QH15 Art 45(1)',
    'Law 41/2024/QH15 Art 31(1)(đ)',
    'Decree 161/2026/ND-CP',
    'Law 41/2024/QH15 Art 45(5)',
  ];
  expect(assessSickness(facts).lines).toEqual([
    {
      kind: 'SICKNESS',
      base,
      ratePercent: 75,
      days: 30,
      divisor: 24,
      amount: 47_437_500,
      rounded: false,
      articles: ['Law 41/2024/QH15 Art 43(1)(a)', 'Law 41/2024/QH15 Art 45(2)', ...ofAll],
    },
    {
      kind: 'LONG_TERM_SICKNESS',
      base,
      ratePercent: 50,
      days: 2,
      divisor: 24,
      amount: 2_108_333,
      rounded: true,
      articles: ['Law 41/2024/QH15 Art 43(2)', 'Law 41/2024/QH15 Art 45(3)', ...ofAll],
    },
  ]);
});

test('the amount is the sum of the lines, and a rounded line is named as an open question', () => {
  expect(assessSickness(facts)).toMatchObject({ amount: 49_545_833, days: 32, reliedOn: ['ROUNDING'] });
});

test('a base under the highest does not cite it', () => {
  const month = Temporal.PlainYearMonth.from('2026-07');
  const { lines } = assessSickness({ ...facts, salary: { month, base: 50_599_999 } });
  expect(lines.flatMap(({ articles }) => articles)).not.toContain('Decree 161/2026/ND-CP');
});

test('a line of nothing is left out, one of a đồng is not', () => {
  const line = { kind: 'LUMP_SUM', ratePercent: 100, children: 1, divisor: 1, articles: [] } as const;
  const lines = [0, 1].map((total) => ({ ...line, base: { total, months: 1 } }));
  expect(grant(lines).lines).toHaveLength(1);
});

test('a refusal pays nothing and says why', () => {
  expect(refuse('RETURNED_EARLY')).toEqual({
    eligible: false,
    amount: 0,
    days: null,
    months: null,
    oddDays: null,
    lines: [],
    reasons: ['RETURNED_EARLY'],
    reliedOn: [],
    workings: {},
  });
});

test.each([
  ['CONVALESCENCE_SICKNESS', { sicknessDaysThisYear: 29, daysGranted: 5 }],
  ['CONVALESCENCE_SICKNESS', { sicknessDaysThisYear: 30, daysGranted: 5, daysSinceSicknessEnd: 31 }],
  ['CONVALESCENCE_SICKNESS', { sicknessDaysThisYear: 30, daysGranted: 5, usedConvalescenceDays: 11 }],
  ['CONVALESCENCE_MATERNITY', { daysGranted: 5, returnedEarly: true }],
  ['CONVALESCENCE_MATERNITY', { daysGranted: 5, daysSinceLeaveEnd: 31 }],
  ['CONVALESCENCE_MATERNITY', { daysGranted: 5, usedConvalescenceDays: 6 }],
  ['SICKNESS', { leaveWorkingDays: 0 }],
  ['SICKNESS', { leaveWorkingDays: 1, usedQuotaDays: 31 }],
  ['SICKNESS_CHILD', { leaveWorkingDays: 0, childAgeYears: 1 }],
  ['SICKNESS_CHILD', { leaveWorkingDays: 1, childAgeYears: 1, usedQuotaDays: 21 }],
  ['MATERNITY_PRENATAL', { leaveWorkingDays: 0, visitNumber: 1 }],
  ['MATERNITY_PATERNITY', { leaveStart: '2026-05-11', daysTaken: 0 }],
  ['MATERNITY_PATERNITY', { leaveStart: '2026-05-10', daysTaken: 1 }],
])('a refusal of %s with %j pays no day', (scheme, inputs) => {
  expect(answer(scheme, '2026-05-11', inputs)).toMatchObject({
    eligible: false,
    amount: 0,
    days: 0,
    months: null,
  });
});
