import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { contributions } from '../../subgraphs/vss/collections.ts';
import { defaultDay } from '../world/generate-world.ts';
import { loadWorld } from '../world/load-world.ts';
import { worldCollections, type WorldAgency, type WorldStores } from '../world/world-record.ts';
import { addCopies, idOfCopy } from './copies.ts';
import { fillWorld } from './fill-world.ts';

const agencies = Object.keys(worldCollections) as readonly WorldAgency[];
const world = { seed: 'loading', population: 100, asOf: defaultDay };
const folder = mkdtempSync(join(tmpdir(), 'loading-'));
const pathOf = (way: string) => (agency: string) => join(folder, way, `${agency}.db`);
const uriOf = (way: string) => (agency: string) => `file:${pathOf(way)(agency)}`;

beforeAll(async () => {
  await fillWorld(uriOf('bulk'), world);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('fills files in bulk with the rows and index entries that the store itself writes', async () => {
  const opened = await Promise.all(
    agencies.map(async (agency) => [agency, await openStore({ uri: uriOf('store')(agency) })] as const),
  );
  await loadWorld(Object.fromEntries(opened) as unknown as WorldStores, world);
  for (const [agency, store] of opened) {
    await store.close();
    const [bulk, usual] = [rowsIn(pathOf('bulk')(agency)), rowsIn(pathOf('store')(agency))];
    expect([...bulk.keys()]).toEqual([...usual.keys()]);
    const others = [...usual].filter(([table, rows]) => bulk.get(table)?.equals(rows) !== true);
    expect(others.map(([table]) => `${agency}, ${table}`)).toEqual([]);
  }
});

it('adds copies that are found by id and by index, as what they were made of', async () => {
  const before = await openStore({ uri: uriOf('bulk')('vss') });
  const spellsBefore = await (await before.collection(contributions)).count();
  await before.close();
  await addCopies(pathOf('bulk'), 4_000);
  const population = await openStore({ uri: uriOf('bulk')('population') });
  const vss = await openStore({ uri: uriOf('bulk')('vss') });
  const people = await population.collection(citizens);
  const spells = await vss.collection(contributions);
  expect(await people.count()).toBeGreaterThanOrEqual(4_000);
  // Each document as many times as every other: no copy is copied.
  const ofEach = Math.ceil(4_000 / spellsBefore);
  expect(await spells.count()).toBe(ofEach * spellsBefore);
  const [insured] = await spells.find({ index: 'byCitizen', equals: [], limit: 1 });
  const [own, copied] = [insured?.citizenId ?? '', idOfCopy(insured?.citizenId ?? '', 1)];
  expect((await people.get(copied))?.nameParts).toEqual((await people.get(own))?.nameParts);
  expect((await people.get(copied))?.nameParts).toBeDefined();
  await population.close();
  await vss.close();
});

/** Every table of a file with all its rows. */
function rowsIn(path: string): ReadonlyMap<string, Buffer> {
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  const rows = tables.map(({ name }) => {
    const all = db.prepare(`SELECT * FROM "${String(name)}"`).all();
    return [String(name), Buffer.from(JSON.stringify(all))] as const;
  });
  db.close();
  return new Map(rows);
}
