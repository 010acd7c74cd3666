import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { processStart } from './process-start.ts';

/** Tokens of the locks that this process holds: its own number alone does not say so, a container starts again with the same. */
const held = new Set<string>();

/** What the systems answer to who asks for a link where there are none. */
const withoutLinks: ReadonlySet<unknown> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

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
  // Before it is taken: another start in this very process must not take it for one that was left behind.
  held.add(mine.token);
  await takeLock(path, mine).catch((error: unknown) => {
    held.delete(mine.token);
    throw error;
  });
  return async () => {
    try {
      const holder = await readHolder(path);
      if (typeof holder === 'object' && holder.token === mine.token) await rm(path, { force: true });
    } finally {
      // Not before: another start in this process would take the lock over, and what is removed would be its own.
      held.delete(mine.token);
    }
  };
}

/**
 * Of those who find a lock that was left behind one takes it over: whoever has a lock of its own for that, and finds it left
 * behind still. Were it removed and taken anew, the second to come would remove what the first has taken.
 */
async function takeLock(path: string, mine: Holder): Promise<void> {
  if (await writeWhole(path, mine, linkUnlessTaken)) return;
  if (await isLeftBehind(path)) {
    const takingOver = `${path}.over`;
    await takeLock(takingOver, mine);
    try {
      if (await isLeftBehind(path)) {
        await writeWhole(path, mine, rename);
        return;
      }
    } finally {
      await rm(takingOver, { force: true });
    }
  }
  // It was let go meanwhile: whoever is first has it.
  await takeLock(path, mine);
}

/** @returns false when there is no lock any more @throws Error when the process that holds it is alive */
async function isLeftBehind(path: string): Promise<boolean> {
  const holder = await readHolder(path);
  if (holder === undefined) return false;
  if (holder === 'torn' || !(await isAlive(holder))) return true;
  throw new Error(
    `process ${holder.process} on ${holder.host} writes there; give each gateway a name of its own, or delete ${path} if that process has ended`,
  );
}

/**
 * Nobody ever reads half a lock: it gets its name when it is whole.
 *
 * @param give its name to a file: `linkUnlessTaken` leaves a lock that is there, `rename` takes its place
 * @returns false when one is there
 */
async function writeWhole(
  path: string,
  mine: Holder,
  give: (from: string, to: string) => Promise<void>,
): Promise<boolean> {
  const whole = `${path}.${mine.token}`;
  try {
    await writeFile(whole, JSON.stringify(mine), { mode: 0o600 });
    await give(whole, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(whole, { force: true });
  }
}

/** @throws Error that says so where the file system knows no hard links */
async function linkUnlessTaken(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && withoutLinks.has(error.code))) throw error;
    throw new Error(
      `the file system of ${dirname(to)} has no hard links (${String(error.code)}), without which two gateways could both take the lock; keep the log in a folder on another one, or in a store`,
      { cause: error },
    );
  }
}

/** Undefined where there is no lock; torn is one that names no holder: it was being written when its process, or the machine, ended. */
async function readHolder(path: string): Promise<Holder | 'torn' | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : 'torn';
  } catch {
    return 'torn';
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  const { host, process: id, token } = value as Readonly<Record<string, unknown>>;
  return typeof host === 'string' && Number.isSafeInteger(id) && typeof token === 'string';
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
