import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openClientFolder, type ClientFolder } from '../../gateway/identity/clients/client-folder.ts';
import type { FollowOptions } from '../../gateway/identity/clients/follow-folder.ts';
import type { WatchTree } from '../../gateway/identity/clients/watch-tree.ts';
import { clientsFolder, readRegisters } from './registers.ts';

/** How long a change may take to be noticed, at the most. */
const vocabulary = await readRegisters();

let base: string;
let folder: string;
let open: ClientFolder | undefined;
let told: string[];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'replaced-'));
  folder = join(base, 'clients');
  told = [];
});
afterEach(async () => {
  open?.close();
  open = undefined;
  await rm(base, { recursive: true });
});

async function follow(options: FollowOptions = {}): Promise<void> {
  const tell = (mistakes: readonly string[]) => told.push(...mistakes);
  open = await openClientFolder({ folder, vocabulary }, tell, { lookEvery: 20, ...options });
}

/** Writes a whole folder of clients, in which one asks so often. */
async function writeFolder(path: string, perMinute: number): Promise<void> {
  await cp(clientsFolder, path, { recursive: true });
  await setQuota(path, perMinute);
}

async function setQuota(path: string, perMinute: number): Promise<void> {
  const file = join(path, 'hub-audit.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/perMinute: \d+/, `perMinute: ${perMinute}`));
}

const quota = () => open?.current().get('hub-audit')?.quota.perMinute;

/** Puts a link in the place of another one in one step. */
async function link(target: string, path: string): Promise<void> {
  await symlink(target, `${path}.next`);
  await rename(`${path}.next`, path);
}

describe('another folder of clients in the place of the first is taken over:', () => {
  test('by a rename, and what is changed in it then', async () => {
    await writeFolder(folder, 61);
    await writeFolder(join(base, 'next'), 62);
    await follow();
    await rename(folder, join(base, 'before'));
    await rename(join(base, 'next'), folder);
    await expect.poll(quota).toBe(62);
    await setQuota(folder, 63);
    await expect.poll(quota).toBe(63);
  });

  test('by a link to it, and what is changed in it then', async () => {
    await writeFolder(join(base, 'one'), 61);
    await writeFolder(join(base, 'two'), 62);
    await link('one', folder);
    await follow();
    await link('two', folder);
    await expect.poll(quota).toBe(62);
    await setQuota(join(base, 'two'), 63);
    await expect.poll(quota).toBe(63);
  });

  test('by a link inside of it, as Kubernetes mounts a ConfigMap', async () => {
    await writeFolder(join(base, 'one'), 61);
    await writeFolder(join(base, 'two'), 62);
    await mkdir(folder);
    await link('../one', join(folder, '..data'));
    await symlink('..data/hub-audit.yaml', join(folder, 'hub-audit.yaml'));
    await symlink('..data/operations', join(folder, 'operations'));
    await follow();
    await link('../two', join(folder, '..data'));
    await expect.poll(quota).toBe(62);
  });
});

describe('where the system does not tell of changes', () => {
  const full = Object.assign(new Error('no watches are left'), { code: 'ENOSPC' });

  test('that is told once, and changes are found all the same', async () => {
    await writeFolder(folder, 61);
    await follow({
      watchTree: () => {
        throw full;
      },
    });
    for (const perMinute of [62, 63]) {
      await setQuota(folder, perMinute);
      await expect.poll(quota).toBe(perMinute);
    }
    expect(told).toEqual([expect.stringContaining('cannot be watched (ENOSPC)')]);
  });

  test('and it is asked again to tell', async () => {
    await writeFolder(folder, 61);
    const asked: Parameters<WatchTree>[] = [];
    let ended = 0;
    const watchTree: WatchTree = (...watch) => {
      asked.push(watch);
      return () => ended++;
    };
    await follow({ watchTree });
    const [[, , failed] = []] = asked;
    failed?.(full);
    expect([ended, told.length]).toEqual([1, 1]);
    await expect.poll(() => asked.length).toBe(2);
    await setQuota(folder, 62);
    await expect.poll(quota).toBe(62);
  });
});
