import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFirstClaim } from '../../../start/first-claim.ts';
import { citizens } from '../../../subgraphs/population/collections.ts';
import { leaves, people as claimants, recordClaimPeople } from '../../scenario/claim-people.ts';
import { startTestHub, type Asker, type HubUnderTest } from '../../scenario/running-hub.ts';
import { defaultDay, generateWorld } from '../../world/generate-world.ts';
import { askers, expectRefused } from './known-hub.ts';

const { population, portal } = askers;
/** What the client of the population officers allows one of them: see `gateway/clients/population-db.yaml`. */
const perHour = 200;
const seed = 'volume';

let hub: HubUnderTest;
let people: readonly string[];
beforeAll(async () => {
  hub = await startTestHub(perHour + 50, seed);
  people = Array.from(generateWorld({ seed, population: perHour + 50, asOf: defaultDay }))
    .flat()
    .filter(({ collection }) => collection === citizens.name)
    .map(({ doc }) => doc.id);
});
afterAll(() => hub.stop());

const walk = (ids: readonly string[]) =>
  `{ ${ids.map((id, n) => `n${n}: citizen(id: "${id}") { fullName }`).join(' ')} }`;
const page = (number: number) => people.slice(number * 50, (number + 1) * 50);

describe('K7: fifty aliases that walk through people', () => {
  test('K7: are answered as long as one actor may learn of so many, and then refused whole', async () => {
    for (const number of [0, 1, 2, 3]) {
      const { status, errors } = await hub.ask(walk(page(number)), {}, population);
      expect([status, errors]).toEqual([200, []]);
    }
    const refused = await hub.ask(walk(page(4)), {}, population);
    expectRefused(refused, 429, 'VOLUME_EXCEEDED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(3_600);
  });

  test('K7: raise an alarm that names no person, and an entry that says whose data were asked for', async () => {
    const alarm = hub.faults.find((line) => line.startsWith('Volume: '));
    expect(alarm).toMatch(/population-db/);
    expect(people.filter((id) => alarm?.includes(id))).toEqual([]);
    const entry = hub.log.entries().at(-1);
    expect(entry).toMatchObject({ outcome: 'REFUSED', refused: 'VOLUME_EXCEEDED' });
    expect(entry?.disclosures.flatMap(({ subjects }) => subjects).toSorted()).toEqual(page(4).toSorted());
    for (const { full, masked, answered, denied } of entry?.disclosures ?? []) {
      expect([full, masked, answered]).toEqual([undefined, undefined, undefined]);
      expect(denied).toContain('Citizen.fullName');
    }
  });

  test('K7: leave the actor the people that were known already, and others their own quota', async () => {
    expect(await hub.ask(walk(page(0)), {}, population)).toMatchObject({ status: 200, errors: [] });
    const self = { ...portal, citizen: people.at(-1) };
    expect(await hub.ask(`{ citizen(id: "${people.at(-1)}") { id } }`, {}, self)).toMatchObject({
      status: 200,
    });
  });

  test('K7: and whom a question asks about beside them count as well', async () => {
    const asked = [
      'isSpouseOf(citizen: $other)',
      'isParentOf(child: $other)',
      'isRegisteredParentOf(child: $other)',
    ];
    const of = (field: string, other: string | undefined) =>
      hub.ask(
        `query ($id: ID!, $other: ID!) { citizen(id: $id) { ${field} } }`,
        { id: people[0], other },
        population,
      );
    for (const field of asked) {
      expect(await of(field, people[1])).toMatchObject({ status: 200 });
      expectRefused(await of(field, people.at(-1)), 429, 'VOLUME_EXCEEDED');
    }
  });

  test('K7: of nobody count as well', async () => {
    const nobody = Array.from({ length: 50 }, (_, n) => `nobody-${n}`);
    expectRefused(await hub.ask(walk(nobody), {}, population), 429, 'VOLUME_EXCEEDED');
  });
});

describe('K7: look-ups that find nobody', () => {
  const nobody = Array.from({ length: 100 }, (_, n) => `nobody-${n}`);
  const stranger = (n: number) =>
    `n${n}: verifyCitizen(input: { identifierKind: PERSONAL_NUMBER, identifier: "${String(n).padStart(12, '9')}" }) { outcome }`;
  const notice = (n: number) => `n${n}: birthByMedicalNotice(code: "nobody-${n}") { outcome }`;
  const registrar = { persona: 'justice-registrar' } as const;
  const questions: Readonly<Record<string, readonly [query: string, asker: Asker]>> = {
    'in a list': [`{ citizens(ids: ${JSON.stringify(nobody)}) { fullName } }`, population],
    'by an answer that says so': [`{ ${nobody.map((_, n) => stranger(n)).join(' ')} }`, population],
    // Half of what `gateway/clients/civil-registry.yaml` allows a registrar.
    'by the code of a notice': [
      `{ ${nobody
        .slice(25)
        .map((_, n) => notice(n))
        .join(' ')} }`,
      registrar,
    ],
  };

  test.each(Object.entries(questions))('K7: %s count as people', async (_, [query, asker]) => {
    const own = await startTestHub(1, seed);
    try {
      for (const _time of [1, 2]) expect(await own.ask(query, {}, asker)).toMatchObject({ errors: [] });
      expectRefused(await own.ask(query, {}, asker), 429, 'VOLUME_EXCEEDED');
    } finally {
      await own.stop();
    }
  });
});

test('K7: a look-up of nobody counts whatever is denied beside it, and what is denied whole is none', async () => {
  const own = await startTestHub(1, seed);
  try {
    const ask = (selection: string, times = 100) => {
      const fields = Array.from(
        { length: times },
        (_, n) => `n${n}: citizen(id: "nobody-${n}") ${selection}`,
      );
      return own.ask(`{ ${fields.join(' ')} }`, {}, population);
    };
    const askDenied = () => ask('{ siHistory: insurance { siNumber } }');
    for (const _time of [1, 2, 3]) expect(await askDenied()).toMatchObject({ status: 200 });
    for (const _time of [1, 2]) {
      const { status, errors } = await ask('{ fullName insurance { siNumber } }');
      expect([status, errors.length]).toEqual([200, 100]);
    }
    expectRefused(await ask('{ fullName }', 1), 429, 'VOLUME_EXCEEDED');
    expect(await askDenied()).toMatchObject({ status: 200 });
  } finally {
    await own.stop();
  }
});

test('K7: a record that is hidden counts as one that is not there, so that the quota tells nobody which it is', async () => {
  const own = await startTestHub(1, seed);
  try {
    const { number } = await findFirstClaim(own.stores.vss, own.citizenOf('newMother'));
    const stranger = { persona: 'citizen', citizen: own.citizenOf('longTermPatient') } as const;
    const lookUp = (value: string, n = 0) => `n${n}: claimByNumber(number: "${value}") { id }`;
    const nobody = Array.from({ length: 19 }, (_, n) => lookUp(`nobody-${n}`, n));
    expect(await own.ask(`{ ${nobody.join(' ')} }`, {}, stranger)).toMatchObject({ status: 200 });
    // One look-up is left, whatever it finds.
    const hidden = await own.ask(`{ ${lookUp(number)} }`, {}, stranger);
    expect([hidden.status, hidden.data, hidden.errors]).toEqual([200, { n0: null }, []]);
    expectRefused(await own.ask(`{ ${lookUp('nobody')} }`, {}, stranger), 429, 'VOLUME_EXCEEDED');
  } finally {
    await own.stop();
  }
});

describe('K7: whom a change of the register told of', () => {
  const registrar = { ...population, purpose: 'PD.UPDATE' };
  let registry: HubUnderTest;
  beforeAll(async () => {
    registry = await startTestHub(perHour + 50, seed);
  });
  afterAll(() => registry.stop());

  const corrected = async (citizen: string) => {
    const record = await (await registry.stores.population.collection(citizens)).get(citizen);
    const input = `key: "${randomUUID()}", citizen: "${citizen}", version: ${record?.version}, reason: "Typed wrongly when the record was made."`;
    return `correctCitizen(input: { ${input}, change: { nationality: "LAO" } }) {
      ... on CitizenCorrected { citizen { fullName } }
    }`;
  };

  test('K7: counts although it is answered, since it has happened, and nobody new is told of after it', async () => {
    for (const number of [0, 1, 2]) await registry.ask(walk(page(number)), {}, registrar);
    const changes = await Promise.all(page(3).concat(page(4).slice(0, 10)).map(corrected));
    const mutation = `mutation { ${changes.map((each, n) => `n${n}: ${each}`).join(' ')} }`;
    const changed = await registry.ask(mutation, {}, registrar);
    expect([changed.status, changed.errors]).toEqual([200, []]);
    expect(JSON.stringify(changed.data).match(/"fullName":"/g)).toHaveLength(60);
    expect(registry.faults.filter((line) => line.startsWith('Volume: '))).toEqual([
      expect.stringMatching(/population-db was told, by changing a register, of more people/),
    ]);
    expect(await registry.ask(walk(page(3)), {}, registrar)).toMatchObject({ status: 200, errors: [] });
    expectRefused(await registry.ask(walk(page(4)), {}, registrar), 429, 'VOLUME_EXCEEDED');
  });
});

test('K7: whom a preview names count, each once, and a stranger like somebody’s own child', async () => {
  const own = await startTestHub(1, seed);
  try {
    await recordClaimPeople(own.stores);
    const carer = { persona: 'citizen', citizen: claimants.carer, purpose: 'SI.CLAIM.SUBMIT' } as const;
    const preview = (child: string) =>
      own.ask(
        'query ($input: ClaimPreviewInput!) { claimPreview(input: $input) { isComplete } }',
        { input: { scheme: 'SICKNESS', ...leaves.carer, claimant: claimants.carer, child } },
        carer,
      );
    // As many as `gateway/clients/vss-portal.yaml` allows a citizen an hour; their own child is one of them.
    const strangers = Array.from(
      { length: 19 },
      (_, n) => `nobody-of-this-name-${String(n).padStart(2, '0')}`,
    );
    for (const child of [claimants.sickChild, ...strangers, claimants.sickChild, ...strangers]) {
      expect(await preview(child)).toMatchObject({ status: 200, errors: [] });
    }
    expectRefused(await preview(claimants.child), 429, 'VOLUME_EXCEEDED');
    expectRefused(await preview('nobody-of-this-name-99'), 429, 'VOLUME_EXCEEDED');
    expect(await preview(claimants.carer)).toMatchObject({ status: 200, errors: [] });
  } finally {
    await own.stop();
  }
});
