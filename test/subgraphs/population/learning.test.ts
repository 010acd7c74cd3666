import { expect, test } from 'vitest';
import { agencyEvent } from '../../../subgraphs/kit/events/agency-event.ts';
import type { AskHub } from '../../../subgraphs/kit/hub/ask-hub.ts';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import type { CitizenRecord, FamilyRelationRecord } from '../../../subgraphs/population/collections.ts';
import { holdNumber } from '../../../subgraphs/population/hold-number.ts';
import { learnEvent } from '../../../subgraphs/population/learning/learn-event.ts';
import { provenRelation } from '../../../subgraphs/population/relations.ts';
import { openSources, type PopulationSources } from '../../../subgraphs/population/sources.ts';
import { citizen, identifier, relation } from './records.ts';

const child = 'child';
const number = '001226000001';
const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh');

/** A version of an entry: whom it names as mother and as father. */
interface Entry {
  readonly mother?: string;
  readonly father?: string;
  readonly number?: string;
  /** Days since the birth. */
  readonly age?: number;
}

const parent = (id: string | undefined) => (id === undefined ? null : { citizen: { id } });
const parents = ({ mother, father }: Entry = {}) => ({ mother: parent(mother), father: parent(father) });

/** The register of one child: its versions, of which the last is in force unless it was cancelled. */
function registerOf(entries: readonly Entry[], isCancelled = false) {
  const inForce = isCancelled ? undefined : entries.at(-1);
  const registration = inForce && {
    ...parents(inForce),
    registeredOn: today.toString(),
    childName: 'Trần Thị Bình',
    childGender: 'FEMALE',
    childBirthDate: today.subtract({ days: inForce.age ?? 9 }).toString(),
    childHometown: 'Xã Mẫu',
    childNationality: 'VNM',
    childEthnicityCode: '01',
    childPersonalNumber: inForce.number ?? number,
  };
  const answer: AskHub = async ({ variables }) => ({
    errors: [],
    data: {
      birthRegistration: {
        ...parents(entries[Number(variables['id'])]),
        child: { id: child, birth: { registration: registration ?? null } },
      },
      superseded: parents(entries[Number(variables['supersedes'])]),
    },
  });
  return answer;
}

/** The event of a version; the second and later ones correct the one before. */
function eventOf(version: number) {
  const supersedes = version > 0 ? { supersedes: String(version - 1) } : {};
  const pointer = {
    agency: 'justice',
    kind: 'BIRTH_REGISTRATION',
    id: String(version),
    version: version + 1,
  };
  return agencyEvent('justice.birth.registered', { ...pointer, ...supersedes }, Temporal.Now.instant());
}

async function openDatabase(...people: readonly CitizenRecord[]) {
  const sources = (await openSources(await openStore({ uri: 'memory:' })))();
  for (const person of people) await sources.citizenCollection.insert(person);
  return sources;
}

/** Who is the child's mother or father today, and whose child it is: both ends must say the same. */
async function parentsIn({ relationCollection }: PopulationSources, among: readonly string[]) {
  const own = await relationCollection.find({ index: 'byCitizen', equals: [child], limit: 100 });
  const inForce = (
    relations: readonly FamilyRelationRecord[],
    kinds: readonly ('MOTHER' | 'FATHER' | 'CHILD')[],
  ) => relations.filter((one) => provenRelation([one], kinds, today)).length;
  const ends = among.map(async (id) => {
    const equals = [id, child];
    const theirs = await relationCollection.find({ index: 'byPair', equals, limit: 100 });
    return [
      inForce(
        own.filter(({ relativeId }) => relativeId === id),
        ['MOTHER', 'FATHER'],
      ),
      inForce(theirs, ['CHILD']),
    ];
  });
  return Promise.all(ends);
}

const [none, once] = [
  [0, 0],
  [1, 1],
];
const family = ['mother', 'wrong', 'right'];
const versions = [
  { mother: 'mother', father: 'wrong' },
  { mother: 'mother', father: 'right' },
];

