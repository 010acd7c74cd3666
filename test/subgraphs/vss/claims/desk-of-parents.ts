import { expect } from 'vitest';
import type { AccessContext } from '../../../../schema/hub-context.ts';
import type { Store } from '../../../../subgraphs/kit/store/port.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import type { SubmittedClaim } from '../../../../subgraphs/vss/claims/submit/submission.ts';
import { changeResolvers } from '../../../../subgraphs/vss/resolvers/change-mutations.ts';
import { contribution, insured } from '../records.ts';
import { nothingFound, notice, openDesk, sickWeek, submitted, type TestDesk } from './open-desk.ts';

export const day = (text: string) => Temporal.PlainDate.from(text);

/** A claim for the birth of the notice that is found. */
export const ofBirth = {
  ...sickWeek,
  scheme: 'VOLUNTARY_MATERNITY',
  leaveFrom: day('2026-03-01'),
  leaveTo: day('2026-03-01'),
  lateExplanation: 'Ốm',
} as const;

/** Both parents are insured of their own will, and the papers name both. */
export async function deskOfParents(given: { store?: Store; decidesPlainCases?: boolean } = {}) {
  const desk = await openDesk(given);
  const { insuredPersons, contributions } = desk.collections;
  for (const parent of ['parent-1', 'parent-2']) {
    if (await insuredPersons.get(parent)) continue;
    await insuredPersons.insert(insured(parent));
    await contributions.insert({ ...contribution(parent, '2025-01-01', '2026-06-01'), scheme: 'VOLUNTARY' });
  }
  desk.found = { ...nothingFound, births: [notice({ childId: 'child', registered: 'NOT_YET_REGISTERED' })] };
  return desk;
}

/** Files a claim of a parent and has it assessed. @returns its id */
export async function assessed(
  desk: TestDesk,
  claimantId: string,
  childId?: string,
  given: Partial<SubmittedClaim> = {},
  outcome = 'APPROVED',
): Promise<string> {
  const whole = { ...ofBirth, claimantId, ...(childId && { childId }), ...given };
  const id = await submitted(desk, whole, `key-of-${claimantId}-${childId}-${whole.leaveFrom}`.slice(0, 64));
  expect(await resolveClaim(id, desk)).toMatchObject({
    state: 'VERIFYING',
    assessment: { outcome },
  });
  return id;
}

/** An officer decides a claim as it is assessed. */
export async function decide(desk: TestDesk, id: string) {
  const claim = await desk.collections.claims.get(id);
  const access: Partial<AccessContext> = {
    role: 'VSS_CLAIM_OFFICER',
    purpose: 'SI.CLAIM.DECIDE',
    organisation: claim?.office ?? '',
    citizen: 'officer',
    actor: 'officer',
    relations: { case: { claim: id, subjects: [], documents: [] } },
  };
  const input = { claim: id, version: claim?.version ?? 0, verdict: 'AS_ASSESSED' } as const;
  const context = { desk, call: { access } } as unknown as Parameters<typeof changeResolvers.decideClaim>[2];
  return changeResolvers.decideClaim(undefined, { input }, context);
}

/** What an answer to an officer says whose claim is granted. */
export const granted = { claim: { decision: { outcome: 'APPROVED' } } };
