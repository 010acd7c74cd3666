import { stat } from 'node:fs/promises';
import { agencies } from '../../start/start-hub.ts';
import { treeSizes } from './tree-sizes.ts';

/**
 * How large the files of a world are, and, where asked for, how many pages each level of their large trees has: a question reads a page of each
 * that is not in memory.
 */
export async function describeFiles(pathOf: (name: string) => string, withLevels: boolean): Promise<string> {
  const paths = agencies.map(pathOf);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6;
  const told = `${megabytes.toFixed(0)} MB in files`;
  return withLevels ? `${told}${paths.flatMap(largeTrees).join('')}` : told;
}

/** Those whose upper levels are more than a page. */
function largeTrees(path: string): readonly string[] {
  const large = treeSizes(path).filter(({ levels }) => levels.length > 2);
  return large.map(({ name, levels }) => `\n  ${name}: ${levels.join(', ')} pages`);
}
