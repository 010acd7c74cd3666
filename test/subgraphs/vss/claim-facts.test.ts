import { expect, test } from 'vitest';
import { isOpen, maternityLeaveLength, paymentOutcome } from '../../../subgraphs/vss/claim-facts.ts';
import type { BenefitDecision, BenefitPayment, ClaimState } from '../../../subgraphs/vss/collections.ts';
import { claim } from './records.ts';

test.each([
  ['DRAFT', false],
  ['SUBMITTED', true],
  ['RECEIVED', true],
  ['VERIFYING', true],
  ['WAITING_DATA', true],
  ['DECIDED', true],
  ['PAID', true],
  ['ADJUSTED', true],
  ['CLOSED', false],
] as const satisfies readonly (readonly [ClaimState, boolean])[])(
  'a claim that is %s is worked on: %s',
  (state, open) => {
    expect(isOpen({ state })).toBe(open);
  },
);

const maternity = (leaveFrom: string, leaveTo: string, event: 'BIRTH' | 'PREGNANCY_LOSS' | 'PATERNITY') =>
  maternityLeaveLength(claim('c', 'someone', { scheme: 'MATERNITY', event, leaveFrom, leaveTo }));

test('the longest leave after a loss looks like the leave of a father, and like any of sixty days', () => {
  expect(maternity('2026-03-01', '2026-04-19', 'PREGNANCY_LOSS')).toBe('UP_TO_2_MONTHS');
  expect(maternity('2026-03-01', '2026-03-10', 'PREGNANCY_LOSS')).toBe('UP_TO_2_MONTHS');
  expect(maternity('2026-03-01', '2026-03-05', 'PATERNITY')).toBe('UP_TO_2_MONTHS');
  expect(maternity('2026-03-01', '2026-04-29', 'BIRTH')).toBe('UP_TO_2_MONTHS');
  expect(maternity('2026-03-01', '2026-04-30', 'BIRTH')).toBe('UP_TO_6_MONTHS');
});

test('the leave for one child is six months, for twins more', () => {
  expect(maternity('2026-03-15', '2026-09-14', 'BIRTH')).toBe('UP_TO_6_MONTHS');
  expect(maternity('2026-03-15', '2026-09-15', 'BIRTH')).toBe('OVER_6_MONTHS');
});

test('a leave that is not for maternity has no length of maternity leave', () => {
  expect(maternityLeaveLength(claim('c', 'someone'))).toBeNull();
});

const decision = (amount: number): BenefitDecision => ({
  number: '1/QĐ',
  decidedOn: '2026-06-12',
  outcome: amount > 0 ? 'APPROVED' : 'REFUSED',
  amount,
  paidDays: 0,
  lines: [],
});
const payment = (paidOn?: string): BenefitPayment => ({
  orderNumber: '1',
  amount: 1,
  ...(paidOn && { paidOn }),
  method: 'CASH',
});

test('a payment that is still to come is no "no", and a claim without a decision is none either', () => {
  const outcome = (given: Parameters<typeof claim>[2]) => paymentOutcome(claim('c', 'someone', given));
  expect(outcome({})).toBe('NOT_FOUND');
  expect(outcome({ state: 'CLOSED' })).toBe('MISMATCH');
  expect(outcome({ decision: decision(0) })).toBe('MISMATCH');
  expect(outcome({ decision: decision(1) })).toBe('NOT_YET_REGISTERED');
  expect(outcome({ decision: decision(2), payments: [payment('2026-06-15'), payment()] })).toBe(
    'NOT_YET_REGISTERED',
  );
  expect(outcome({ decision: decision(1), payments: [payment('2026-06-15')] })).toBe('MATCH');
});
