import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEventQueue } from '../../subgraphs/kit/events/event-queue.ts';
import { citizens, familyRelations } from '../../subgraphs/population/collections.ts';
import { startTestHub, type Asker, type HubUnderTest } from '../scenario/running-hub.ts';
import { act, birthInput, canaries, codesOf, deathInput, deathRegistrar, key } from './civil-acts.ts';
import {
  change as changeIn,
  correction as correctionIn,
  name,
  numberIn,
  officer,
  operations,
  recordOf as recordIn,
  type PopulationAct,
} from './population-acts.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(120, 'acts');
});
afterAll(() => hub.stop());

const verifier: Asker = { persona: 'population-officer' };

const recordOf = (id: string) => recordIn(hub, id);
const change = (name: PopulationAct, input: Readonly<Record<string, unknown>>, asker = officer) =>
  changeIn(hub, name, input, asker);
const correction = (citizen: string, given?: Readonly<Record<string, unknown>>) =>
  correctionIn(hub, citizen, given);

test('a birth that is registered while the hub runs is a citizen then, with a mother, for who may know', async () => {
  const mother = hub.citizenOf('newMother');
  const input = birthInput({ mother: { ...birthInput().mother, citizen: mother } });
  const { registration } = await act(hub, 'registerBirth', input);
  const child = registration?.child?.id ?? '';
  const question = `query ($id: ID!, $mother: ID!) {
    citizen(id: $id) { fullName birthDate personalNumber birth { outcome registration { childName } } }
    mother: citizen(id: $mother) { isParentOf(child: $id) }
  }`;
  const ask = (asker?: Asker) => hub.ask(question, { id: child, mother }, asker);
  await expect
    .poll(async () => (await ask(verifier)).data)
    .toEqual({
      citizen: {
        fullName: canaries.child,
        birthDate: input.childBirthDate,
        personalNumber: input.childPersonalNumber,
        birth: { outcome: 'MATCH', registration: { childName: canaries.child } },
      },
      mother: { isParentOf: 'MATCH' },
    });
  const asked = hub.log.entries().filter(({ caller }) => caller.client === 'population-recorder');
  expect(new Set(asked.map(({ caller }) => caller.purpose))).toEqual(new Set(['PD.UPDATE']));
  // Her mother represents the child; a stranger, an employer and nobody in particular learn nothing.
  const own = await ask({ persona: 'guardian', citizen: mother });
  expect(own.data?.['citizen']).toMatchObject({ fullName: canaries.child });
  const strangers = [
    { persona: 'citizen', citizen: hub.citizenOf('longTermPatient') },
    { persona: 'employer-hr' },
    undefined,
  ] as const;
  for (const asker of strangers) expect((await ask(asker)).text).not.toContain('Canary');
});

test('a birth that is corrected is corrected in the database; one that is cancelled is left to an officer', async () => {
  const { registration } = await act(hub, 'registerBirth', birthInput());
  const child = registration?.child?.id ?? '';
  await expect.poll(() => recordOf(child).catch(() => undefined)).toMatchObject({ gender: 'FEMALE' });
  const corrected = await act(hub, 'correctBirth', {
    key: key(),
    registration: registration?.id,
    reason: 'The gender was typed wrongly.',
    change: { childGender: 'MALE' },
  });
  await expect.poll(() => recordOf(child)).toMatchObject({ gender: 'MALE' });
  await act(hub, 'cancelBirth', {
    key: key(),
    registration: corrected.registration?.id,
    reason: 'Registered for another child.',
  });
  expect(await recordOf(child)).toMatchObject({ gender: 'MALE' });
});

test('a death that is registered locks the record of the person here too, until it is cancelled', async () => {
  const citizen = hub.citizenOf('longTermPatient');
  const deceasedPersonalNumber = numberIn(await recordOf(citizen));
  const input = deathInput(citizen, { deceasedPersonalNumber });
  const { registration } = await act(hub, 'registerDeath', input, deathRegistrar);
  await expect.poll(async () => (await recordOf(citizen)).diedOn).toBeDefined();
  expect(await change('correctCitizen', await correction(citizen))).toMatchObject({
    because: 'RECORD_LOCKED_BY_DEATH',
  });
  const cancel = { key: key(), registration: registration?.id, reason: 'Another person died.' };
  await act(hub, 'cancelDeath', cancel, deathRegistrar);
  await expect.poll(async () => (await recordOf(citizen)).diedOn).toBeUndefined();
  expect(await change('correctCitizen', await correction(citizen))).toMatchObject({
    __typename: 'CitizenCorrected',
  });
});

