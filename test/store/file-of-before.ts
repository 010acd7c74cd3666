import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';

/** Opens a file as programs made it that knew format 1; makes it where it is missing. */
export async function openAsBefore(path: string): Promise<Store> {
  if (!existsSync(path)) {
    await (await openStore({ uri: `file:${path}` })).close();
    inFile(path, (db) => db.exec(`UPDATE meta SET value = '1' WHERE name = 'format'`));
  }
  return openStore({ uri: `file:${path}` });
}

/** Looks into a store, or changes it, past the store itself. */
export function inFile<R>(path: string, act: (db: DatabaseSync) => R): R {
  const db = new DatabaseSync(path);
  const result = act(db);
  db.close();
  return result;
}