test.each([[[0, 1]], [[1, 0]], [[0, 1, 0, 1]], [[1, 1]]])(
  'whom a correction names no longer is no parent any more, in whatever order and however often the events come: %j',
  async (order) => {
    const sources = await openDatabase();
    if (order[0] === 0) await learnEvent(eventOf(0), sources, registerOf(versions.slice(0, 1)));
    for (const version of order) await learnEvent(eventOf(version), sources, registerOf(versions));
    expect(await parentsIn(sources, family)).toEqual([once, none, once]);
    const before = await sources.citizenCollection.get(child);
    for (const version of order) await learnEvent(eventOf(version), sources, registerOf(versions));
    expect(await sources.citizenCollection.get(child)).toEqual(before);
  },
);

test('a cancelled birth names no parent; registered anew, it names them again, each once', async () => {
  const sources = await openDatabase();
  await learnEvent(eventOf(1), sources, registerOf(versions));
  await learnEvent(eventOf(1), sources, registerOf(versions, true));
  expect(await parentsIn(sources, family)).toEqual([none, none, none]);
  // That they were recorded stays in the history, with its end.
  const [ended] = await sources.relationCollection.find({
    index: 'byPair',
    equals: [child, 'right'],
    limit: 9,
  });
  expect(ended).toMatchObject({ validTo: today.toString(), withdrawnBy: '1' });
  await learnEvent(eventOf(2), sources, registerOf([...versions, { mother: 'mother', father: 'right' }]));
  expect(await parentsIn(sources, family)).toEqual([once, none, once]);
  expect(await sources.relationCollection.count()).toBe(4);
});

test('what was asked before a correction, and is written after it, does not stay', async () => {
  const sources = await openDatabase();
  const { promise: isAsked, resolve: asked } = Promise.withResolvers<undefined>();
  const { promise: isCorrected, resolve: corrected } = Promise.withResolvers<undefined>();
  let questions = 0;
  const late: AskHub = async (question) => {
    if (questions++ > 0) return registerOf(versions)(question);
    asked(undefined);
    await isCorrected;
    return registerOf(versions.slice(0, 1))(question);
  };
  const first = learnEvent(eventOf(0), sources, late);
  await isAsked;
  await learnEvent(eventOf(1), sources, registerOf(versions));
  corrected(undefined);
  await first;
  expect(await parentsIn(sources, family)).toEqual([once, none, once]);
});

test('a corrected day of birth is the day since which its parents are parents, but what an officer recorded keeps its day', async () => {
  const sources = await openDatabase();
  const request = { key: 'k', digest: 'd' };
  await sources.relationCollection.insert(relation(child, 'FATHER', 'right', { request }));
  const births = [9, 20, 5].map((age) => ({ mother: 'mother', father: 'right', age }));
  for (const [version, { age }] of births.entries()) {
    await learnEvent(eventOf(version), sources, registerOf(births.slice(0, version + 1)));
    const begins = async (equals: readonly string[]) =>
      (await sources.relationCollection.find({ index: 'byPair', equals, limit: 9 })).map(
        ({ validFrom }) => validFrom,
      );
    const birthDate = today.subtract({ days: age }).toString();
    expect(await begins([child, 'mother'])).toEqual([birthDate]);
    expect(await begins(['mother', child])).toEqual([birthDate]);
    expect(await begins([child, 'right'])).toEqual(['2010-01-01']);
  }
});

test('who was killed between the two ends of a relation ends the other one the next time', async () => {
  const sources = await openDatabase();
  await learnEvent(eventOf(0), sources, registerOf(versions.slice(0, 1)));
  let writes = 0;
  const relationCollection = {
    ...sources.relationCollection,
    find: sources.relationCollection.find.bind(sources.relationCollection),
    insert: sources.relationCollection.insert.bind(sources.relationCollection),
    async replace(record: FamilyRelationRecord) {
      if (writes++ > 0) throw new Error('killed');
      return sources.relationCollection.replace(record);
    },
  };
  await expect(
    learnEvent(eventOf(1), { ...sources, relationCollection }, registerOf(versions)),
  ).rejects.toThrow('killed');
  await learnEvent(eventOf(1), sources, registerOf(versions));
  expect(await parentsIn(sources, family)).toEqual([once, none, once]);
});

