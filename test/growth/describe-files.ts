import { stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { agencies } from '../../start/start-hub.ts';

/**
 * How large the files of a world are, and, where asked for, how many levels its trees have: a question reads a page of each level.
 *
 * @param withLevels reads every page of every file
 */
export async function describeFiles(pathOf: (name: string) => string, withLevels: boolean): Promise<string> {
  const paths = agencies.map(pathOf);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6;
  const told = `${megabytes.toFixed(0)} MB in files`;
  return withLevels ? `${told}, trees of up to ${Math.max(...paths.map(mostLevels))} levels` : told;
}

/** The path of a page names its parents; overflow pages of a long document are marked by a plus. */
function mostLevels(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const levels = `SELECT max(length(path) - length(replace(path, '/', ''))) AS most FROM dbstat WHERE instr(path, '+') = 0`;
  const most = Number(db.prepare(levels).get()?.['most']);
  db.close();
  return most;
}
