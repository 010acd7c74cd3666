import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeLogKeys } from '../log/log-keys.ts';
import { writeBigLog, type BigLog } from './big-log.ts';
import { findTampering, verifyBigLog } from './find-tampering.ts';
import { tamperings } from './tamperings.ts';

const runs = 3;
const folder = mkdtempSync(join(tmpdir(), 'log-tamper-'));
let log: BigLog;
beforeAll(async () => {
  log = await writeBigLog(join(folder, 'log'), 600, ['g1', 'g2'], (await makeLogKeys()).key);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(Object.keys(tamperings))('log:verify names the place of %s, wherever it is', async (what) => {
  expect(await findTampering(log, what, runs, Date.now() % 1_000_000)).toBe(runs);
});

test('a log of two gateways that nobody touched verifies', async () => {
  expect(await verifyBigLog(log)).toMatch(/^600 entries of 2 gateways, chain ok, 6 heads ok/);
});
