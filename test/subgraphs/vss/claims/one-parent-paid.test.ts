import { expect, test } from 'vitest';
import type { AccessContext } from '../../../../schema/hub-context.ts';
import { changeResolvers } from '../../../../subgraphs/vss/resolvers/change-mutations.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { contribution, insured } from '../records.ts';
import { nothingFound, notice, openDesk, sickWeek, submitted, type TestDesk } from './open-desk.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const ofBirth = {
  ...sickWeek,
  scheme: 'VOLUNTARY_MATERNITY',
  leaveFrom: day('2026-03-01'),
  leaveTo: day('2026-03-01'),
  lateExplanation: 'Ốm',
} as const;

/** Both parents are insured of their own will, and the papers name both. */
async function deskOfParents(): Promise<TestDesk> {
  const desk = await openDesk();
  const { insuredPersons, contributions } = desk.collections;
  await insuredPersons.insert(insured('parent-1'));
  await insuredPersons.insert(insured('parent-2'));
  for (const parent of ['parent-1', 'parent-2']) {
    await contributions.insert({
      ...contribution(parent, '2025-01-01', '2026-06-01'),
      scheme: 'VOLUNTARY',
    });
  }
  desk.found = { ...nothingFound, births: [notice({ childId: 'child', registered: 'NOT_YET_REGISTERED' })] };
  return desk;
}

async function assessed(desk: TestDesk, claimantId: string, childId?: string): Promise<string> {
  const id = await submitted(
    desk,
    { ...ofBirth, claimantId, ...(childId && { childId }) },
    `key-of-${claimantId}`,
  );
  expect(await resolveClaim(id, desk)).toMatchObject({
    state: 'VERIFYING',
    assessment: { outcome: 'APPROVED' },
  });
  return id;
}

/** An officer decides a claim as it is assessed. */
async function decide(desk: TestDesk, id: string) {
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

test.each([
  ['that both state', 'child'],
  ['whom the papers tell', undefined],
])('of two parents assessed for a child %s one is paid, whoever is decided first', async (_whom, childId) => {
  for (const order of [
    [0, 1],
    [1, 0],
  ] as const) {
    const desk = await deskOfParents();
    const ids = [
      await assessed(desk, 'parent-1', childId),
      await assessed(desk, 'parent-2', childId),
    ] as const;
    const [first, second] = [ids[order[0]], ids[order[1]]];
    expect(await decide(desk, first)).toMatchObject({ claim: { decision: { outcome: 'APPROVED' } } });
    expect(await decide(desk, second)).toMatchObject({ because: 'NOT_ASSESSED' });
    expect(await resolveClaim(second, desk)).toMatchObject({
      assessment: { facts: { otherParentPaid: true } },
    });
    expect(await decide(desk, second)).toMatchObject({
      claim: { decision: { outcome: 'REFUSED', amount: 0 } },
    });
  }
});
