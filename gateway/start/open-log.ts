import { rename } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { within } from '../../subgraphs/kit/within.ts';
import { StoreError, StoreVersionError } from '../../subgraphs/kit/store/store-errors.ts';
import type { DisclosureLog, KeptEntries } from '../log/disclosure-log.ts';
import { openFileLog, type FileLogOptions } from '../log/file-log.ts';
import { tellingLines } from '../log/telling-lines.ts';
import { memoryLog } from '../log/memory-log.ts';
import { openLogIndex } from '../log/index/log-index.ts';
import { newestHeads } from '../log/witness/newest-heads.ts';
import { openSegmentLog, type SegmentLog, type SegmentLogOptions } from '../log/segment-log.ts';
import { fileSegments } from '../log/segment/file-segment.ts';
import { openStoreSegment, storeSegments } from '../log/segment/store-segment.ts';
import { signReport } from '../report/sign-report.ts';
import { developmentLogKey, passingLogKey, readLogKeys } from './files/log-key-file.ts';
import { readNamedFile, type ReadNamed } from '../cli/read-file.ts';
import { UsageError } from '../../subgraphs/kit/command/usage-error.ts';

/** Where the disclosure log is kept. */
export interface LogOptions {
  /** A folder, or the URI of a store; in memory if undefined. */
  readonly place: string | undefined;
  /** File with the private key of the log; if undefined, one for development is made. */
  readonly keyFile: string | undefined;
  /** Name of this gateway in the log; the machine's name if undefined. */
  readonly gateway: string | undefined;
  /** Addresses to which each signed head is posted. */
  readonly witnesses?: readonly string[];
  /** At the latest this long after a head they are sent the next one; milliseconds, an hour if left out. */
  readonly attestEvery?: number;
}

/** Also the name of a folder, and of a member in each line: nothing in it means anything there. */
const nameForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** Whether a log is kept in a store, and not in a folder. */
export function isInStore(place: string): boolean {
  return /^(memory|file|mongodb(\+srv)?):/.test(place);
}

/**
 * Opens the disclosure log of this gateway.
 *
 * @param tell is given a line about everything that the operator should know
 * @param read reads the file of its key
 * @param follow is told of what a log in memory has not: its signed heads, and the lines that are read before it is open
 * @throws UsageError, StoreError
 */
export async function openLog(
  { place, ...options }: LogOptions,
  tell: (line: string) => void,
  read: ReadNamed,
  follow: FollowedLog = {},
): Promise<DisclosureLog> {
  return place === undefined ? memoryLog() : openKeptLog({ place, ...options }, tell, read, follow);
}

type FollowedLog = Pick<FileLogOptions, 'onHead' | 'onRead'>;

type OpenedOptions = SegmentLogOptions & FollowedLog;

/** A log that can be read again. */
export interface KeptLog extends SegmentLog {
  readonly kept: KeptEntries;
}

/** The same for a log that has a place. */
export async function openKeptLog(
  { place, keyFile, gateway = hostname(), attestEvery }: LogOptions & { readonly place: string },
  tell: (line: string) => void,
  read: ReadNamed = readNamedFile,
  follow: FollowedLog = {},
): Promise<KeptLog> {
  if (!nameForm.test(gateway)) {
    throw new UsageError('--gateway-name must be letters, digits, ".", "_" or "-", 63 at most.');
  }
  const given = keyFile === undefined ? undefined : await readLogKeys(keyFile, read);
  try {
    if (isInStore(place)) {
      const keys = given ?? { key: await passingLogKey() };
      return await openStoreLog(place, gateway, { ...keys, attestEvery, tell, ...follow });
    }
    const keys = given ?? { key: await developmentLogKey(join(place, gateway, 'log-key.json')) };
    return await openFolderLog(place, gateway, { ...keys, attestEvery, tell, ...follow });
  } catch (error) {
    if (error instanceof StoreError) throw error;
    // Of a store not its URI: it may hold a password.
    const where = isInStore(place) ? '--log' : `--log ${place}`;
    throw new UsageError(`${where}: ${error instanceof Error ? error.message : 'it cannot be opened'}`);
  }
}

/** The store is this log's alone, and keeps its index too. */
async function openStoreLog(uri: string, gateway: string, options: OpenedOptions): Promise<KeptLog> {
  const store = await openStore({ uri });
  let stop = async () => {};
  const close = async () => {
    await stop();
    await store.close();
  };
  try {
    const segment = tellingLines(await openStoreSegment(store, gateway), options.onRead);
    const log = await openSegmentLog({ ...segment, close }, options);
    const kept = await openKept(store, () => storeSegments(store), options);
    stop = endReading(kept, options);
    return { ...log, kept };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The index lies beside what this gateway writes: it is its own, and speaks of what all of them write. */
async function openFolderLog(folder: string, gateway: string, options: OpenedOptions): Promise<KeptLog> {
  const log = await openFileLog({ folder, gateway, ...options });
  try {
    const store = await openIndexStore(join(folder, gateway, 'index.db'), options.tell);
    const kept = await openKept(store, () => fileSegments(folder), options);
    const stop = endReading(kept, options);
    return {
      ...log,
      kept,
      async close() {
        await log.close();
        await stop();
        await store.close();
      },
    };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** An index that cannot be read is put aside: it is made again from the log. */
async function openIndexStore(path: string, tell: (line: string) => void): Promise<Store> {
  const uri = `file:${path}`;
  try {
    return await openStore({ uri });
  } catch (error) {
    if (!(error instanceof StoreVersionError)) throw error;
    for (const part of ['', '-wal', '-shm']) {
      await rename(path + part, `${path}.unread${part}`).catch(() => undefined);
    }
    tell(`Log: the index could not be read. It lies at ${path}.unread, and is made again from the log.`);
    return openStore({ uri });
  }
}

/** How long what reads the log may hold up a stop; milliseconds. */
const readingEnds = 2_000;

/** Sends witnesses the newest heads. @returns ends that, and the reading for the index, as far as they end in time */
function endReading(kept: KeptEntries, options: OpenedOptions): () => Promise<void> {
  const sent = sendNewest(kept, options);
  return async () => {
    await within(readingEnds, Promise.all([sent, kept.index.stop()])).catch(() =>
      options.tell(`Log: what reads it did not end within ${readingEnds} ms, and is left.`),
    );
  };
}

async function openKept(
  store: Store,
  segments: KeptEntries['segments'],
  { key, nextKeys = [], pastKeys = [], tell }: SegmentLogOptions,
): Promise<KeptEntries> {
  const index = await openLogIndex(store, segments);
  // Begun at once: whoever asks first does not wait for all that was written before.
  void index.catchUp().catch((error: unknown) => {
    tell(`Log: the index is behind: ${error instanceof Error ? error.message : 'unknown'}`);
  });
  const keys = [key, ...nextKeys, ...pastKeys];
  return { index, segments, keys, sign: (report) => signReport(report, key) };
}

/** In the background: nobody's answer depends on a witness. */
async function sendNewest(kept: KeptEntries, { onHead, tell }: SegmentLogOptions): Promise<void> {
  if (onHead === undefined) return;
  try {
    for (const head of await newestHeads(await kept.segments(), tell)) onHead(head);
  } catch (error) {
    tell(`Log: no heads were sent to witnesses: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
