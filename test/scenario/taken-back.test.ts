import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { birthRegistrations, type BirthRegistrationRecord } from '../../subgraphs/justice/collections.ts';
import { familyRelations } from '../../subgraphs/population/collections.ts';
import { claims, insuredPersons } from '../../subgraphs/vss/collections.ts';
import { relation } from '../subgraphs/population/records.ts';
import { insured } from '../subgraphs/vss/records.ts';
import { absentStores, type AbsentStores } from './absent-stores.ts';
import { asCitizen, asOfficer, operation } from './claim-askers.ts';
import { leaves, people, recordClaimPeople } from './claim-people.ts';
import { startTestHub, type HubUnderTest } from './running-hub.ts';

/*
 * Social insurance asks whose child it is when it looks at the evidence of a claim. What a register takes back since, is closed
 * to the officer with the next question: the registers say it themselves, for each request.
 */
let hub: HubUnderTest;
let absent: AbsentStores;
beforeAll(async () => {
  hub = await startTestHub(1, 'taken-back', {
    between: (stores) => (absent = absentStores(stores)).stores,
  });
  await recordClaimPeople(hub.stores);
  const insuredPeople = await hub.stores.vss.collection(insuredPersons);
  await insuredPeople.insert(insured(people.sickChild, { office: people.office }));
});
afterAll(() => hub.stop());

/** A claim for a child, as its claimant submits it; it is looked at before it is told. */
async function submitted(claimant: string, child: string, input: object): Promise<string> {
  const idempotencyKey = randomUUID();
  const whole = { ...input, claimant, child, idempotencyKey };
  const sent = await hub.ask(operation('vss-portal/submit-claim'), { input: whole }, asCitizen(claimant));
  const { claimId = '' } = (sent.data?.['submitClaim'] ?? {}) as { claimId?: string };
  const claim = await (await hub.stores.vss.collection(claims)).get(claimId);
  expect(claim).toMatchObject({ state: 'VERIFYING', provenChildId: child });
  return claimId;
}

const page = `query ($claim: ID!, $claimant: ID!, $child: ID!) {
  claim(id: $claim) { evidence { document { __typename ... on SickLeaveCertificate { leaveFrom } ... on BirthRegistration { childName } } } }
  claimant: citizen(id: $claimant) { fullName medicalDocuments(first: 5) { nodes { id } } }
  child: citizen(id: $child) { fullName medicalDocuments(first: 5) { nodes { id } } insurance { status } }
}`;

/** What the officer who decides a claim reads of its child, and of its claimant. */
async function seenBy(claim: string, claimant: string, child: string) {
  const asker = { ...asOfficer(claim), reason: 'to decide the claim' };
  const { data } = await hub.ask(page, { claim, claimant, child }, asker);
  const seen = data as {
    readonly claimant: { readonly fullName: string | null } | null;
    readonly child: Readonly<Record<string, unknown>> | null;
    readonly claim: {
      readonly evidence: readonly { readonly document: Record<string, unknown> | null }[];
    } | null;
  };
  const facts = seen.claim?.evidence.map(
    ({ document }) => document?.['leaveFrom'] ?? document?.['childName'],
  );
  return {
    claimant: seen.claimant?.fullName,
    child: seen.child?.['fullName'] ?? null,
    papers: seen.child?.['medicalDocuments'] ?? null,
    insurance: seen.child?.['insurance'] ?? null,
    evidence: facts?.every((fact) => fact !== null && fact !== undefined) ?? false,
  };
}

const closed = { child: null, papers: null, insurance: null, evidence: false };

