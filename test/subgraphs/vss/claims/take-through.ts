import { decideClaim } from '../../../../subgraphs/vss/claims/decide/decide-claim.ts';
import { payClaim } from '../../../../subgraphs/vss/claims/decide/pay-claim.ts';
import { changeClaim, type Change } from '../../../../subgraphs/vss/claims/desk/change-claim.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { submitClaim } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import type { ClaimRecord } from '../../../../subgraphs/vss/collections.ts';
import { certificate, citizen, nothingFound, officer, payer, sickWeek, type TestDesk } from './open-desk.ts';

/** Takes a claim from its sending to its payment, from wherever it stands; done again, it changes nothing. */
export async function takeThrough(desk: TestDesk, claimantId: string): Promise<void> {
  const { claims } = desk.collections;
  const at = desk.now();
  desk.found = { ...nothingFound, papers: [certificate({ id: `paper-of-${claimantId}` })] };
  const sender = { client: `vss-portal/${claimantId}`, key: 'key-0001', channel: 'CITIZEN' } as const;
  const sent = await submitClaim(desk.collections, { ...sickWeek, claimantId }, sender, {
    mover: citizen,
    at,
  });
  if (sent.kind !== 'STORED') throw new Error(`The claim was not taken in: ${sent.kind}.`);
  const { id } = sent.claim;
  if (sent.claim.decision === undefined) await resolveClaim(id, desk);
  const by = { kind: 'OFFICER', actor: 'one', office: 'office-1' } as const;
  await changeClaim(claims, id, (claim) =>
    asChange(decideClaim(claim, { kind: 'AS_ASSESSED' }, { mover: officer, by, at, version: claim.version })),
  );
  const paidOn = Temporal.PlainDate.from('2026-06-20');
  await changeClaim(claims, id, (claim) =>
    asChange(payClaim(claim, { orderNumber: claim.payments[0]?.orderNumber ?? '', paidOn }, payer, at)),
  );
}

function asChange(made: ClaimRecord | string): Change<string> {
  return typeof made === 'string' ? { answer: made } : { claim: made };
}
