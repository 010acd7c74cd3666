import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { medicalDocuments, type MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { sealed, sealedIn } from '../../subgraphs/health/sealed.ts';
import { health } from '../../subgraphs/health/subgraph.ts';
import type { KeyRing } from '../../subgraphs/kit/keys/key-ring.ts';
import { dueSeals, failed, type DueSeal } from '../../subgraphs/kit/seal/at-write/due-seal.ts';
import { sealAtWrite, type AtWrite } from '../../subgraphs/kit/seal/at-write/seal-at-write.ts';
import type { SealJob } from '../../subgraphs/kit/seal/at-write/seal-job.ts';
import { openSealing } from '../../subgraphs/kit/seal/open-sealing.ts';
import { seals } from '../../subgraphs/kit/seal/stored-seal.ts';
import { subgraphSchema } from '../../subgraphs/kit/start-subgraph.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { paper } from '../subgraphs/health/records.ts';
import { day, makeKey, ringOf } from './key-maker.ts';

const now = Math.floor(Date.now() / 1000);
const schema = await subgraphSchema(health);
const key = await makeKey('k1', { nbf: now - day, exp: now + day });
const ring = ringOf('health', key);

let store: Store;
let jobs: SealJob[];
let faults: string[];
beforeEach(async () => {
  store = await openStore({ uri: 'memory:' });
  jobs = [];
  faults = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(jobs.map((job) => job.close()));
  await store.close();
});

/** A process of the agency, which writes; it seals from `start` on. */
async function openProcess(keys: () => KeyRing = () => ring): Promise<AtWrite> {
  const { sealer } = await openSealing(schema, { types: sealed, store, keys, maskKey: 'k'.repeat(32) });
  return sealAtWrite(store, sealer, sealedIn);
}
const start = (process: AtWrite) => {
  const job = process.start({ scopeOf: () => ({}), onFault: (line) => faults.push(line) });
  jobs.push(job);
  return job;
};
const dueRow: DueSeal = {
  id: 'DischargePaper/paper-1',
  version: 1,
  collection: medicalDocuments.name,
  document: 'paper-1',
  state: 'DUE',
  since: '2026-11-27T00:00:00.000Z',
  dueAt: '2026-11-27T00:00:00.000Z',
  failures: 0,
};
const newPaper = () => paper('DISCHARGE_PAPER', crypto.randomUUID()) as MedicalDocumentRecord;
const write = async (process: AtWrite, record: MedicalDocumentRecord) =>
  (await process.store.collection(medicalDocuments)).insert(record);
const idOf = ({ id }: MedicalDocumentRecord) => `DischargePaper/${id}`;
const sealOf = async (record: MedicalDocumentRecord) => (await store.collection(seals)).get(idOf(record));
const dueOf = async (record: MedicalDocumentRecord) => (await store.collection(dueSeals)).get(idOf(record));
const becomes = (record: MedicalDocumentRecord, state: DueSeal['state']) =>
  expect.poll(async () => (await dueOf(record))?.state, { interval: 5, timeout: 5_000 }).toBe(state);

describe('a document is sealed when it is written', () => {
  test('and nobody has to ask for it first', async () => {
    const process = await openProcess();
    start(process);
    const record = newPaper();
    await write(process, record);
    await becomes(record, 'MADE');
    expect((await sealOf(record))?.kid).toBe('k1');
  });

  test('once, however often it is changed and in however many processes', async () => {
    const [one, other] = [await openProcess(), await openProcess()];
    start(one);
    start(other);
    const record = newPaper();
    await write(one, record);
    await becomes(record, 'MADE');
    const first = await sealOf(record);
    await (await other.store.collection(medicalDocuments)).replace({ ...record, status: 'SUPERSEDED' });
    const next = newPaper();
    await write(other, next);
    await becomes(next, 'MADE');
    expect(await sealOf(record)).toEqual(first);
    expect(await (await store.collection(seals)).count()).toBe(2);
    expect(faults).toEqual([]);
  });

  test('at the next start, where the process ended before it could', async () => {
    const record = newPaper();
    await write(await openProcess(), record);
    expect([await sealOf(record), (await dueOf(record))?.state]).toEqual([undefined, 'DUE']);
    start(await openProcess());
    await becomes(record, 'MADE');
  });

  test('after all, where the keys were away', async () => {
    let isAway = true;
    const away: KeyRing = { ...ring, sign: () => Promise.reject(new TypeError('module away')) };
    const keys = () => (isAway ? away : ring);
    const process = await openProcess(keys);
    const job = start(process);
    const record = newPaper();
    await write(process, record);
    await expect.poll(() => faults.length, { interval: 5 }).toBeGreaterThan(0);
    expect(faults[0]).toMatch(/^Seals: /);
    expect(faults.join()).not.toContain(record.id);
    await job.close();
    expect(await dueOf(record)).toMatchObject({ state: 'DUE', failures: 1 });
    isAway = false;
    vi.useFakeTimers({ now: Date.now() + 10_000, toFake: ['Date'] });
    start(await openProcess(keys));
    await becomes(record, 'MADE');
    expect((await sealOf(record))?.kid).toBe('k1');
  });
});

describe('a document that was announced and never came', () => {
  test('is given up, and sealed when it comes after all', async () => {
    const process = await openProcess();
    const record = newPaper();
    const long = new Date(Date.now() - 3_600_000).toISOString();
    await (
      await store.collection(dueSeals)
    ).insert({
      ...dueRow,
      id: idOf(record),
      document: record.id,
      since: long,
      dueAt: long,
    });
    start(process);
    await becomes(record, 'VOID');
    expect(await sealOf(record)).toBeUndefined();
    await write(process, record);
    await becomes(record, 'MADE');
  });
});

test('what cannot be sealed is tried at longer and longer times, and never given up', () => {
  let row = dueRow;
  const waits = Array.from({ length: 12 }, () => {
    row = failed(row, Date.parse(row.dueAt));
    return row;
  }).map(
    ({ dueAt }, index, rows) =>
      (Date.parse(dueAt) - Date.parse(rows[index - 1]?.dueAt ?? dueRow.dueAt)) / 1000,
  );
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  expect(row.state).toBe('DUE');
});
