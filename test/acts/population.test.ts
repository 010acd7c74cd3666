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
  reason,
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

test('who was entered as a parent by mistake represents the child no longer once that is corrected or cancelled', async () => {
  const [mother, wrong] = [hub.citizenOf('newMother'), hub.citizenOf('fatherOfTwins')];
  const asParent = (citizen: string) => ({ ...birthInput().mother, citizen });
  const given = { mother: asParent(mother), father: asParent(wrong) };
  const { registration } = await act(hub, 'registerBirth', birthInput(given));
  const id = registration?.child?.id ?? '';
  const nameFor = async (citizen: string) => {
    const asker = { persona: 'guardian', citizen } as const;
    const { data } = await hub.ask('query ($id: ID!) { citizen(id: $id) { fullName } }', { id }, asker);
    return (data?.['citizen'] as { readonly fullName?: unknown } | null)?.fullName ?? null;
  };
  await expect.poll(() => nameFor(wrong)).toBe(canaries.child);
  const asked = hub.log.entries().length;
  const change = { father: birthInput().mother };
  const correction = { key: key(), registration: registration?.id, reason, change };
  const corrected = await act(hub, 'correctBirth', correction);
  await expect.poll(() => nameFor(wrong)).toBeNull();
  expect(await nameFor(mother)).toBe(canaries.child);
  // What the wrong one saw as a parent stays recorded.
  const seen = hub.log.entries().slice(0, asked);
  expect(
    seen.some(
      ({ caller, disclosures }) =>
        caller.citizen === wrong && disclosures.some(({ subjects }) => subjects.includes(id)),
    ),
  ).toBe(true);
  // Corrected back, it names him again; cancelled, it names nobody.
  const back = { ...correction, key: key(), registration: corrected.registration?.id };
  const { registration: last } = await act(hub, 'correctBirth', {
    ...back,
    change: { father: given.father },
  });
  await expect.poll(() => nameFor(wrong)).toBe(canaries.child);
  await act(hub, 'cancelBirth', { key: key(), registration: last?.id, reason });
  for (const parent of [mother, wrong]) await expect.poll(() => nameFor(parent)).toBeNull();
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
  // Recorded anew it is another relation, which a late repetition does not end.
  await change('recordRelation', { ...input, key: key() });
  expect(await change('endRelation', end)).toMatchObject({ isRepeated: true });
  expect((await wards()).map(({ validTo }) => validTo).toSorted()).toEqual(['2026-05-04', undefined]);
});

test('the key that ended a relation ends no other one, of the same two or of others', async () => {
  const [one, two, three] = ['sickChild', 'newMother', 'fatherOfTwins'] as const;
  const pair = { citizen: hub.citizenOf(one), relative: hub.citizenOf(two) };
  const others = { citizen: hub.citizenOf(one), relative: hub.citizenOf(three) };
  const record = { validFrom: '2026-03-02', provenBy: 'COURT' };
  for (const given of [
    { ...pair, kind: 'GUARDIAN' },
    { ...pair, kind: 'WARD' },
    { ...others, kind: 'GUARDIAN' },
  ])
    await change('recordRelation', { key: key(), ...given, ...record });
  const end = { key: key(), ...pair, kind: 'GUARDIAN', endedOn: '2026-05-04', reason };
  expect(await change('endRelation', end)).toMatchObject({ isRepeated: false });
  for (const given of [{ kind: 'WARD', endedOn: '2031-01-01' }, others, { endedOn: '2026-05-05' }])
    expect(await change('endRelation', { ...end, ...given })).toMatchObject({
      because: 'KEY_USED_OTHERWISE',
    });
  const relations = await hub.stores.population.collection(familyRelations);
  const there = (citizen: string, relative: string) =>
    relations.find({ index: 'byPair', equals: [citizen, relative], limit: 10 });
  const all = [pair, others].flatMap(({ citizen, relative }) => [
    there(citizen, relative),
    there(relative, citizen),
  ]);
  const ended = (await Promise.all(all)).flat().filter(({ validTo }) => validTo !== undefined);
  expect(ended.map(({ kind, validTo }) => `${kind} ${validTo}`).toSorted()).toEqual([
    'GUARDIAN 2026-05-04',
    'WARD 2026-05-04',
  ]);
});

test('what somebody was to the dead is not the population officer’s to end: it says who acts for them', async () => {
  const [ward, guardian] = [hub.citizenOf('orphan'), hub.citizenOf('pregnancyLoss')];
  const pair = { citizen: ward, kind: 'GUARDIAN', relative: guardian };
  await change('recordRelation', { key: key(), ...pair, validFrom: '2026-03-02', provenBy: 'COURT' });
  const people = await hub.stores.population.collection(citizens);
  const end = { ...pair, endedOn: '2026-05-04', reason };
  for (const [field, id] of [
    ['citizen', ward],
    ['relative', guardian],
  ] as const) {
    const dead = await people.replace({ ...(await recordOf(id)), diedOn: '2026-06-01' });
    expect(await change('endRelation', { key: key(), ...end })).toMatchObject({
      because: 'RECORD_LOCKED_BY_DEATH',
      field,
    });
    const { diedOn: _died, ...living } = dead;
    await people.replace(living);
  }
  expect(await change('endRelation', { key: key(), ...end })).toMatchObject({ isRepeated: false });
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