test('of older data ends what an entry named; what an officer recorded or ended, and what no entry named, stays', async () => {
  const sources = await openDatabase();
  const request = { key: 'k', digest: 'd' };
  const bulk = (id: string, given = {}, kind: 'MOTHER' | 'FATHER' = 'FATHER') => [
    relation(child, kind, id, { ...given, id: `a-${id}` }),
    relation(id, 'CHILD', child, { ...given, id: `b-${id}` }),
  ];
  const officers = bulk('officers', {}, 'MOTHER').map((one, at) => ({
    ...one,
    request: { ...request, key: `k${at}` },
  }));
  for (const one of [...bulk('wrong'), ...bulk('unnamed'), ...officers])
    await sources.relationCollection.insert(one);
  const endedBy = { ...request, reason: 'The court ended it.' };
  for (const one of bulk('right', { validTo: '2026-01-01', endedBy }))
    await sources.relationCollection.insert(one);
  const entries = [{ mother: 'officers', father: 'wrong' }, ...versions.slice(1)];
  await learnEvent(eventOf(1), sources, registerOf(entries));
  const all = ['wrong', 'unnamed', 'officers', 'right', 'mother'];
  expect(await parentsIn(sources, all)).toEqual([none, once, once, none, once]);
});

const failure = (isFinal: boolean, message: string) =>
  expect.objectContaining({ isFinal, message }) as unknown;
const isOther = failure(true, 'OTHER_PERSONAL_NUMBER');

test('a birth under the number of somebody else makes nobody; its correction or another number of the child is a fault that a person looks into', async () => {
  const sources = await openDatabase(citizen('adult', { identifiers: [identifier(number)] }));
  await expect(learnEvent(eventOf(0), sources, registerOf(versions))).rejects.toEqual(isOther);
  expect(await sources.citizenCollection.count()).toBe(1);
  expect(await sources.relationCollection.count()).toBe(0);

  const another = await openDatabase(citizen(child, { identifiers: [identifier('001226000009')] }));
  await expect(learnEvent(eventOf(0), another, registerOf(versions))).rejects.toEqual(isOther);
  expect(await another.citizenCollection.get(child)).toMatchObject({ version: 1 });
});

test('a parent whom the register names no longer represents no longer, and whom it names does, also where its number is at fault', async () => {
  const sources = await openDatabase();
  await learnEvent(eventOf(0), sources, registerOf(versions.slice(0, 1)));
  const record = await sources.citizenCollection.get(child);
  if (record)
    await sources.citizenCollection.replace({ ...record, identifiers: [identifier('001226000009')] });
  await expect(learnEvent(eventOf(1), sources, registerOf(versions))).rejects.toEqual(isOther);
  expect(await parentsIn(sources, family)).toEqual([once, none, once]);
});

test.each([[[1, 2]], [[2, 1]], [[2]]])(
  'a birth that was cancelled for its number, and registered anew, gives the right one and names the parents, in whatever order: %j',
  async (order) => {
    const right = '001226000002';
    const anew = [...versions, { mother: 'mother', father: 'right', number: right }];
    const sources = await openDatabase();
    await learnEvent(eventOf(0), sources, registerOf(versions.slice(0, 1)));
    if (order[0] === 1) await learnEvent(eventOf(1), sources, registerOf(versions, true));
    for (const version of order) await learnEvent(eventOf(version), sources, registerOf(anew));
    expect(await sources.citizenCollection.get(child)).toMatchObject({
      identifiers: [{ value: right, status: 'VALID' }],
      mistaken: [{ value: number }],
    });
    expect(await parentsIn(sources, family)).toEqual([once, none, once]);
  },
);

