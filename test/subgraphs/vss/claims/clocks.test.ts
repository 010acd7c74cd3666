import { expect, test } from 'vitest';
import { decisionDue, filingDue, type ClockFacts } from '../../../../subgraphs/vss/claims/state/clocks.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

const sickness: ClockFacts = {
  scheme: 'SICKNESS',
  channel: 'EMPLOYER',
  leaveFrom: day('2026-06-01'),
  leaveTo: day('2026-06-05'),
};

test('a claim of an employer is decided in seven working days, weekends and holidays left out', () => {
  expect(decisionDue(sickness, day('2026-06-10')).dueOn.toString()).toBe('2026-06-19');
  // Over Tết.
  expect(decisionDue(sickness, day('2026-02-13')).dueOn.toString()).toBe('2026-03-03');
});

test('a claim of the person herself is decided in five', () => {
  const maternity = { ...sickness, scheme: 'MATERNITY', channel: 'CITIZEN' } as const;
  expect(decisionDue(maternity, day('2026-06-10')).dueOn.toString()).toBe('2026-06-17');
});

test('an employer files in time up to seven working days after the 45 days of its employee', () => {
  expect(filingDue(sickness)?.toString()).toBe('2026-07-29');
});

test('convalescence is filed in seven working days, a voluntary birth in sixty days, and the person has no term', () => {
  const filed = (facts: Partial<ClockFacts>) => filingDue({ ...sickness, ...facts })?.toString();
  expect(filed({ scheme: 'CONVALESCENCE' })).toBe('2026-06-16');
  expect(filed({ scheme: 'VOLUNTARY_MATERNITY', channel: 'CITIZEN' })).toBe('2026-07-31');
  expect(filed({ scheme: 'MATERNITY', channel: 'CITIZEN' })).toBeUndefined();
});
