import { expect, test } from 'vitest';
import { ownSickDaysPaid } from '../../../../subgraphs/vss/claims/assess/sick-days-used.ts';
import type { BenefitDecision, ClaimRecord } from '../../../../subgraphs/vss/collections.ts';
import { claim, insured } from '../records.ts';

const decided = (paidDays: number, number = 'QD-1'): BenefitDecision => ({
  number,
  decidedOn: '2026-04-01',
  outcome: 'APPROVED',
  amount: paidDays * 100_000,
  paidDays,
  lines: [],
});
const sick = (id: string, given: Partial<ClaimRecord>) =>
  claim(id, 'mother', { scheme: 'SICKNESS', event: 'OWN_ILLNESS', leaveFrom: '2026-02-12', ...given });
const onPaper = sick('paper', { state: 'PAID', decision: decided(26) });
const request = { key: 'vss-portal/key', digest: 'digest' };
const officer = { kind: 'OFFICER', actor: 'one', office: 'office-1' } as const;

/** A record that was kept with the 26 days of the claim on paper, and two earlier ones. */
const record = insured('mother', { sicknessDaysPaid: { 2026: 28 } });
const daysOf = (otherClaims: readonly ClaimRecord[], itself?: ClaimRecord) =>
  ownSickDaysPaid({ insured: record, otherClaims, itself })['2026'];

test('what was decided on paper is in the record, and counts once', () => {
  expect(daysOf([onPaper])).toBe(28);
});

test('a claim on paper that is looked at again does not use up its own days', () => {
  expect(daysOf([], { ...onPaper, state: 'ADJUSTED' })).toBe(2);
});

test('decided anew, its new days count instead of the old ones', () => {
  const anew = {
    ...onPaper,
    decision: decided(20, 'QD-2'),
    formerDecisions: [decided(26)],
    decidedBy: officer,
  };
  expect(daysOf([anew])).toBe(22);
  expect(daysOf([], anew)).toBe(2);
});

test('what was decided here is counted beside the record', () => {
  const here = sick('here', { state: 'DECIDED', decision: decided(5), decidedBy: officer, request });
  expect(daysOf([onPaper, here])).toBe(33);
  expect(daysOf([onPaper], here)).toBe(28);
});
