import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import {
  announcedEvents,
  birthRegistrations,
  type BirthRegistrationRecord,
} from '../../subgraphs/justice/collections.ts';
import { familyRelations } from '../../subgraphs/population/collections.ts';
import { claims, type ClaimRecord } from '../../subgraphs/vss/collections.ts';
import { announcement } from '../subgraphs/justice/records.ts';
import { asCitizen, asEmployer, asOfficer, operation } from './claim-askers.ts';
import { leaves, people, recordClaimPeople } from './claim-people.ts';
import { startTestHub, type Asker, type HubUnderTest } from './running-hub.ts';

/*
 * Anybody can write the opaque id of anybody as the child of a claim. What comes of that is the same for a stranger, for
 * somebody else's child and for nobody; and the stranger is neither read nor opened to an officer.
 */
let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(1);
  await recordClaimPeople(hub.stores);
});
afterAll(() => hub.stop());

const nobody = 'nobody-of-this-name-01';
const stored = async (id: string) => (await hub.stores.vss.collection(claims)).get(id);
const sick = { scheme: 'SICKNESS', weeklyRest: ['SATURDAY', 'SUNDAY'] };
const strangers = [
  ['a sick colleague', people.sick, { ...sick, ...leaves.sick }],
  ['the sick child of a colleague', people.sickChild, { ...sick, ...leaves.carer }],
  ['a mother who gave birth', people.mother, { scheme: 'MATERNITY', ...leaves.father }],
  ['her newborn', people.child, { scheme: 'MATERNITY', event: 'PATERNITY', ...leaves.father }],
  ['the claimant', people.tired, { ...sick, ...leaves.carer }],
] as const;

const preview = async (input: object, asker: Asker) => {
  const wide = `query ($input: ClaimPreviewInput!) { claimPreview(input: $input) {
    isComplete factsNeeded evidence { role state fault documentVersion document { __typename } }
    estimate { outcome doubts papers { digest } } } }`;
  const { data, errors } = await hub.ask(wide, { input }, asker);
  return JSON.stringify({ data, errors });
};
/** Whom entries of the log say that something was told of, since so many entries. */
const toldSince = (count: number) =>
  hub.log
    .entries()
    .slice(count)
    .flatMap(({ disclosures }) => disclosures.flatMap(({ subjects, full }) => (full ? subjects : [])));

describe.each(strangers)('%s who is stated as the child', (_name, child, input) => {
  test.each<[string, Asker]>([
    ['a claimant', asCitizen(people.tired)],
    ['an employer', { ...asEmployer, purpose: 'SI.CLAIM.SUBMIT' }],
  ])('is to %s as nobody is: in the answer, and in what is asked', async (_asker, asker) => {
    const before = hub.log.entries().length;
    const claimant = people.tired;
    const about = await preview({ ...input, claimant, child }, asker);
    const asked = hub.log.entries().length - before;
    expect(about).toBe(await preview({ ...input, claimant, child: nobody }, asker));
    expect(hub.log.entries().length - before).toBe(2 * asked);
    expect(toldSince(before).filter((id) => id !== claimant)).not.toContain(child);
    // Who asked is in the log of whom they asked about, with what they were not told.
    const named = hub.log
      .entries()
      .flatMap(({ caller, disclosures }) =>
        caller.client === 'vss-resolver'
          ? []
          : disclosures
              .filter(({ subjects, denied = [] }) => subjects.includes(child) && denied.length > 0)
              .flatMap(({ denied = [] }) => denied),
      );
    expect(named).toContain('ClaimPreview.evidence');
  });

  test('is no person of the claim: an officer reads neither them nor their papers, and it waits', async () => {
    const before = hub.log.entries().length;
    const key = `key-of-${child}`;
    const whole = { ...input, claimant: people.tired, child, idempotencyKey: key };
    const sent = await hub.ask(
      operation('vss-portal/submit-claim'),
      { input: whole },
      asCitizen(people.tired),
    );
    const { claimId = '' } = (sent.data?.['submitClaim'] ?? {}) as { claimId?: string };
    const claim = await stored(claimId);
    expect(claim).toMatchObject({
      state: 'WAITING_DATA',
      evidence: [{ role: 'KINSHIP', state: 'MISSING' }],
    });
    expect(claim).not.toHaveProperty('provenChildId');
    if (child === people.tired) return;
    const asker = { ...asOfficer(claimId), reason: 'to decide the claim' };
    const seen = await hub.ask(
      `query ($id: ID!) { citizen(id: $id) { fullName birthDate medicalDocuments(first: 5) { nodes { id } } } }`,
      { id: child },
      asker,
    );
    expect(seen.data).toEqual({ citizen: { fullName: null, birthDate: null, medicalDocuments: null } });
    expect(toldSince(before)).not.toContain(child);
  });
});