describe('a sick child whom its parent claims for', () => {
  const { carer, sickChild } = people;
  let claim: string;
  const seen = () => seenBy(claim, carer, sickChild);
  /** Every relation between the two, at both ends. */
  const change = async (given: object) => {
    const relations = await hub.stores.population.collection(familyRelations);
    for (const equals of [
      [carer, sickChild],
      [sickChild, carer],
    ]) {
      const [there] = await relations.find({ index: 'byPair', equals, limit: 1 });
      if (!there) throw new Error('They are not related.');
      const { withdrawnBy: _before, ...rest } = there;
      await relations.replace({ ...rest, ...given });
    }
  };
  beforeAll(async () => {
    claim = await submitted(carer, sickChild, {
      scheme: 'SICKNESS',
      ...leaves.carer,
      weeklyRest: ['SATURDAY', 'SUNDAY'],
    });
  });

  test('is closed with the first question after the register took it back, and open again once it is given back', async () => {
    await change({ withdrawnBy: 'another-entry' });
    expect(await seen()).toMatchObject({ ...closed, claimant: 'Nguyễn Thị Ánh' });
    await change({});
    const open = await seen();
    expect(open).toMatchObject({ child: 'Nguyễn Thị Ánh', insurance: { status: 'ACTIVE' }, evidence: true });
    expect(JSON.stringify(open.papers)).toContain('paper-of-carer-00000001');
  });

  test('is closed some seconds after an officer has read it, at most', async () => {
    expect(await seen()).toMatchObject({ child: 'Nguyễn Thị Ánh' });
    await change({ withdrawnBy: 'another-entry' });
    await expect.poll(seen, { timeout: 15_000, interval: 1_000 }).toMatchObject(closed);
    await change({});
    expect(await seen()).toMatchObject({ child: 'Nguyễn Thị Ánh' });
  });

  test('is closed while nobody can say whose it is, and its claimant is not', async () => {
    absent.takeAway('population');
    await expect.poll(seen, { timeout: 15_000, interval: 1_000 }).toMatchObject(closed);
    const papers = `query ($id: ID!) { claim(id: $id) { claimant { medicalDocuments(first: 5) { nodes { id } } } } }`;
    const ofClaimant = await hub.ask(papers, { id: claim }, asOfficer(claim));
    expect(ofClaimant.data).toEqual({ claim: { claimant: { medicalDocuments: { nodes: [] } } } });
    absent.bringBack('population');
    await expect.poll(seen, { timeout: 30_000, interval: 1_000 }).toMatchObject({ child: 'Nguyễn Thị Ánh' });
  });

  test('is closed once others have adopted it', async () => {
    const relations = await hub.stores.population.collection(familyRelations);
    const since = { validFrom: '2026-11-20' };
    await relations.insert(relation(sickChild, 'ADOPTIVE_PARENT', people.tired, since));
    await expect.poll(seen, { timeout: 15_000, interval: 1_000 }).toMatchObject(closed);
  });
});

describe('a newborn of whom the population database has not learnt', () => {
  const { mother, child } = people;
  const entry = async (given: Partial<BirthRegistrationRecord>) => {
    const registrations = await hub.stores.justice.collection(birthRegistrations);
    const there = await registrations.get('registration-of-birth1');
    if (!there) throw new Error('The birth is not registered.');
    await registrations.replace({ ...there, ...given });
  };
  const birth = { scheme: 'MATERNITY', event: 'BIRTH' };
  beforeAll(async () => {
    const relations = await hub.stores.population.collection(familyRelations);
    for (const parent of [mother, people.father]) {
      const [there] = await relations.find({ index: 'byPair', equals: [child, parent], limit: 1 });
      if (there) await relations.replace({ ...there, provenBy: 'DECLARATION' });
    }
  });

  test('is closed to the mother’s officer once the entry that named her is cancelled', async () => {
    const claim = await submitted(mother, child, { ...birth, ...leaves.mother });
    await entry({ status: 'WITHDRAWN' });
    expect(await seenBy(claim, mother, child)).toMatchObject({ child: null, papers: null, evidence: false });
    await entry({ status: 'ISSUED' });
    expect(await seenBy(claim, mother, child)).toMatchObject({ child: 'Nguyễn Thị Ánh' });
  });

  test('whom her notice alone names is open, and closed once the birth is registered as somebody else’s', async () => {
    await entry({ childId: 'nobody-of-this-name-01' });
    const claim = await submitted(mother, child, { ...birth, ...leaves.mother, leaveFrom: '2026-11-02' });
    expect(await seenBy(claim, mother, child)).toMatchObject({ child: 'Nguyễn Thị Ánh' });
    await entry({ childId: child, parentIds: [people.father] });
    // That the register named her a moment ago, in the case before, counts for some seconds.
    await expect
      .poll(() => seenBy(claim, mother, child), { timeout: 15_000, interval: 1_000 })
      .toMatchObject({ child: null, papers: null });
  });
});
