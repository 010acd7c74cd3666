import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLog } from '../../gateway/cli/log/log-verify.ts';
import { verifyReceipt, type Receipt } from '../../gateway/log/receipt.ts';
import { fileSegment } from '../../gateway/log/segment/file-segment.ts';
import { hubKeys, type HubKey } from '../../gateway/publication/hub-keys.ts';
import { openKeptLog } from '../../gateway/start/open-log.ts';
import { entriesOf } from './entries.ts';
import { makeLogKeys } from './log-keys.ts';
import { receiptFor } from './receipt-by-reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'shared-key-'));
const place = join(folder, 'log');
const [keyFile, jwks, receiptFile] = ['key.json', 'jwks.json', 'receipt.json'].map((name) =>
  join(folder, name),
) as [string, string, string];
afterAll(() => rmSync(folder, { recursive: true }));

let published: readonly HubKey[];
let receipt: Receipt;
beforeAll(async () => {
  const { key, keys } = await makeLogKeys();
  writeFileSync(keyFile, JSON.stringify(key));
  for (const gateway of ['g1', 'g2', 'g3']) {
    const log = await openKeptLog({ place, keyFile, gateway }, () => undefined);
    for (const entry of entriesOf('2026-08', 2)) await log.append(entry);
    published = await hubKeys({ log: log.kept });
    await log.close();
  }
  const found = await receiptFor(fileSegment(place, 'g2'), 1, keys);
  if (!found) throw new Error('no receipt');
  receipt = found;
  writeFileSync(receiptFile, JSON.stringify(receipt));
});

const check = (given: { readonly jwks?: string; readonly receipt?: string }) =>
  verifyLog(
    { log: place, from: undefined, to: undefined, jwks: undefined, heads: undefined, ...given },
    () => {},
  );

describe('a key with which several gateways sign', () => {
  test('is published once, for all of them, so that anybody’s verifier can take it', async () => {
    expect(published).toMatchObject([{ kid: 'log-key', gateways: ['g1', 'g2', 'g3'] }]);
    const { head } = await verifyReceipt(receipt, createLocalJWKSet({ keys: [...published] }));
    expect(head.gateway).toBe('g2');
  });

  test.each([
    ['as it is published', () => published],
    ['in a copy of before, which has it for each', () => [...published, ...published]],
  ])('verifies the whole log and a receipt, %s', async (_, keys) => {
    writeFileSync(jwks, JSON.stringify({ keys: keys() }));
    expect(await check({ jwks })).toBe('6 entries of 3 gateways, chain ok, 3 heads ok');
    expect(await check({ jwks, receipt: receiptFile })).toMatch(/^entry 1 of g2 is in the log/);
  });

  test('verifies a receipt by what stands beside the log', async () => {
    expect(await check({ receipt: receiptFile })).toMatch(/^entry 1 of g2 is in the log/);
  });
});
