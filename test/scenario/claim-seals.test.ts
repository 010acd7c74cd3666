import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalDocuments, type MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { claims, type ClaimRecord } from '../../subgraphs/vss/collections.ts';
import { leaves, people, recordClaimPeople } from './claim-people.ts';
import { startTestHub, type GraphqlAnswer, type HubUnderTest } from './running-hub.ts';

/* Over the whole hub: a claim rests on no paper that its custodian's seal does not prove. */
let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(1);
  await recordClaimPeople(hub.stores);
});
afterAll(() => hub.stop());

const operation = readFileSync(
  new URL('../../gateway/clients/operations/vss-portal/submit-claim.graphql', import.meta.url),
  'utf8',
);

function submit(key: string): Promise<GraphqlAnswer> {
  const input = { claimant: people.sick, idempotencyKey: key, scheme: 'SICKNESS', ...leaves.sick };
  return hub.ask(
    operation,
    { input: { ...input, weeklyRest: ['SATURDAY', 'SUNDAY'] } },
    { persona: 'citizen', citizen: people.sick, purpose: 'SI.CLAIM.SUBMIT' },
  );
}

/** Writes a paper in the store of its custodian behind the custodian's back. */
async function tamper(change: (found: MedicalDocumentRecord) => MedicalDocumentRecord) {
  const papers = await hub.stores.health.collection(medicalDocuments);
  const [found] = await papers.find({ index: 'byCitizen', equals: [people.sick], limit: 1 });
  if (!found) throw new Error('There is no paper.');
  await papers.replace(change(found));
}

const claimOf = async (): Promise<ClaimRecord | undefined> => {
  const found = await hub.stores.vss.collection(claims);
  return (await found.find({ index: 'byClaimant', equals: [people.sick], limit: 1 }))[0];
};

test('a value that was changed after it was sealed is told as invalid evidence, with the reason, and refuses nothing', async () => {
  // The seal of the paper as it was is made when it is asked for first.
  await hub.ask(
    '{ me: citizen(id: "' + people.sick + '") { medicalDocuments { nodes { id seal } } } }',
    {},
    { persona: 'citizen', citizen: people.sick, purpose: 'DS.SELF.VIEW' },
  );
  await tamper((paper) => ({ ...paper, issuedOn: '2026-11-01' }));
  const answer = await submit('key-of-a-forgery');
  expect(answer.errors).toEqual([]);
  expect(answer.data?.['submitClaim']).toMatchObject({
    __typename: 'ClaimEvidenceInvalid',
    evidence: [{ role: 'OUTPATIENT_LEAVE', state: 'SEAL_REFUSED', fault: 'OTHER_VALUE' }],
  });
  expect(await claimOf()).toMatchObject({ state: 'WAITING_DATA', nextStep: { kind: 'WAIT' } });
  expect((await claimOf())?.assessment).toBeUndefined();
});
