import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readPolicyTexts } from '../policy/load-policy.ts';
import { PolicyError } from '../policy/policy-error.ts';
import { agreementsFile } from './agreement.ts';
import { breakingChangesFile } from '../shape-diff/agreed-break.ts';
import { BadInput } from './bad-input.ts';
import type { SideTexts } from './side-texts.ts';

const run = promisify(execFile);
const supergraphFile = 'schema/supergraph.graphql';

/**
 * Reads one side: a folder that holds a checkout, or else a Git revision of the repository at `cwd`. The work tree is
 * not touched: a revision is unpacked elsewhere.
 *
 * @throws BadInput
 */
export async function readSide(name: string, cwd: string): Promise<SideTexts> {
  try {
    const folder = resolve(cwd, name);
    return (await isFolder(folder)) ? await readFolder(folder) : await readRevision(name, cwd);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new BadInput(`${name}: ${firstOf(error.problems)}`);
  }
}

/** One line of several problems. */
export function firstOf([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} (and ${others.length} more)`;
}

async function readFolder(folder: string): Promise<SideTexts> {
  const policy = await readPolicyTexts(folder);
  const supergraph = await textOf(join(folder, supergraphFile));
  if (supergraph === undefined) {
    throw new PolicyError([`${supergraphFile}: cannot be read: run npm run compose there`]);
  }
  // Sides from before there was such a file are compared too.
  return {
    policy,
    supergraph,
    loosenings: (await textOf(join(folder, agreementsFile))) ?? '',
    breakingChanges: (await textOf(join(folder, breakingChangesFile))) ?? '',
  };
}

async function readRevision(name: string, cwd: string): Promise<SideTexts> {
  const commit = await git(cwd, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  if (commit === undefined) {
    throw new BadInput(
      `${name} is neither a folder nor a revision that Git knows here: correct it or fetch it.`,
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'policy-diff-'));
  try {
    const archive = join(folder, 'schema.tar');
    const packed = await git(cwd, 'archive', '--format=tar', `--output=${archive}`, commit, 'schema');
    if (packed === undefined) throw new BadInput(`${name} has no folder schema: name a later revision.`);
    await run('tar', ['-xf', archive, '-C', folder]);
    return await readFolder(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What Git says, or undefined where it fails. */
async function git(cwd: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    return (await run('git', args, { cwd })).stdout.trim();
  } catch {
    return undefined;
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
