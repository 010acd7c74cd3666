import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCompose } from '../compose-command.ts';
import { BadInput } from './bad-input.ts';

/**
 * Refuses a folder of which the SDL is not what its supergraph was composed from: a comparison of the supergraph would miss
 * the change. Only the new side, and not revisions: what was committed, the check of its own commit has composed.
 *
 * @throws BadInput that says what to run
 */
export function requireComposed(name: string, cwd: string): void {
  const root = resolve(cwd, name);
  // A folder with the texts alone, as the hub keeps them, has no SDL that could differ.
  if (!existsSync(join(root, 'rover.yaml'))) return;
  const { exitCode, lines } = runCompose({ root, args: ['--check'], env: {} });
  if (exitCode === 0) return;
  const [first = ''] = lines;
  throw new BadInput(
    `${name}: its SDL and its supergraph are not of one piece: run npm run compose there. ${first}`,
  );
}