test('a death that is registered of one person under the number of another locks nobody: it waits as a dead letter', async () => {
  const citizen = hub.citizenOf('sickChild');
  const { registration } = await act(hub, 'registerDeath', deathInput(citizen), deathRegistrar);
  const inbox = await openEventQueue(hub.stores.population, 'eventInbox');
  await expect
    .poll(async () => (await inbox.dead(10)).map(({ event, failure }) => [event.document.id, failure]))
    .toEqual([[registration?.id, 'OTHER_PERSONAL_NUMBER']]);
  expect((await recordOf(citizen)).diedOn).toBeUndefined();
  const cancel = { key: key(), registration: registration?.id, reason: 'Another person died.' };
  await act(hub, 'cancelDeath', cancel, deathRegistrar);
});

test('an officer corrects a record that nobody changed meanwhile; the same request does it once', async () => {
  const citizen = hub.citizenOf('sickChild');
  const input = await correction(citizen);
  const done = await change('correctCitizen', input);
  expect(done).toMatchObject({
    __typename: 'CitizenCorrected',
    isRepeated: false,
    citizen: { fullName: 'Trần Canary Sửa', populationSource: { version: input.version + 1 } },
  });
  expect(await change('correctCitizen', input)).toEqual({ ...done, isRepeated: true });
  expect(await change('correctCitizen', { ...input, change: { gender: 'MALE' } })).toMatchObject({
    because: 'KEY_USED_OTHERWISE',
  });
  expect(await change('correctCitizen', { ...input, key: key() })).toMatchObject({
    because: 'CHANGED_MEANWHILE',
  });
  expect(await change('correctCitizen', await correction(citizen))).toMatchObject({
    because: 'NOTHING_TO_CORRECT',
  });
});

test('of two officers who correct one record at once one does', async () => {
  const citizen = hub.citizenOf('transferredPatient');
  const input = await correction(citizen);
  const both = await Promise.all(
    ['A', 'B'].map((given) =>
      change('correctCitizen', { ...input, key: key(), change: { name: { ...name, given } } }),
    ),
  );
  expect(both.map(({ __typename }) => __typename).toSorted()).toEqual([
    'CitizenCorrected',
    'PopulationChangeRefused',
  ]);
});

test('a new number cancels the old one, which stays, and no number is given twice', async () => {
  const citizen = hub.citizenOf('fatherOfTwins');
  const before = (await recordOf(citizen)).identifiers;
  const personalNumber = birthInput().childPersonalNumber;
  await change('correctCitizen', await correction(citizen, { personalNumber }));
  const { identifiers } = await recordOf(citizen);
  expect(
    identifiers
      .filter(({ kind, status }) => kind === 'PERSONAL_NUMBER' && status === 'VALID')
      .map(({ value }) => value),
  ).toEqual([personalNumber]);
  expect(identifiers.length).toBe(before.length + 1);
  const other = await correction(hub.citizenOf('newMother'), { personalNumber });
  expect(await change('correctCitizen', other)).toMatchObject({
    because: 'VALUE_NOT_ALLOWED',
    field: 'change.personalNumber',
  });
});

test('a guardianship is recorded and ended at both ends, once', async () => {
  const [ward, guardian] = [hub.citizenOf('pregnancyLoss'), hub.citizenOf('newMother')];
  const pair = { citizen: ward, kind: 'GUARDIAN', relative: guardian };
  const input = { key: key(), ...pair, validFrom: '2026-03-02', provenBy: 'COURT' };
  const done = await change('recordRelation', input);
  expect(done).toMatchObject({
    isRepeated: false,
    relation: { kind: 'GUARDIAN', relative: { id: guardian }, validTo: null },
  });
  expect(await change('recordRelation', input)).toEqual({ ...done, isRepeated: true });
  expect(await change('recordRelation', { ...input, key: key() })).toMatchObject({
    because: 'RELATION_THERE_ALREADY',
  });
  const relations = await hub.stores.population.collection(familyRelations);
  const wards = () => relations.find({ index: 'byPair', equals: [guardian, ward], limit: 10 });
  expect(await wards()).toMatchObject([{ kind: 'WARD', validFrom: '2026-03-02' }]);

  const end = { key: key(), ...pair, endedOn: '2026-05-04', reason: 'The court ended it.' };
  expect(await change('endRelation', { ...end, key: key(), endedOn: '2026-03-01' })).toMatchObject({
    because: 'DATES_OUT_OF_ORDER',
  });
  expect(await change('endRelation', end)).toMatchObject({
    isRepeated: false,
    relation: { validTo: '2026-05-04' },
  });
  expect(await change('endRelation', end)).toMatchObject({ isRepeated: true });
  expect(await wards()).toMatchObject([{ kind: 'WARD', validTo: '2026-05-04' }]);
  expect(await change('endRelation', { ...end, key: key() })).toMatchObject({
    because: 'RELATION_NOT_FOUND',
  });
});

