import { createLocalJWKSet } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { openLogIndex, type LogIndex } from '../../gateway/log/index/log-index.ts';
import { verifyReceipt } from '../../gateway/log/receipt.ts';
import { openSegmentLog, type SegmentLog } from '../../gateway/log/segment-log.ts';
import { openStoreSegment, storeSegments } from '../../gateway/log/segment/store-segment.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { entryAt } from '../log/entries.ts';
import { failing, slowed, type Fault } from '../log/failing-store.ts';
import { makeLogKeys } from '../log/log-keys.ts';

const { key } = await makeLogKeys();

let store: Store;
let log: SegmentLog;
let index: LogIndex;
let fault: Fault | undefined;
beforeEach(async () => {
  store = await openStore({ uri: 'memory:' });
  const segment = await openStoreSegment(
    failing(store, () => fault),
    'one',
  );
  log = await openSegmentLog(segment, { key, headEvery: 60_000, tell: () => {} });
  index = await openLogIndex(store, () => storeSegments(store));
});
afterEach(async () => {
  await log.close();
  await store.close();
});

const about = (subject: string, second: number): DisclosureEntry => ({
  ...entryAt(`2026-08-01T00:00:0${second}.000Z`, subject),
  disclosures: [{ subgraph: 'health', subjects: [subject], relation: 'CASE', full: ['X.y'] }],
});
const rowsOf = async (subject: string) => {
  await index.catchUp();
  return index.find({ index: 'bySubject', equals: [subject], limit: 10 });
};

/** An entry whose writer was told that it is lost is read by somebody, and taken back then. */
async function takeBackWhatWasRead(): Promise<void> {
  await log.append(about('before', 0));
  fault = 'after';
  await expect(log.append(about('lost', 1))).rejects.toThrow('the answer was lost');
  fault = undefined;
  expect(await rowsOf('lost')).toHaveLength(1);
  await log.check();
}

test('an entry that its writer took back is found by nobody, and harms no page with its row', async () => {
  await takeBackWhatWasRead();
  const [row] = await rowsOf('lost');
  expect(row && (await index.read(row))).toBeUndefined();
});

test('what was written in its place is found, and proven with all others once a head covers it', async () => {
  await takeBackWhatWasRead();
  await log.append(about('real', 2));
  expect(await rowsOf('real')).toHaveLength(1);
  await log.append(about('next', 3));
  await log.seal();
  const [lost] = await rowsOf('lost');
  expect(lost && (await index.read(lost))).toBeUndefined();
  const keys = createLocalJWKSet(await index.keys());
  for (const subject of ['before', 'real', 'next']) {
    const [row] = await rowsOf(subject);
    const logged = row && (await index.read(row));
    const receipt = logged && (await index.receipt(logged));
    expect(receipt && (await verifyReceipt(receipt, keys))).toBeTruthy();
  }
});

test('a process that writes late what it had read harms nothing that another has in the index for good', async () => {
  const [began, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const late = slowed(store, () => {
    began.resolve();
    return goOn.promise;
  });
  const slow = await openLogIndex(late, () => storeSegments(store));
  await log.append(about('before', 0));
  fault = 'after';
  await expect(log.append(about('lost', 1))).rejects.toThrow('the answer was lost');
  fault = undefined;
  const reading = slow.catchUp();
  await began.promise;
  await log.append(about('real', 2));
  await log.seal();
  expect(await rowsOf('real')).toHaveLength(1);
  goOn.resolve();
  await reading;
  const [row] = await rowsOf('real');
  expect(row && (await index.read(row))?.chained.entry.requestId).toBe('real');
});