test('a claim that was filed before that was asked opens nobody, and is looked at anew when an officer opens it', async () => {
  const collection = await hub.stores.vss.collection(claims);
  const [filed] = await collection.find({ index: 'byChild', equals: [people.sick], limit: 1 });
  const { nextStep: _waits, factsNeeded: _needed, ...old } = filed as ClaimRecord;
  const document = { type: 'SickLeaveCertificate', id: 'paper-of-sick-00000001' } as const;
  const evidence = [{ role: 'OUTPATIENT_LEAVE', state: 'FOUND', document }] as const;
  await collection.replace({ ...old, state: 'VERIFYING', evidence });
  const asker = { ...asOfficer(old.id), reason: 'to decide the claim' };
  const seen = await hub.ask(
    `query ($id: ID!) { citizen(id: $id) { fullName medicalDocuments(first: 5) { nodes { id } } } }`,
    { id: people.sick },
    asker,
  );
  expect(seen.data).toEqual({ citizen: { fullName: null, medicalDocuments: null } });
  await expect
    .poll(async () => (await stored(old.id))?.evidence, { timeout: 20_000 })
    .toEqual([{ role: 'KINSHIP', state: 'MISSING' }]);
});

test('what an officer records opens nobody: they cannot see whom the id stands for', async () => {
  const [waiting] = await (
    await hub.stores.vss.collection(claims)
  ).find({ index: 'byChild', equals: [people.sickChild], limit: 1 });
  const claim = waiting?.id ?? '';
  const paper = { kind: 'CIVIL_STATUS_PAPER', number: '12/2026', issuedOn: '2026-11-01' };
  const recorded = await hub.ask(
    operation('vss-benefits/record-claim-fact'),
    { input: { claim, version: waiting?.version, fact: { kinship: true }, paper } },
    asOfficer(claim),
  );
  expect(recorded.errors).toEqual([]);
  const after = await stored(claim);
  expect(after).toMatchObject({
    state: 'WAITING_DATA',
    evidence: [{ role: 'KINSHIP', state: 'MISSING' }],
    recordedFacts: [{ fact: { kind: 'KINSHIP' } }],
  });
  expect(after).not.toHaveProperty('provenChildId');
  expect(after).not.toHaveProperty('assessment');
});

test('what a preview found for one’s own child is told of the child too', async () => {
  const before = hub.log.entries().length;
  const input = { ...sick, ...leaves.carer, claimant: people.carer, child: people.sickChild };
  await preview(input, asCitizen(people.carer));
  const entries = hub.log.entries().slice(before);
  const entry = entries.find(({ caller }) => caller.client !== 'vss-resolver');
  const told = entry?.disclosures.filter(({ full = [] }) => full.includes('ClaimPreview.evidence')) ?? [];
  expect(told.flatMap(({ subjects }) => subjects).toSorted()).toEqual([people.sickChild, people.carer]);
});

/** A birth of which the population database has not learnt, as the register has it. */
async function registered(given: Partial<BirthRegistrationRecord>): Promise<void> {
  const relations = await hub.stores.population.collection(familyRelations);
  for (const parent of [people.mother, people.father]) {
    const [relation] = await relations.find({ index: 'byPair', equals: [people.child, parent], limit: 1 });
    if (relation) await relations.replace({ ...relation, provenBy: 'DECLARATION' });
  }
  const registrations = await hub.stores.justice.collection(birthRegistrations);
  const [entry] = await registrations.find({ index: 'byChild', equals: [people.child], limit: 1 });
  if (!entry) throw new Error('The birth is not registered.');
  await registrations.replace({ ...entry, ...given });
}

test('before the population database learns of a birth the register says whose it is, and a notice no more', async () => {
  await registered({ parentIds: [people.father] });
  const of = (claimant: string, event: string, leave: object) =>
    preview({ scheme: 'MATERNITY', event, ...leave, claimant, child: people.child }, asCitizen(claimant));
  expect(await of(people.father, 'PATERNITY', leaves.father)).toContain('"outcome":"APPROVED","doubts":[]');
  expect(await of(people.mother, 'BIRTH', leaves.mother)).toContain('"role":"KINSHIP","state":"MISSING"');
});

test('a birth for which no child is stated is no more the mother’s by a notice once it is registered without her', async () => {
  const asked = { scheme: 'MATERNITY', event: 'BIRTH', ...leaves.mother, claimant: people.mother };
  const ofMother = () => preview(asked, asCitizen(people.mother));
  expect(await ofMother()).toContain('"outcome":"APPROVED"');
  const announced = await hub.stores.justice.collection(announcedEvents);
  const noticeId = 'notice-of-birth-000001';
  await announced.insert(announcement('BIRTH', noticeId, { noticeId, subjectId: people.child }));
  const hers = await ofMother();
  expect(hers).toContain('"evidence":[{"role":"KINSHIP","state":"MISSING"');
  expect(hers).toContain('"estimate":null');
});