test('an adoption is not the population officer’s to record', async () => {
  const [citizen, relative] = [hub.citizenOf('pregnancyLoss'), hub.citizenOf('newMother')];
  const input = {
    key: key(),
    citizen,
    relative,
    kind: 'ADOPTIVE_PARENT',
    validFrom: '2026-03-02',
    provenBy: 'COURT',
  };
  const answer = await hub.ask(operations.recordRelation, { input }, officer);
  expect(codesOf(answer)).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
});

test('nobody corrects their own record, and who may just verify changes nothing', async () => {
  const citizen = hub.citizenOf('newMother');
  const input = await correction(citizen);
  expect(await change('correctCitizen', input, { ...officer, citizen })).toMatchObject({
    because: 'OWN_FILE',
  });
  const refused = await hub.ask(operations.correctCitizen, { input }, verifier);
  expect(codesOf(refused)).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
  for (const persona of ['justice-registrar', 'citizen', 'auditor', 'vss-officer'] as const) {
    const answer = await hub.ask(operations.correctCitizen, { input }, { persona });
    expect(answer.data?.['act'] ?? null).toBeNull();
  }
  expect((await recordOf(citizen)).version).toBe(input.version);
});

const reason = 'Typed wrongly when the entry was made.';

/** What a man is to a child, and until when. */
async function lastingBetween(child: string, parent: string) {
  const relations = await hub.stores.population.collection(familyRelations);
  const between = await relations.find({ index: 'byPair', equals: [child, parent], limit: 10 });
  return between.map(({ kind, validTo }) => [kind, validTo === undefined]);
}

test('who was entered as a parent by mistake is none once the entry is corrected, and again once it is corrected back', async () => {
  const father = hub.citizenOf('longTermPatient');
  const particulars = { ...birthInput().mother, fullName: canaries.mother };
  const { registration } = await act(
    hub,
    'registerBirth',
    birthInput({ father: { ...particulars, citizen: father } }),
  );
  const child = registration?.child?.id ?? '';
  await expect.poll(() => lastingBetween(child, father)).toEqual([['FATHER', true]]);
  const correct = async (of: string | undefined, parent: object) =>
    (await act(hub, 'correctBirth', { key: key(), registration: of, reason, change: { father: parent } }))
      .registration?.id;
  const corrected = await correct(registration?.id, { ...particulars, fullName: 'Trần Canary Khác' });
  await expect.poll(() => lastingBetween(child, father)).toEqual([['FATHER', false]]);
  await expect.poll(() => lastingBetween(father, child)).toEqual([['CHILD', false]]);
  const guardian: Asker = { persona: 'guardian', citizen: father };
  const { data } = await hub.ask(
    'query ($id: ID!) { citizen(id: $id) { fullName } }',
    { id: child },
    guardian,
  );
  expect(data).toEqual({ citizen: { fullName: null } });
  const back = await correct(corrected, { ...particulars, citizen: father });
  await expect.poll(() => lastingBetween(child, father)).toEqual([['FATHER', true]]);
  await act(hub, 'cancelBirth', { key: key(), registration: back, reason });
  await expect.poll(() => lastingBetween(child, father)).toEqual([['FATHER', false]]);
});

test('a birth entered under somebody else’s number makes no second bearer of it', async () => {
  const adult = hub.citizenOf('newMother');
  const number = numberIn(await recordOf(adult)) ?? '';
  const { registration } = await act(hub, 'registerBirth', birthInput({ childPersonalNumber: number }));
  const child = registration?.child?.id ?? '';
  const letters = await openEventQueue(hub.stores.population, 'eventInbox');
  await expect
    .poll(async () => (await letters.dead(100)).map(({ failure, event }) => [failure, event.document.id]))
    .toContainEqual(['OTHER_PERSONAL_NUMBER', registration?.id]);
  const people = await hub.stores.population.collection(citizens);
  expect(await people.get(child)).toBeUndefined();
});

test('a key that ended one relation ends no other', async () => {
  const [one, other] = [hub.citizenOf('newMother'), hub.citizenOf('longTermPatient')];
  const between = { citizen: one, relative: other };
  for (const kind of ['GUARDIAN', 'SPOUSE'])
    await change('recordRelation', {
      ...between,
      key: key(),
      kind,
      validFrom: '2026-01-01',
      provenBy: 'COURT',
    });
  const ending = { ...between, key: key(), kind: 'SPOUSE', endedOn: '2026-11-01', reason };
  expect(await change('endRelation', ending)).toMatchObject({ isRepeated: false });
  const otherwise = await change('endRelation', { ...ending, kind: 'GUARDIAN', endedOn: '2031-01-01' });
  expect(otherwise).toMatchObject({ because: 'KEY_USED_OTHERWISE' });
  expect(await change('endRelation', ending)).toMatchObject({ isRepeated: true });
});
