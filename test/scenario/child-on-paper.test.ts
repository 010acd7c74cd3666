import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { citizens, familyRelations } from '../../subgraphs/population/collections.ts';
import { claims } from '../../subgraphs/vss/collections.ts';
import { paper } from '../subgraphs/health/records.ts';
import { citizen, identifier, relation } from '../subgraphs/population/records.ts';
import { asCitizen, asOfficer, operation } from './claim-askers.ts';
import { leaves, people, recordClaimPeople } from './claim-people.ts';
import { startTestHub, type HubUnderTest } from './running-hub.ts';

/*
 * A child that was born abroad is in no register of births. Its parent has a paper, which an officer reads: it counts when it has
 * the number of the very child whom the claim names, and nobody learns whose another number is.
 */
const number = '001224000123';
const passport = 'C7654321';
const ofNobody = ['001224000001', '001224000002'] as const;

let hub: HubUnderTest;
let child: string;
let run = 0;
beforeAll(async () => {
  hub = await startTestHub(1);
  await recordClaimPeople(hub.stores);
});
afterAll(() => hub.stop());

/** Another child for each test: what was stated of one is counted for it. */
beforeEach(async () => {
  child = `child-born-abroad-${String((run += 1)).padStart(4, '0')}`;
  const numbers = [
    identifier(number.replace(/.$/, String(run))),
    identifier(`${passport}${run}`, { kind: 'PASSPORT' }),
  ];
  const known = await hub.stores.population.collection(citizens);
  await known.insert(citizen(child, { birthDate: '2024-01-10', birthYear: 2024, identifiers: numbers }));
  const certificate = paper('SICK_LEAVE_CERTIFICATE', `paper-abroad-${run}-000000`, {
    citizenId: child,
    signature: { status: 'VALID' },
    examinedOn: leaves.carer.leaveFrom,
    ...leaves.carer,
    diagnosis: 'Viêm phế quản cấp',
  });
  await (await hub.stores.health.collection(medicalDocuments)).insert(certificate);
});

const itsNumber = () => number.replace(/.$/, String(run));
const stored = async (id: string) => (await hub.stores.vss.collection(claims)).get(id);
const unproven = { state: 'WAITING_DATA', evidence: [{ role: 'KINSHIP', state: 'MISSING' }] };

async function claimFor(named: string): Promise<string> {
  const input = { scheme: 'SICKNESS', ...leaves.carer, claimant: people.tired, child: named };
  const sent = await hub.ask(
    operation('vss-portal/submit-claim'),
    { input: { ...input, idempotencyKey: `key-${named}` } },
    asCitizen(people.tired),
  );
  const { claimId = '' } = (sent.data?.['submitClaim'] ?? {}) as { claimId?: string };
  expect(await stored(claimId)).toMatchObject({ ...unproven, factsNeeded: ['KINSHIP'] });
  return claimId;
}

async function record(claim: string, kinshipByPaper: object) {
  const found = await stored(claim);
  const paper = { kind: 'CIVIL_STATUS_PAPER', number: '12/2026', issuedOn: '2026-11-01' };
  const { data, errors } = await hub.ask(
    operation('vss-benefits/record-claim-fact'),
    { input: { claim, version: found?.version, fact: { kinshipByPaper }, paper } },
    asOfficer(claim),
  );
  expect(errors).toEqual([]);
  return data?.['recordClaimFact'];
}

/** What an officer of the case is shown of the child. */
async function seen(claim: string) {
  const asker = { ...asOfficer(claim), reason: 'to decide the claim' };
  const { data } = await hub.ask(`query ($id: ID!) { citizen(id: $id) { fullName } }`, { id: child }, asker);
  return data?.['citizen'];
}