test('nothing is granted for a child that a register has taken from the claimant, and its file is closed', async () => {
  const input = { ...sick, ...leaves.carer, claimant: people.carer, child: people.sickChild };
  const sent = await hub.ask(
    operation('vss-portal/submit-claim'),
    { input: { ...input, idempotencyKey: 'key-of-a-child-taken' } },
    asCitizen(people.carer),
  );
  const { claimId: claim = '' } = (sent.data?.['submitClaim'] ?? {}) as { claimId?: string };
  const assessed = await stored(claim);
  expect(assessed).toMatchObject({ state: 'VERIFYING', provenChildId: people.sickChild });
  const relations = await hub.stores.population.collection(familyRelations);
  const pair = { index: 'byPair', equals: [people.sickChild, people.carer], limit: 1 };
  for (const relation of await relations.find(pair)) {
    await relations.replace({ ...relation, withdrawnBy: 'another-entry' });
  }
  const { data } = await hub.ask(
    operation('vss-benefits/decide-claim'),
    { input: { claim, version: assessed?.version, verdict: 'AS_ASSESSED' } },
    asOfficer(claim),
  );
  expect(data?.['decideClaim']).toMatchObject({ because: 'NOT_ASSESSED' });
  expect(await stored(claim)).not.toHaveProperty('provenChildId');
});

/** A claim for the birth that the mother's notice tells, and what an officer is told who grants it as it was assessed. */
async function attestedBirth(leaveFrom: string) {
  await registered({ status: 'WITHDRAWN' });
  const whole = { scheme: 'MATERNITY', event: 'BIRTH', claimant: people.mother, child: people.child };
  const sent = await hub.ask(
    operation('vss-portal/submit-claim'),
    { input: { ...whole, ...leaves.mother, leaveFrom, idempotencyKey: `key-of-birth-${leaveFrom}` } },
    asCitizen(people.mother),
  );
  const { claimId: claim = '' } = (sent.data?.['submitClaim'] ?? {}) as { claimId?: string };
  const assessed = await stored(claim);
  expect(assessed?.assessment?.doubts).toContain('FAMILY_RELATION_NOT_PROVEN');
  const decision = { claim, version: assessed?.version, verdict: 'AS_ASSESSED' };
  const grant = async () => {
    const asked = operation('vss-benefits/decide-claim');
    return (await hub.ask(asked, { input: decision }, asOfficer(claim))).data?.['decideClaim'];
  };
  return { claim, grant };
}

test('what a notice tells is granted on the version that its officer read, and no paper more is named for it', async () => {
  const { claim, grant } = await attestedBirth('2026-11-03');
  expect(await grant()).toMatchObject({ __typename: 'ClaimChanged' });
  expect(await stored(claim)).toMatchObject({ state: 'DECIDED' });
  expect(await stored(claim)).not.toHaveProperty('namedPapers');
});

test('what a notice tells is not granted once the register has named another mother', async () => {
  const { claim, grant } = await attestedBirth('2026-11-02');
  await registered({ status: 'ISSUED', parentIds: [people.father] });
  expect(await grant()).toMatchObject({ because: 'NOT_ASSESSED' });
  expect(await stored(claim)).not.toHaveProperty('provenChildId');
});

test('a notice that does not say who the child is proves nothing by itself once the birth is registered: its officer is told first', async () => {
  const notices = await hub.stores.health.collection(medicalDocuments);
  const notice = await notices.get('notice-of-birth-000001');
  if (notice?.kind !== 'MEDICAL_BIRTH_NOTICE') throw new Error('The notice is not there.');
  const { childId: _unknown, ...unnamed } = notice;
  await notices.replace(unnamed);
  const announced = await hub.stores.justice.collection(announcedEvents);
  const [told] = await announced.find({ index: 'byNoticeId', equals: [notice.id], limit: 1 });
  const { subjectId: _child, ...open } = told ?? announcement('BIRTH', notice.id, { noticeId: notice.id });
  await (told ? announced.replace(open) : announced.insert(open));
  const sent = await hub.ask(
    operation('vss-portal/submit-claim'),
    {
      input: {
        scheme: 'MATERNITY',
        event: 'BIRTH',
        claimant: people.mother,
        ...leaves.mother,
        leaveFrom: '2026-11-01',
        idempotencyKey: 'key-of-a-birth-unnamed',
      },
    },
    asCitizen(people.mother),
  );
  const { claimId: claim = '' } = (sent.data?.['submitClaim'] ?? {}) as { claimId?: string };
  const grant = async () => {
    const version = (await stored(claim))?.version;
    const asked = operation('vss-benefits/decide-claim');
    const { data } = await hub.ask(
      asked,
      { input: { claim, version, verdict: 'AS_ASSESSED' } },
      asOfficer(claim),
    );
    return data?.['decideClaim'];
  };
  expect((await stored(claim))?.assessment?.doubts).not.toContain('FAMILY_RELATION_NOT_PROVEN');
  const [unlinked] = await announced.find({ index: 'byNoticeId', equals: [notice.id], limit: 1 });
  if (!unlinked) throw new Error('The register does not know the notice.');
  await announced.replace({ ...unlinked, registrationId: 'registration-of-birth1' });
  expect(await grant()).toMatchObject({ because: 'NOT_ASSESSED' });
  await expect
    .poll(async () => (await stored(claim))?.assessment?.doubts, { timeout: 30_000 })
    .toContain('FAMILY_RELATION_NOT_PROVEN');
  expect(await grant()).toMatchObject({ __typename: 'ClaimChanged' });
});
