import { expect, test } from 'vitest';
import { changeClaim } from '../../../../subgraphs/vss/claims/desk/change-claim.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { recordFact } from '../../../../subgraphs/vss/claims/record/record-fact.ts';
import { takeBackFact } from '../../../../subgraphs/vss/claims/record/take-back-fact.ts';
import type { ClaimRecord } from '../../../../subgraphs/vss/collections.ts';
import { officer, openDesk, sickWeek, submitted, withPaper } from './open-desk.ts';
import { by, paper } from './record-on-desk.ts';

const child = { kind: 'PERSONAL_NUMBER', number: '001224000123', proof: 'proof-1' } as const;

/** A claim for a child of whom no register knows, at a desk that asks of a paper as the population database does. */
async function claimOfChild() {
  const desk = await openDesk({ decidesPlainCases: true });
  desk.found = { ...withPaper, child: { bornOn: '2024-01-01' } };
  const ask = { whileAsked: async (): Promise<void> => undefined };
  const options = {
    ...desk,
    evidence: {
      ...desk.evidence,
      findKinship: async ({ onPaper }: { readonly onPaper?: unknown }) => {
        await ask.whileAsked();
        return onPaper === undefined ? ('NOT_PROVEN' as const) : ('RECORDED' as const);
      },
    },
  };
  const id = await submitted(desk, { ...sickWeek, childId: 'child' });
  await resolveClaim(id, options);
  const change = async (judge: (claim: ClaimRecord) => ClaimRecord | string) => {
    const changed = await changeClaim(desk.collections.claims, id, (claim) => {
      const made = judge(claim);
      return typeof made === 'string' ? { answer: made } : { claim: made };
    });
    if (!changed || !('claim' in changed)) throw new Error(`Nothing was changed: ${changed?.answer ?? ''}`);
  };
  return {
    ask,
    record: () =>
      change((claim) => {
        const record = { fact: { kind: 'KINSHIP', child }, paper, ...by } as const;
        const recording = { record, version: claim.version, stated: new Set<string>() };
        return recordFact(claim, recording, officer, desk.now());
      }),
    takeBack: () =>
      change((claim) =>
        takeBackFact(
          claim,
          { kind: 'KINSHIP', reason: 'Ghi nhầm', version: claim.version, ...by },
          officer,
          desk.now(),
        ),
      ),
    look: () => resolveClaim(id, options),
    stored: () => desk.collections.claims.get(id),
  };
}

test('a paper that is taken back while it is asked about opens nobody, and nothing is granted on it', async () => {
  const { ask, record, takeBack, look, stored } = await claimOfChild();
  await record();
  ask.whileAsked = async () => {
    ask.whileAsked = async () => undefined;
    await takeBack();
    await look();
  };
  await look();
  expect(await stored()).toMatchObject({ state: 'WAITING_DATA', nextStep: { kind: 'WAIT' } });
  expect(await stored()).not.toHaveProperty('provenChildId');
});

test('a paper that is recorded while it is looked for is not lost', async () => {
  const { ask, record, look, stored } = await claimOfChild();
  ask.whileAsked = async () => {
    ask.whileAsked = async () => undefined;
    await record();
    await look();
  };
  await look();
  expect(await stored()).toMatchObject({ state: 'VERIFYING', provenChildId: 'child' });
});
