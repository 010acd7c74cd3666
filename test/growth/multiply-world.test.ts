import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { claims } from '../../subgraphs/vss/collections.ts';
import { defaultDay } from '../world/generate-world.ts';
import { worldCollections, type WorldAgency } from '../world/world-record.ts';
import { idOfCopy } from './copies.ts';
import { fillWorld } from './fill-world.ts';
import { multiplyWorld } from './multiply-world.ts';

const agencies = Object.keys(worldCollections) as readonly WorldAgency[];
const folder = mkdtempSync(join(tmpdir(), 'multiply-'));
const pathIn = (way: string) => (agency: string) => join(folder, way, `${agency}.db`);
const uriIn = (way: string) => (agency: string) => `file:${pathIn(way)(agency)}`;
/** What is there for each copy: collections, and the tables of these and of their numbers. */
const collections = [
  'birthRegistrations',
  'citizens',
  'claims',
  'contributions',
  'insuredPersons',
  'medicalDocuments',
];
const tables = ['birthRegistrations', 'citizens', 'claims:byNumber', 'medicalDocuments', 'shelf:insured'];

beforeAll(async () => {
  await fillWorld(uriIn('single'), { seed: 'multiply', population: 150, asOf: defaultDay });
  await multiplyWorld(pathIn('single'), pathIn('threefold'), 3, true);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('writes the copies into the rows and entries that the store itself would give them', async () => {
  mkdirSync(join(folder, 'usual'));
  for (const agency of agencies) {
    const [made, usual] = [pathIn('threefold')(agency), pathIn('usual')(agency)];
    copyFileSync(pathIn('single')(agency), usual);
    const store = await openStore({ uri: `file:${usual}` });
    for (const spec of Object.values<CollectionSpec<Stored>>(worldCollections[agency])) {
      if (!collections.includes(spec.name)) continue;
      const known = new Set(documentsIn(usual, spec.name).map(({ id }) => id));
      // Without the indexes that copies are not in: some of these would refuse them, as personal numbers and codes of papers are the same.
      const indexes = spec.indexes.filter(({ name }) => name === 'byNumber');
      const copies = documentsIn(made, spec.name).filter(({ id }) => !known.has(id));
      expect([spec.name, copies.length]).toEqual([spec.name, 2 * known.size]);
      await (await store.collection({ ...spec, indexes })).insertMany(copies);
    }
    await store.close();
    for (const table of tables)
      expect({ table, rows: rowsIn(made, table) }).toEqual({ table, rows: rowsIn(usual, table) });
  }
});

it('leaves all other tables, and the whole of the first copy, as they were', () => {
  for (const agency of agencies) {
    const [made, single] = [pathIn('threefold')(agency), pathIn('single')(agency)];
    expect(tablesIn(made)).toEqual(tablesIn(single));
    for (const table of tablesIn(single)) {
      const before = new Set(rowsIn(single, table));
      const after = rowsIn(made, table);
      const kept = after.filter((row) => before.has(row)).length;
      const expected = { table, kept: before.size, all: before.size * (tables.includes(table) ? 3 : 1) };
      expect({ table, kept, all: after.length }).toEqual(expected);
    }
  }
});

it('gives a copy of a person the papers, contributions and claims of that copy, found by the store', async () => {
  const [vss, population] = await Promise.all(
    ['vss', 'population'].map((agency) => openStore({ uri: `file:${pathIn('threefold')(agency)}` })),
  );
  if (!vss || !population) throw new Error('Both are opened.');
  const [claim] = await (
    await vss.collection(claims)
  ).find({ index: 'byOfficeAndState', equals: [], limit: 1 });
  const claimant = idOfCopy(claim?.claimantId ?? '', 2);
  const own = { index: 'byClaimant', equals: [claimant], limit: 20 };
  const [copied] = await (await vss.collection(claims)).find(own);
  expect(copied?.claimantId).toBe(claimant);
  expect((await (await population.collection(citizens)).get(claimant))?.id).toBe(claimant);
  await Promise.all([vss.close(), population.close()]);
});

function documentsIn(path: string, collection: string): readonly Stored[] {
  const bodies = select(path, `SELECT body FROM "${collection}" ORDER BY row`);
  return bodies.map(({ body }) => JSON.parse(String(body)) as Stored);
}

function tablesIn(path: string): readonly string[] {
  const names = select(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  return names.map(({ name }) => String(name));
}

/** The rows of a table, none where the agency has no such table. */
function rowsIn(path: string, table: string): readonly string[] {
  if (!tablesIn(path).includes(table)) return [];
  return select(path, `SELECT * FROM "${table}"`).map((row) => JSON.stringify(row));
}

function select(path: string, statement: string) {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return db.prepare(statement).all();
  } finally {
    db.close();
  }
}
