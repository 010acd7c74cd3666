import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type Asker, type HubUnderTest } from '../scenario/running-hub.ts';
import { act, birthInput, deathInput, deathRegistrar, key } from './civil-acts.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(120, 'named');
});
afterAll(() => hub.stop());

const officer: Asker = { persona: 'population-officer', purpose: 'PD.UPDATE' };

/** An act that the entry of the log says something about. */
async function entryOf(run: () => Promise<unknown>) {
  const before = hub.log.entries().length;
  await run();
  const entries = hub.log.entries().slice(before);
  const kept = entries.find(({ operation }) => operation?.kind === 'mutation');
  if (!kept) throw new Error('no entry was written');
  return {
    subjects: kept.disclosures.flatMap(({ subjects }) => subjects),
    named: kept.operation?.named ?? [],
  };
}

const correct = (citizen: string, asked: string, asker = officer) =>
  hub.ask(
    `mutation ($input: CorrectCitizenInput!) { correctCitizen(input: $input) { ${asked} } }`,
    {
      input: {
        key: key(),
        citizen,
        // Of no record: it cannot be done.
        version: 2_147_483_647,
        reason: 'a reason in words',
        change: { nationality: 'VNM' },
      },
    },
    asker,
  );
const because = '... on PopulationChangeRefused { because }';

test('why a record was not changed is recorded of the person, and of one who is not there', async () => {
  for (const citizen of [hub.citizenOf('newMother'), hub.citizenOf('hospitalDeath'), 'A'.repeat(22)]) {
    const { subjects, named } = await entryOf(() => correct(citizen, because));
    expect(subjects).toEqual([citizen]);
    expect(named).toContain(citizen);
  }
});

test('an act names whom it is about also where nothing of its answer is asked', async () => {
  const citizen = hub.citizenOf('newMother');
  expect((await entryOf(() => correct(citizen, '__typename'))).named).toEqual([citizen]);
});

test('a refusal about a relation is told of the one whom it is about', async () => {
  const [citizen, dead] = [hub.citizenOf('newMother'), hub.citizenOf('hospitalDeath')];
  const input = {
    key: key(),
    citizen,
    relative: dead,
    kind: 'SPOUSE',
    validFrom: '2026-01-01',
    provenBy: 'COURT',
  };
  const text = `mutation ($input: RecordRelationInput!) { recordRelation(input: $input) { ${because} } }`;
  const { subjects, named } = await entryOf(() => hub.ask(text, { input }, officer));
  expect(subjects).toEqual([dead]);
  expect(named).toEqual([citizen, dead]);
});

test('why a birth or a death was not registered is recorded of the child and of the deceased', async () => {
  const input = birthInput();
  const { registration } = await act(hub, 'registerBirth', input);
  const child = registration?.child?.id;
  const again = await entryOf(() => act(hub, 'registerBirth', { ...input, key: key() }));
  expect(again.subjects).toContain(child);
  const correction = { key: key(), registration: registration?.id, reason: 'no reason', change: {} };
  expect((await entryOf(() => act(hub, 'correctBirth', correction))).subjects).toContain(child);

  const dead = hub.citizenOf('hospitalDeath');
  const death = await entryOf(() => act(hub, 'registerDeath', deathInput(dead), deathRegistrar));
  expect(death.subjects).toContain(dead);
});

test('what was typed in place of an id is written nowhere, and no death is registered of it', async () => {
  for (const typed of ['079185000123', 'Nguyễn Thị Canary']) {
    const corrected = await entryOf(() => correct(typed, because));
    expect([corrected.subjects, corrected.named]).toEqual([[], []]);
    const dead = await entryOf(() => act(hub, 'registerDeath', deathInput(typed), deathRegistrar));
    expect(dead.subjects).toEqual([]);
    const { because: reason, field } = await act(hub, 'registerDeath', deathInput(typed), deathRegistrar);
    expect([reason, field]).toEqual(['VALUE_NOT_ALLOWED', 'deceased']);
    expect(JSON.stringify(hub.log.entries())).not.toContain(typed);
  }
});

test('whoever is told nothing but that the file is their own is not counted', async () => {
  const citizen = hub.citizenOf('newMother');
  const own = await entryOf(() => correct(citizen, because, { ...officer, citizen }));
  expect(own.subjects).not.toContain(citizen);
  expect(own.named).toContain(citizen);
});
