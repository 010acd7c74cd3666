import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What the tests of the rules need of the repository. */
const parts = ['package.json', 'tsconfig.json', 'schema', 'subgraphs', 'test/subgraphs/vss'];

/** A copy of the rules and their tests in which files may be changed. */
export interface ScratchCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Makes the copy; the libraries are those of the repository. */
export async function makeScratchCopy(): Promise<ScratchCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'mutants-'));
  for (const part of parts) await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
