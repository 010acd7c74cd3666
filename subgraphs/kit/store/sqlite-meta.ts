import type { DatabaseSync } from 'node:sqlite';

/** What a file says of itself under a name: its format, and of each collection its owner, shelf and indexes. */
export function metaOf(db: DatabaseSync, name: string): string | undefined {
  const row = db.prepare('SELECT value FROM meta WHERE name = ?').get(name);
  return row && String(row['value']);
}

export function noteMeta(db: DatabaseSync, name: string, value: string): void {
  db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(name, value);
}