test('a cancelled birth takes its number off, and registered anew under the same one it gives that back', async () => {
  const sources = await openDatabase();
  await learnEvent(eventOf(1), sources, registerOf(versions));
  const given = await sources.citizenCollection.get(child);
  await learnEvent(eventOf(1), sources, registerOf(versions, true));
  expect((await sources.citizenCollection.get(child))?.identifiers).toEqual([]);
  await learnEvent(eventOf(1), sources, registerOf(versions));
  expect((await sources.citizenCollection.get(child))?.identifiers).toEqual(given?.identifiers);
  expect(await sources.citizenCollection.get(child)).not.toHaveProperty('mistaken');
});

test('what an officer gave, or what came otherwise, no cancelled birth takes off', async () => {
  const sources = await openDatabase();
  await learnEvent(eventOf(1), sources, registerOf(versions));
  const record = await sources.citizenCollection.get(child);
  const officers = identifier('001226000009');
  if (record)
    await sources.citizenCollection.replace({ ...record, identifiers: [...record.identifiers, officers] });
  await learnEvent(eventOf(1), sources, registerOf(versions, true));
  expect((await sources.citizenCollection.get(child))?.identifiers).toEqual([officers]);
});

test('what an officer cleared a record of the register does not give again', async () => {
  const mistaken = [identifier(number)];
  const sources = await openDatabase(citizen(child, { identifiers: [], mistaken }));
  await learnEvent(eventOf(1), sources, registerOf(versions));
  expect(await sources.citizenCollection.get(child)).toMatchObject({ identifiers: [], mistaken });
});

test('of two who give a number at once one does; the birth waits for what becomes of the other', async () => {
  const sources = await openDatabase();
  const given = await Promise.all(['one', 'two', 'three'].map((id) => holdNumber(sources, number, id)));
  expect(given.filter((holder) => holder === undefined)).toHaveLength(1);
  await expect(learnEvent(eventOf(0), sources, registerOf(versions))).rejects.toEqual(
    failure(false, 'NUMBER_BEING_GIVEN'),
  );
  expect(await sources.citizenCollection.count()).toBe(0);
});

test('a child that is known without a number has the registered one then', async () => {
  const sources = await openDatabase(citizen(child, { identifiers: [] }));
  await learnEvent(eventOf(0), sources, registerOf(versions));
  expect((await sources.citizenCollection.get(child))?.identifiers).toMatchObject([{ value: number }]);
});

test('cancelled, a birth that had given away somebody else’s number gives it back', async () => {
  const identifiers = [identifier(number)];
  const sources = await openDatabase(citizen('adult', { identifiers }), citizen(child, { identifiers }));
  await learnEvent(eventOf(0), sources, registerOf(versions, true));
  expect(await sources.citizenCollection.get(child)).toMatchObject({
    identifiers: [],
    mistaken: identifiers,
  });
  expect((await sources.citizenCollection.get('adult'))?.identifiers).toEqual(identifiers);
});

test('a death under a number that two bear locks nobody', async () => {
  const identifiers = [identifier(number)];
  const sources = await openDatabase(citizen('one', { identifiers }), citizen('two', { identifiers }));
  const pointer = { agency: 'justice', kind: 'DEATH_REGISTRATION', id: 'entry', version: 1 };
  const death = { registration: { deceasedPersonalNumber: number } };
  const ask: AskHub = async () => ({
    errors: [],
    data: { deathRegistration: { deceased: { id: 'one', diedOn: '2026-07-01', death } } },
  });
  const event = agencyEvent('justice.death.registered', pointer, Temporal.Now.instant());
  await expect(learnEvent(event, sources, ask)).rejects.toEqual(isOther);
  expect((await sources.citizenCollection.get('one'))?.diedOn).toBeUndefined();
});
