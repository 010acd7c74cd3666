import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { processStart } from './process-start.ts';

/** Tokens of the locks that this process holds: its own number alone does not say so, a container starts again with the same. */
const held = new Set<string>();

interface Holder {
  readonly host: string;
  readonly process: number;
  readonly token: string;
  /** When its process began; not in the locks of gateways before, nor where the system does not say. */
  readonly started?: string | undefined;
}

/**
 * Takes the lock that makes this process the only writer of a folder. That of a process that has ended is taken over.
 *
 * @returns lets go of it
 * @throws Error that says who holds it
 */
export async function lockSegment(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'writer.lock');
  const mine: Holder = {
    host: hostname(),
    process: process.pid,
    token: randomUUID(),
    started: await processStart(process.pid),
  };
  const take = () => writeFile(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  await take().catch(async (error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const holder = await readHolder(path);
    if (holder !== undefined && (await isAlive(holder))) {
      throw new Error(
        `process ${holder.process} on ${holder.host} writes there; give each gateway a name of its own, or delete ${path} if that process has ended`,
      );
    }
    await rm(path, { force: true });
    await take();
  });
  held.add(mine.token);
  return async () => {
    held.delete(mine.token);
    if ((await readHolder(path))?.token === mine.token) await rm(path, { force: true });
  };
}

/** Undefined for a lock that was being written when its process ended. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Of another machine nothing can be known. A number is given again, to a thread as well, and says nothing alone. */
async function isAlive({ host, process: id, token, started }: Holder): Promise<boolean> {
  if (host !== hostname()) return true;
  if (id === process.pid) return held.has(token);
  const found = started === undefined ? undefined : await processStart(id);
  if (found !== undefined && found !== started) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
