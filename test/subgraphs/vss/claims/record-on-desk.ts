import { changeClaim } from '../../../../subgraphs/vss/claims/desk/change-claim.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import type { GatheredEvidence } from '../../../../subgraphs/vss/claims/evidence/evidence-source.ts';
import type { OfficerFact } from '../../../../subgraphs/vss/claims/record/officer-fact.ts';
import { recordFact } from '../../../../subgraphs/vss/claims/record/record-fact.ts';
import type { SubmittedClaim } from '../../../../subgraphs/vss/claims/submit/submission.ts';
import { submitClaim } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import type { ClaimRecord } from '../../../../subgraphs/vss/collections.ts';
import { citizen, nothingFound, officer, openDesk, sender, sickWeek, type TestDesk } from './open-desk.ts';

export const paper = { kind: 'MEDICAL_PAPER', number: '12/2026', issuedOn: '2026-06-01' } as const;
export const by = { actor: 'one', office: 'office-1' };

/** A desk at which other agencies hold what is told, and nothing else. */
export async function deskWith(found: Partial<GatheredEvidence>): Promise<TestDesk> {
  const desk = await openDesk();
  desk.found = { ...nothingFound, ...found };
  return desk;
}

/** A claim like the sick week's but for what is told, sent in and looked at. */
export async function send(desk: TestDesk, asked: Partial<SubmittedClaim>): Promise<ClaimRecord> {
  const answer = await submitClaim(desk.collections, { ...sickWeek, ...asked }, sender('key-0001'), {
    mover: citizen,
    at: desk.now(),
  });
  const resolved = answer.kind === 'STORED' && (await resolveClaim(answer.claim.id, desk));
  if (!resolved) throw new Error('The claim was not resolved.');
  return resolved;
}

/** The claim as an officer changes it, looked at anew. */
export async function change(
  desk: TestDesk,
  id: string,
  judge: (claim: ClaimRecord) => ClaimRecord | string,
): Promise<ClaimRecord> {
  const changed = await changeClaim(desk.collections.claims, id, (found) => {
    const made = judge(found);
    return typeof made === 'string' ? { answer: made } : { claim: made };
  });
  if (!changed || !('claim' in changed)) throw new Error(`Nothing was changed: ${changed?.answer ?? ''}`);
  return (await resolveClaim(id, desk)) ?? changed.claim;
}

/** The claim after an officer has recorded a fact, looked at anew. */
export function record(desk: TestDesk, claim: ClaimRecord, fact: OfficerFact): Promise<ClaimRecord> {
  const recording = { record: { fact, paper, ...by }, version: claim.version, stated: new Set<string>() };
  return change(desk, claim.id, (found) => recordFact(found, recording, officer, desk.now()));
}
