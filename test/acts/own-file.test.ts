import { afterAll, beforeAll, expect, test } from 'vitest';
import { familyRelations } from '../../subgraphs/population/collections.ts';
import { startTestHub, type Asker, type HubUnderTest } from '../scenario/running-hub.ts';
import { act, birthInput, deathInput, deathRegistrar, key, registrar } from './civil-acts.ts';
import { change, correction, officer } from './population-acts.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(120, 'own-file');
});
afterAll(() => hub.stop());

const ownFile = { because: 'OWN_FILE' };
const reason = 'a reason in words';
const asMother = () => ({ ...birthInput().mother, citizen: hub.citizenOf('newMother') });

/** The same officer, as the citizen who has the day off. */
const own = (asker: Asker): Asker => ({ ...asker, citizen: hub.citizenOf('newMother') });

/** An entry of the officer's child, as a colleague makes it. */
async function ofOwnChild(given: Readonly<Record<string, unknown>> = { mother: asMother() }) {
  const { registration } = await act(hub, 'registerBirth', birthInput(given));
  return { registration: registration?.id, child: registration?.child?.id ?? '' };
}

test.each(['mother', 'father'])(
  'no registrar makes themself the %s of a child, by an entry or by a correction',
  async (parent) => {
    const itself = { [parent]: asMother() };
    expect(await act(hub, 'registerBirth', birthInput(itself), own(registrar))).toMatchObject(ownFile);
    const { registration } = await ofOwnChild({});
    const correction = { key: key(), registration, reason, change: itself };
    expect(await act(hub, 'correctBirth', correction, own(registrar))).toMatchObject(ownFile);
  },
);

test('no registrar corrects, cancels or issues what says that they are a parent, nor registers the birth anew', async () => {
  const input = birthInput({ mother: asMother() });
  const { registration } = await act(hub, 'registerBirth', input);
  const entry = { registration: registration?.id };
  const correct = { ...entry, reason, change: { mother: birthInput().mother } };
  for (const [name, given] of [
    ['correctBirth', correct],
    ['cancelBirth', { ...entry, reason }],
    ['issueBirthExtract', entry],
  ] as const)
    expect(await act(hub, name, { key: key(), ...given }, own(registrar))).toMatchObject(ownFile);
  await act(hub, 'cancelBirth', { key: key(), ...entry, reason });
  const anew = { ...birthInput(), childPersonalNumber: input.childPersonalNumber };
  expect(await act(hub, 'registerBirth', anew, own(registrar))).toMatchObject(ownFile);
});

test('who was entered as a parent by mistake changes nothing of what was corrected since, as an earlier entry names them', async () => {
  const { registration } = await ofOwnChild();
  const correction = { key: key(), registration, reason, change: { mother: birthInput().mother } };
  const corrected = await act(hub, 'correctBirth', correction);
  const entry = { registration: corrected.registration?.id };
  for (const [name, given] of [
    ['correctBirth', { ...entry, reason, change: { childGender: 'MALE' } }],
    ['cancelBirth', { ...entry, reason }],
    ['issueBirthExtract', entry],
  ] as const)
    expect(await act(hub, name, { key: key(), ...given }, own(registrar))).toMatchObject(ownFile);
});

test('no registrar registers, corrects or cancels their own death or that of their child or parent', async () => {
  const { child } = await ofOwnChild();
  const { child: self } = await ofOwnChild({ mother: asMother() });
  const asChild = { ...deathRegistrar, citizen: self };
  const parent = hub.citizenOf('newMother');
  for (const [deceased, asker] of [
    [parent, own(deathRegistrar)],
    [child, own(deathRegistrar)],
    [parent, asChild],
  ] as const)
    expect(await act(hub, 'registerDeath', deathInput(deceased), asker)).toMatchObject(ownFile);
  const { registration } = await act(hub, 'registerDeath', deathInput(child), deathRegistrar);
  const entry = { key: key(), registration: registration?.id, reason };
  const change = { deathPlace: 'elsewhere' };
  expect(await act(hub, 'correctDeath', { ...entry, change }, own(deathRegistrar))).toMatchObject(ownFile);
  expect(await act(hub, 'cancelDeath', entry, own(deathRegistrar))).toMatchObject(ownFile);
});

test('no officer of the database changes whom they are related to, nor the record or a relation of a relative', async () => {
  const [self, stranger] = [hub.citizenOf('newMother'), hub.citizenOf('longTermPatient')];
  const relations = await hub.stores.population.collection(familyRelations);
  const [related] = await relations.find({ index: 'byCitizen', equals: [self], limit: 1 });
  const relative = related?.relativeId ?? '';
  const asSelf = own(officer);
  for (const [citizen, other] of [
    [self, stranger],
    [stranger, self],
    [relative, stranger],
    [stranger, relative],
  ]) {
    const pair = { citizen, kind: 'GUARDIAN', relative: other };
    const begin = { key: key(), ...pair, validFrom: '2026-03-02', provenBy: 'COURT' };
    expect(await change(hub, 'recordRelation', begin, asSelf)).toMatchObject(ownFile);
    const end = { key: key(), ...pair, endedOn: '2026-05-04', reason };
    expect(await change(hub, 'endRelation', end, asSelf)).toMatchObject(ownFile);
  }
  for (const citizen of [self, relative])
    expect(await change(hub, 'correctCitizen', await correction(hub, citizen), asSelf)).toMatchObject(
      ownFile,
    );
});
