import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Collection,
  CollectionSpec,
  Expiring,
  Position,
  Range,
  Store,
} from '../../subgraphs/kit/store/port.ts';
import { positionOf } from '../../subgraphs/kit/store/paging.ts';
import { ConflictError, DuplicateError } from '../../subgraphs/kit/store/store-errors.ts';
import { NaiveCollection } from './naive-collection.ts';
import { anyId, anyPaper, anyRange, papers } from './papers.ts';
import type { Paper } from './papers.ts';

/** A kind of store under the contract. */
export interface Subject {
  /** Opens the same data each time; a store in memory is always a new one. */
  readonly open: () => Promise<Store>;
  /** Data outlive the store, and two stores share them. */
  readonly lasting: boolean;
  /** Not FerretDB 1, which has no unique indexes over elements and no arrays inside arrays. */
  readonly complete: boolean;
  /** How many random histories to try. */
  readonly runs: number;
}

/** The promises of the port, for any store. */
export function storeContract(name: string, { open, lasting, complete, runs }: Subject): void {
  describe(`the store contract on ${name}`, () => {
    let store: Store;
    let made = 0;
    const fresh = async (docs: readonly Paper[] = []): Promise<Collection<Paper>> => {
      const collection = await store.collection(papers(`papers${++made}`));
      await collection.insertMany(docs);
      return collection;
    };
    const twin = async (): Promise<{
      readonly second: Collection<Paper>;
      readonly close: () => Promise<void>;
    }> => {
      const other = lasting ? await open() : store;
      return {
        second: await other.collection(papers(`papers${made}`)),
        close: async () => (lasting ? other.close() : undefined),
      };
    };
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('gives back a document as it was stored', async () => {
      const content = {
        name: 'Nguyễn Thị Ánh 👶',
        nothing: null,
        empty: ['', {}],
        arrays: complete ? [[1, [2]], []] : [],
        numbers: [0.1, -7, 2 ** 53 - 1, 1e300],
        text: 'line\nzero\0"quote"',
      };
      const collection = await fresh([{ id: 'a', version: 1, content }]);
      expect(await collection.get('a')).toEqual({ id: 'a', version: 1, content });
    });

    it('answers undefined for an id that is not there', async () => {
      const collection = await fresh([{ id: 'a', version: 1 }]);
      expect(await collection.get('A')).toBeUndefined();
      expect(await collection.get('')).toBeUndefined();
    });

    it('finds thousands of ids in one batch and leaves out those that are not there', async () => {
      const docs = Array.from({ length: 1200 }, (_, n) => ({ id: `d${n}`, version: 1 }));
      const collection = await fresh(docs);
      const found = await collection.getMany(['d7', 'none', 'd7', ...docs.map(({ id }) => id)]);
      expect(found.size).toBe(1200);
      expect(found.get('d1199')).toEqual({ id: 'd1199', version: 1 });
      expect(await collection.getMany([])).toEqual(new Map());
    });

    it('refuses a second document with the same id and keeps the first', async () => {
      const collection = await fresh([{ id: 'a', version: 1, content: 'first' }]);
      await expect(collection.insert({ id: 'a', version: 1, content: 'second' })).rejects.toThrow(
        DuplicateError,
      );
      expect(await collection.get('a')).toMatchObject({ content: 'first' });
    });

    it('stops a bulk load at the first refused document: those before it are stored, those after are not', async () => {
      const docs = Array.from({ length: 300 }, (_, n) => ({
        id: `d${n}`,
        version: 1,
        number: `n${n % 250}`,
      }));
      const collection = await fresh();
      await expect(collection.insertMany(docs)).rejects.toThrow(DuplicateError);
      expect(await collection.count()).toBe(250);
      expect(
        (await collection.find({ index: 'byNumber', equals: ['n0'], limit: 9 })).map(({ id }) => id),
      ).toEqual(['d0']);
    });

    it.skipIf(!complete)('holds a unique index for each element of an array', async () => {
      const collection = await store.collection<Paper>({
        name: `papers${++made}`,
        indexes: [{ name: 'byCode', fields: ['codes.value'], unique: true }],
      });
      await collection.insert({
        id: 'a',
        version: 1,
        codes: [{ value: 'x' }, { value: 'y' }, { value: 'x' }],
      });
      await expect(collection.insert({ id: 'b', version: 1, codes: [{ value: 'y' }] })).rejects.toThrow(
        DuplicateError,
      );
      await collection.insert({ id: 'c', version: 1, codes: [] });
      await collection.insert({ id: 'd', version: 1, codes: [] });
      expect(await collection.count()).toBe(3);
    });

    it.each(['asc', 'desc'] as const)(
      'pages through an index (%s) without missing or doubling a row',
      async (order) => {
        const docs = Array.from({ length: 90 }, (_, n): Paper => {
          const issuedOn = n % 7 === 0 ? {} : { issuedOn: `2026-0${1 + (n % 3)}-01` };
          return {
            id: `d${(n * 37) % 90}`,
            version: 1,
            citizenId: n < 80 ? 'c1' : 'c2',
            rank: n % 4,
            ...issuedOn,
          };
        });
        const collection = await fresh(docs);
        const spec = papers('any');
        const range: Range = { index: 'byCitizen', equals: ['c1'], limit: 7, order };
        const naive = new NaiveCollection(spec);
        await naive.insertMany(docs);
        const rows: Paper[] = [];
        for (let after: Position | undefined; rows.length <= 80;) {
          const page = await collection.find(after === undefined ? range : { ...range, after });
          const last = page.at(-1);
          rows.push(...page);
          if (last === undefined) break;
          after = positionOf(spec, range, last);
        }
        expect(rows).toEqual(await naive.find({ ...range, limit: 100 }));
      },
    );

    it('answers a batch of keys like one query for each, also when they have very many rows', async () => {
      const docs = Array.from({ length: 1500 }, (_, n): Paper => ({
        id: `d${n}`,
        version: 1,
        citizenId: `c${n % 3}`,
        rank: n,
      }));
      const collection = await fresh(docs);
      for (const keys of [['c0', 'none', 'c2', 'c0'], ['none'], []]) {
        const ranges = keys.map((key): Range => ({
          index: 'byCitizen',
          equals: [key],
          limit: 4,
          order: 'desc',
        }));
        expect(await collection.findEach(ranges)).toEqual(
          await Promise.all(ranges.map((range) => collection.find(range))),
        );
      }
    });

    it('refuses queries that no index answers and documents that an index cannot take', async () => {
      const collection = await fresh();
      const good: Range = { index: 'byCitizen', equals: ['c1'], limit: 1 };
      const bad: readonly Range[] = [
        { ...good, index: 'none' },
        { ...good, equals: ['c1', '', 1, 2] },
        { ...good, after: ['2026-01-01'] },
        { ...good, limit: 0 },
        { ...good, limit: 1.5 },
        { ...good, limit: 10_001 },
      ];
      for (const range of bad) {
        await expect(collection.find(range)).rejects.toThrow(RangeError);
        await expect(collection.findEach([range])).rejects.toThrow(RangeError);
      }
      await expect(collection.findEach([good, { ...good, limit: 2 }])).rejects.toThrow(RangeError);
      const wrong: readonly object[] = [
        { id: '' },
        { id: '\ud800' },
        { version: 0 },
        { number: '\ud800' },
        { rank: Number.NaN },
        { citizenId: { nested: true } },
        { codes: [[{ value: 'x' }]] },
      ];
      for (const fields of wrong) {
        await expect(collection.insert({ id: 'a', version: 1, ...fields } as Paper)).rejects.toThrow(
          TypeError,
        );
      }
      expect(await collection.count()).toBe(0);
    });

    it('lets exactly one of 50 parallel writers win each version', async () => {
      const first = await fresh([{ id: 'a', version: 1, rank: 0 }]);
      const { second, close } = await twin();
      for (let version = 1; version <= 3; version++) {
        const tries = Array.from({ length: 50 }, (_, n) =>
          (n % 2 === 0 ? first : second).replace({ id: 'a', version, rank: n }),
        );
        const results = await Promise.allSettled(tries);
        const won = results.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
        const lost = results.filter((result) => result.status === 'rejected');
        expect(won).toHaveLength(1);
        expect(lost.every(({ reason }) => reason instanceof ConflictError)).toBe(true);
        expect(await second.get('a')).toEqual(won[0]);
        expect(won[0]?.version).toBe(version + 1);
      }
      await close();
    });

    it('loses no update when 20 writers read, change and try again', async () => {
      const first = await fresh([{ id: 'a', version: 1, rank: 0 }]);
      const { second, close } = await twin();
      const add = async (collection: Collection<Paper>): Promise<void> => {
        for (;;) {
          const read = await collection.get('a');
          if (read === undefined) throw new Error('the document is gone');
          try {
            await collection.replace({ ...read, rank: (read.rank ?? 0) + 1 });
            return;
          } catch (error) {
            if (!(error instanceof ConflictError)) throw error;
          }
        }
      };
      await Promise.all(Array.from({ length: 20 }, (_, n) => add(n % 2 === 0 ? first : second)));
      expect(await first.get('a')).toEqual({ id: 'a', version: 21, rank: 20 });
      await close();
    });

    it('lets exactly one of 30 parallel inserts take an id or a unique value', async () => {
      const first = await fresh();
      const { second, close } = await twin();
      const tries = Array.from({ length: 30 }, (_, n) =>
        (n % 2 === 0 ? first : second).insert({ id: n < 15 ? 'same' : `d${n}`, version: 1, number: '1' }),
      );
      const results = await Promise.allSettled(tries);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await first.count()).toBe(1);
      await close();
    });

    it('answers any history of operations as the plainest of stores does', async () => {
      const step = fc.oneof(
        fc.record({ does: fc.constant('insert' as const), doc: anyPaper }),
        fc.record({ does: fc.constant('insertMany' as const), docs: fc.array(anyPaper, { maxLength: 5 }) }),
        fc.record({
          does: fc.constant('replace' as const),
          doc: anyPaper,
          version: fc.integer({ min: 1, max: 3 }),
        }),
        fc.record({ does: fc.constant('getMany' as const), ids: fc.array(anyId) }),
        fc.record({ does: fc.constant('find' as const), range: anyRange }),
        fc.record({ does: fc.constant('findEach' as const), range: anyRange, others: fc.array(anyRange) }),
      );
      const take = (
        collection: Collection<Paper>,
        next: typeof step extends fc.Arbitrary<infer S> ? S : never,
      ) => {
        if (next.does === 'insert') return collection.insert(next.doc);
        if (next.does === 'insertMany') return collection.insertMany(next.docs);
        if (next.does === 'replace') return collection.replace({ ...next.doc, version: next.version });
        if (next.does === 'getMany') return collection.getMany(next.ids);
        if (next.does === 'find') return collection.find(next.range);
        const { range, others } = next;
        const alike = others.filter(
          ({ index, equals }) => index === range.index && equals.length === range.equals.length,
        );
        return collection.findEach([range, ...alike.map(({ equals }) => ({ ...range, equals }))]);
      };
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const collection = await fresh();
          const naive = new NaiveCollection(papers('any'));
          for (const next of steps) {
            const expected = await take(naive, next).catch((error: Error) => error.name);
            const actual = await take(collection, next).catch((error: Error) => error.name);
            expect(actual).toEqual(expected);
          }
          expect(await collection.count()).toBe(await naive.count());
        }),
        { numRuns: runs },
      );
    });

    it.skipIf(!lasting)('has all documents and indexes after it was closed and opened again', async () => {
      const collection = await fresh([{ id: 'a', version: 1, citizenId: 'c1' }]);
      const updated = await collection.replace({ id: 'a', version: 1, citizenId: 'c2', number: '1' });
      await store.close();
      await expect(collection.get('a')).rejects.toThrow(/closed/);
      await expect(collection.insert({ id: 'b', version: 1 })).rejects.toThrow(/closed/);
      store = await open();
      const again = await store.collection(papers(`papers${made}`));
      expect(await again.find({ index: 'byCitizen', equals: ['c1'], limit: 2 })).toEqual([]);
      expect(await again.find({ index: 'byCitizen', equals: ['c2'], limit: 2 })).toEqual([updated]);
      await expect(again.insert({ id: 'b', version: 1, number: '1' })).rejects.toThrow(DuplicateError);
    });

    it('keeps a document until its end, for every process', async () => {
      const spec = { name: `ending${++made}`, indexes: [], expires: true } satisfies CollectionSpec<Expiring>;
      const first = await store.collection<Expiring>(spec);
      const other = lasting ? await open() : store;
      const second = await other.collection<Expiring>(spec);
      const doc = { id: 'a', version: 1, expiresAt: Date.now() + 3_600_000 };
      await first.insert(doc);
      await expect(second.insert(doc)).rejects.toThrow(DuplicateError);
      expect(await second.get('a')).toEqual(doc);
      await expect(second.insert({ id: 'b', version: 1 } as Expiring)).rejects.toThrow(TypeError);
      if (lasting) await other.close();
    });

    it('gives the same collection when asked twice', async () => {
      const collection = await fresh([{ id: 'a', version: 1 }]);
      const again = await store.collection(papers(`papers${made}`));
      expect(await again.get('a')).toEqual(await collection.get('a'));
    });
  });
}
