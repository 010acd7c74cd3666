import * as fc from 'fast-check';
import { Collection, MongoClient, type IndexDescription } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { anyId, anyRange, papers } from './papers.ts';
import { mongoAtHand, runMongoServer, type MongoServer } from './run-mongo-server.ts';
import { isServed, type IndexKeys, type SentQuestion } from './served-by-index.ts';

const spec = papers('planned');
/** What was asked for while every way of reading a collection was taken. */
const questions: SentQuestion[] = [];
const indexes = new Map<string, IndexKeys>([['_id_', ['_id']]]);

describe.skipIf(mongoAtHand.startsWith('no server'))(`what the store sends to ${mongoAtHand}`, () => {
  let server: MongoServer;
  let store: Store;
  beforeAll(async () => {
    server = await runMongoServer();
    store = await openStore({ uri: server.uri });
    const made = vi.spyOn(Collection.prototype, 'createIndexes');
    const read = vi.spyOn(Collection.prototype, 'find');
    const readOne = vi.spyOn(Collection.prototype, 'findOne');
    const replaced = vi.spyOn(Collection.prototype, 'replaceOne');
    const collection = await store.collection(spec);
    await collection.insert({ id: 'p1', version: 1, citizenId: 'c1' });
    await collection.replace({ id: 'p1', version: 1, citizenId: 'c2' });
    await collection.replace({ id: 'p1', version: 1 }).catch(() => undefined);
    await collection.get('p1');
    await fc.assert(
      fc.asyncProperty(fc.array(anyId, { maxLength: 3 }), anyRange, anyRange, async (ids, range, other) => {
        await collection.getMany(ids);
        await collection.find(range);
        await collection.findEach([range, { ...range, equals: range.equals.toReversed() }]);
        await collection.find({ ...other, order: 'desc' });
      }),
      { numRuns: 60 },
    );
    for (const [descriptions] of made.mock.calls)
      for (const { name = '', key, unique } of descriptions as readonly IndexDescription[])
        // A partial index answers no question but its own.
        if (unique !== true) indexes.set(name, Object.keys(key));
    for (const [filter = {}, options] of [...read.mock.calls, ...readOne.mock.calls])
      questions.push({ filter, ...(options?.sort && { sort: options.sort as Record<string, unknown> }) });
    for (const [filter] of replaced.mock.calls) questions.push({ filter: byId(filter) });
    vi.restoreAllMocks();
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  it('is served by an index that the store makes, in the order asked for', () => {
    expect(questions.length).toBeGreaterThan(200);
    const scans = questions.filter((question) => !isServed([...indexes.values()], question));
    expect(scans).toEqual([]);
  });

  it('needs each of these indexes', () => {
    expect([...indexes.keys()].toSorted()).toEqual(
      ['_id_', ...spec.indexes.map(({ name }) => name)].toSorted(),
    );
    const spare = [...indexes.keys()].filter((name) => {
      const others = [...indexes].filter(([other]) => other !== name).map(([, keys]) => keys);
      return questions.every((question) => isServed(others, question));
    });
    expect(spare).toEqual([]);
  });

  it.runIf(mongoAtHand === 'MongoDB')('is planned by the server without reading all or sorting', async () => {
    const client = new MongoClient(server.uri);
    const documents = client.db().collection(spec.name);
    // Behind an absent first value and no equal one, a server may read each branch and sort: no list of ours begins there.
    for (const { filter, sort } of questions.filter((question) => !beginsBehindNothing(question.filter))) {
      const options = sort && { sort: sort as Record<string, 1 | -1> };
      const plan: unknown = await documents.find(filter, options).explain('queryPlanner');
      const stages = JSON.stringify(plan).match(/"stage":"\w+"/g) ?? [];
      expect(stages.length).toBeGreaterThan(0);
      // SecantusDB reads by the index what lacks a value, and sorts it; MongoDB has it in order.
      const refused = isAmongAbsent(filter) ? /COLLSCAN/ : /COLLSCAN|SORT"/;
      expect(stages.filter((stage) => refused.test(stage))).toEqual([]);
    }
    await client.close();
  });
});

/** A compare-and-set finds its document by the id; the version is compared on it. */
function byId(filter: object): Record<string, unknown> {
  const { version, ...rest } = filter as Record<string, unknown>;
  expect(version).toBeTypeOf('number');
  return rest;
}

/** Descending behind an absent value, only documents are left that lack it too. */
function isAmongAbsent(filter: object): boolean {
  const { $and: parts } = filter as { readonly $and?: readonly object[] };
  return (
    parts?.flatMap(Object.values).some((value: { $eq?: unknown } | null) => value?.$eq === null) ?? false
  );
}

/** A page behind a position has no bound where the first value of that is absent. */
function beginsBehindNothing(filter: object): boolean {
  const { $and: parts } = filter as { readonly $and?: readonly object[] };
  const fields = parts?.flatMap(Object.keys).filter((field) => field !== '$or');
  return fields?.length === 0;
}