describe('a paper that an officer records', () => {
  test.each([
    ['its personal number', () => ({ number: itsNumber() })],
    ['its passport', () => ({ kind: 'PASSPORT', number: `${passport}${run}` })],
  ])('proves the child whom it names by %s, and an officer looks at it', async (_what, named) => {
    const claim = await claimFor(child);
    const before = hub.log.entries().length;
    await record(claim, named());
    const assessed = await stored(claim);
    expect(assessed).toMatchObject({ state: 'VERIFYING', provenChildId: child });
    expect(assessed?.assessment?.outcome).toBe('APPROVED');
    expect(assessed?.assessment?.doubts).toContain('RECORDED_BY_OFFICER');
    expect(await seen(claim)).toEqual({ fullName: 'Nguyễn Thị Ánh' });
    // It is told of the child by the officer's entry and by the machine's, and no entry has the number.
    const entries = hub.log.entries().slice(before);
    const told = (coordinate: string) =>
      entries.flatMap(({ disclosures }) =>
        disclosures
          .filter((each) => JSON.stringify(each).includes(coordinate))
          .flatMap(({ subjects }) => subjects),
      );
    expect(told('Citizen.isNamedParentOf')).toEqual(expect.arrayContaining([people.tired, child]));
    expect(told('ClaimChanged.claim')).toEqual(expect.arrayContaining([people.tired, child]));
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${itsNumber()}|${passport}`));
  });

  test('opens nobody by another number, be it somebody else’s or nobody’s, and a fourth is not asked', async () => {
    const claim = await claimFor(child);
    const somebodys = '001224999999';
    const known = await hub.stores.population.collection(citizens);
    const another = { birthDate: '2024-02-02', birthYear: 2024, identifiers: [identifier(somebodys)] };
    await known.insert(citizen('somebody-with-a-number', another));
    const answers: unknown[] = [];
    for (const tried of [...ofNobody, somebodys]) {
      answers.push(await record(claim, { number: tried }));
      expect(await stored(claim)).toMatchObject(unproven);
    }
    expect(answers.map((answer) => (answer as { __typename: string }).__typename)).toEqual(
      Array(3).fill('ClaimChanged'),
    );
    expect(await record(claim, { number: itsNumber() })).toMatchObject({ because: 'TOO_MANY_NUMBERS' });
    expect(await seen(claim)).toEqual({ fullName: null });
    // Whom was asked about is told so by the officer's entry, with nothing that was shown.
    const entries = hub.log.entries().filter(({ caller }) => caller.client === 'vss-benefits');
    const named = entries.flatMap(({ disclosures }) =>
      disclosures.filter(({ subjects }) => subjects.includes(child)),
    );
    expect(named.flatMap(({ denied = [] }) => denied)).toContain('ClaimChanged.claim');
    expect(named.flatMap(({ full = [], answered = [] }) => [...full, ...answered])).toEqual([]);
  });

  test('opens nobody of whom a register has said whose they are, or took it back', async () => {
    const relations = await hub.stores.population.collection(familyRelations);
    await relations.insert(relation(child, 'MOTHER', people.carer, { withdrawnBy: 'another-entry' }));
    const claim = await claimFor(child);
    await record(claim, { number: itsNumber() });
    expect(await stored(claim)).toMatchObject(unproven);
  });

  test('opens nobody any more once it is taken back', async () => {
    const claim = await claimFor(child);
    await record(claim, { number: itsNumber() });
    const { version } = (await stored(claim)) ?? {};
    await hub.ask(
      operation('vss-benefits/take-back-claim-fact'),
      { input: { claim, version, kind: 'KINSHIP', reason: 'The paper is of another child.' } },
      asOfficer(claim),
    );
    expect(await stored(claim)).toMatchObject(unproven);
    expect(await seen(claim)).toEqual({ fullName: null });
  });
});

test('nobody tries numbers beside a claim: the right one is answered with no, in its case too', async () => {
  const claim = await claimFor(child);
  await record(claim, { number: itsNumber() });
  const ask = async (tried: string, proof: string) => {
    const { data } = await hub.ask(
      `query ($id: ID!, $child: ID!, $number: String!, $proof: String!) {
        citizen(id: $id) { isNamedParentOf(child: $child, kind: PERSONAL_NUMBER, number: $number, proof: $proof) } }`,
      { id: people.tired, child, number: tried, proof },
      asOfficer(claim),
    );
    return data?.['citizen'];
  };
  const no = { isNamedParentOf: 'MISMATCH' };
  for (const tried of [itsNumber(), ofNobody[0]]) expect(await ask(tried, 'a-guess')).toEqual(no);
  // What social insurance asks is answered: it has what the case states, and that for one number alone.
  const kinship = (await stored(claim))?.recordedFacts?.map(({ fact }) => fact)[0];
  const { proof } = (kinship?.kind === 'KINSHIP' && kinship.child) || { proof: '' };
  expect(await ask(itsNumber(), proof)).toEqual({ isNamedParentOf: 'MATCH' });
  expect(await ask(ofNobody[0], proof)).toEqual(no);
});

test('before it is decided it is asked once more, in a case of its own that states the same', async () => {
  const claim = await claimFor(child);
  await record(claim, { number: itsNumber() });
  const { data } = await hub.ask(
    operation('vss-benefits/decide-claim'),
    { input: { claim, version: (await stored(claim))?.version, verdict: 'AS_ASSESSED' } },
    asOfficer(claim),
  );
  expect(data?.['decideClaim']).toMatchObject({ __typename: 'ClaimChanged' });
  expect(await stored(claim)).toMatchObject({ state: 'DECIDED', provenChildId: child });
});
