import { expect, test } from 'vitest';
import type { ClaimRecord } from '../../../../subgraphs/vss/collections.ts';
import { appealClaim, reportDefect } from '../../../../subgraphs/vss/claims/state/own-moves.ts';
import { claim } from '../records.ts';
import { citizen, officer } from './open-desk.ts';

const at = Temporal.Instant.from('2026-06-10T02:00:00Z');
const decision = {
  number: 'QĐ-1',
  decidedOn: '2026-06-08',
  outcome: 'REFUSED',
  amount: 0,
  paidDays: 0,
  lines: [],
} as const;
const decided = claim('c1', 'mother', { state: 'DECIDED', decision });
const document = { type: 'DischargePaper', id: 'paper-1' } as const;
const verifying = claim('c2', 'mother', {
  state: 'VERIFYING',
  evidence: [{ role: 'INPATIENT_STAY', state: 'FOUND', document }],
});
const changed = (result: ClaimRecord | string): ClaimRecord => {
  if (typeof result === 'string') throw new Error(`Nothing changed: ${result}.`);
  return result;
};

test('a decision is contested once, however often that is sent, and the next decision again', () => {
  const once = changed(appealClaim(decided, citizen, at));
  expect(appealClaim(once, citizen, at)).toBe(once);
  // Also where the answer comes back when the claim is looked at anew.
  const adjusted = { ...once, state: 'ADJUSTED' } as const;
  expect(appealClaim(adjusted, citizen, at)).toBe(adjusted);
  const anew = { ...once, decision: { ...decision, number: 'QĐ-1/2' } };
  expect(changed(appealClaim(anew, citizen, at)).appeals).toHaveLength(2);
});

test('a defect is recorded once in the same words, and another one beside it', () => {
  const report = (of: ClaimRecord, reason: string) =>
    reportDefect(of, { document: 'paper-1', reason }, officer, at);
  const once = changed(report(verifying, 'unreadable'));
  expect(report(once, 'unreadable')).toBe(once);
  expect(changed(report(once, 'another patient')).qualityDefects).toHaveLength(2);
});

test('that it was done before is told to nobody who may not do it', () => {
  const once = changed(appealClaim(decided, citizen, at));
  expect(appealClaim(once, officer, at)).toBe('NOT_YOURS_TO_MOVE');
});
