import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { defaultDay } from '../world/generate-world.ts';
import { loadWorld } from '../world/load-world.ts';
import { worldCollections, type WorldAgency, type WorldStores } from '../world/world-record.ts';
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
