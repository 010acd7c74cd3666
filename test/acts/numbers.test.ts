import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEventQueue } from '../../subgraphs/kit/events/event-queue.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { startTestHub, type Asker, type HubUnderTest } from '../scenario/running-hub.ts';
import { act, birthInput, key } from './civil-acts.ts';
import {
  change as changeIn,
  correction as correctionIn,
  numberIn,
  reason,
  recordOf as recordIn,
  type PopulationAct,
} from './population-acts.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(120, 'numbers');
});
afterAll(() => hub.stop());

const verifier: Asker = { persona: 'population-officer' };

const recordOf = (id: string) => recordIn(hub, id);
const change = (name: PopulationAct, input: Readonly<Record<string, unknown>>) => changeIn(hub, name, input);
const correction = (citizen: string, given: Readonly<Record<string, unknown>>) =>
  correctionIn(hub, citizen, given);

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
  const another = hub.citizenOf('newMother');
  const other = await correction(another, { personalNumber });
  expect(await change('correctCitizen', other)).toMatchObject({
    because: 'VALUE_NOT_ALLOWED',
    field: 'change.personalNumber',
  });
  // That somebody bears it is told of the one who does, and the entry names whose record it was to be.
  const entry = hub.log.entries().findLast(({ operation }) => operation?.kind === 'mutation');
  expect(entry?.disclosures.flatMap(({ subjects }) => subjects)).toContain(citizen);
  expect(entry?.operation?.named).toEqual([another]);
});

test('where two bear one number an officer states the right one, and the other one has theirs back', async () => {
  const [wrong, right] = [hub.citizenOf('transferredPatient'), hub.citizenOf('newMother')];
  const people = await hub.stores.population.collection(citizens);
  const [own, doubled] = [await recordOf(wrong), (await recordOf(right)).identifiers[0]];
  if (!doubled) throw new Error('no number');
  await people.replace({ ...own, identifiers: [...own.identifiers, { ...doubled, status: 'CANCELLED' }] });
  const lookUp = `{ citizenByIdentifier(kind: PERSONAL_NUMBER, value: "${doubled.value}") { id } }`;
  const found = async () => (await hub.ask(lookUp, {}, verifier)).data?.['citizenByIdentifier'] ?? null;
  expect(await found()).toBeNull();
  await change('correctCitizen', await correction(wrong, { personalNumber: numberIn(own) }));
  expect(await recordOf(wrong)).toMatchObject({
    identifiers: own.identifiers,
    mistaken: [{ ...doubled, status: 'CANCELLED' }],
  });
  expect(await found()).toEqual({ id: right });
});

test('a birth under the number of somebody else makes nobody: it waits as a dead letter until it is cancelled', async () => {
  const adult = hub.citizenOf('fatherOfTwins');
  const childPersonalNumber = numberIn(await recordOf(adult));
  const { registration } = await act(hub, 'registerBirth', birthInput({ childPersonalNumber }));
  const inbox = await openEventQueue(hub.stores.population, 'eventInbox');
  const dead = async () =>
    (await inbox.dead(10)).filter(({ event }) => event.document.id === registration?.id);
  await expect.poll(dead).toMatchObject([{ failure: 'OTHER_PERSONAL_NUMBER' }]);
  const people = await hub.stores.population.collection(citizens);
  expect(await people.get(registration?.child?.id ?? '')).toBeUndefined();
  await act(hub, 'cancelBirth', { key: key(), registration: registration?.id, reason });
  const [letter] = await dead();
  await inbox.replay(letter?.id ?? '');
  await expect.poll(dead).toEqual([]);
});

test('a number that was typed wrongly and mended goes back to its owner, once an officer says that it was never borne', async () => {
  const wrong = hub.citizenOf('longTermPatient');
  const { childPersonalNumber: typed, ...birth } = birthInput();
  const people = await hub.stores.population.collection(citizens);
  const [own, before] = [await recordOf(wrong), { kind: 'PERSONAL_NUMBER', value: typed } as const];
  const dates = {
    validFrom: '2026-07-01',
    validTo: '2026-07-01',
    status: 'CANCELLED',
    issuedBy: 'C06',
  } as const;
  await people.replace({ ...own, identifiers: [...own.identifiers, { ...before, ...dates }] });
  const { registration } = await act(hub, 'registerBirth', { ...birth, childPersonalNumber: typed });
  const inbox = await openEventQueue(hub.stores.population, 'eventInbox');
  const dead = async () =>
    (await inbox.dead(10)).filter(({ event }) => event.document.id === registration?.id);
  await expect.poll(dead).toMatchObject([{ failure: 'OTHER_PERSONAL_NUMBER' }]);

  const neverBorne = { because: 'VALUE_NOT_ALLOWED', field: 'change.neverBorne' };
  for (const given of [
    { neverBorne: [typed, birthInput().childPersonalNumber] },
    { neverBorne: [typed], personalNumber: typed },
  ])
    expect(await change('correctCitizen', await correction(wrong, given))).toMatchObject(neverBorne);
  const given = await correction(wrong, { neverBorne: [typed] });
  expect(await change('correctCitizen', given)).toMatchObject({ __typename: 'CitizenCorrected' });
  expect(await recordOf(wrong)).toMatchObject({ identifiers: own.identifiers, mistaken: [before] });

  const [letter] = await dead();
  await inbox.replay(letter?.id ?? '');
  // Asked in the store until it is there: who asks the hub again and again is told to come later.
  await expect.poll(() => people.get(registration?.child?.id ?? '')).toBeDefined();
  const lookUp = `{ citizenByIdentifier(kind: PERSONAL_NUMBER, value: "${typed}") { id } }`;
  expect((await hub.ask(lookUp, {}, verifier)).data).toEqual({
    citizenByIdentifier: { id: registration?.child?.id },
  });
});
