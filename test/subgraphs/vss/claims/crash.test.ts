import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../../../subgraphs/kit/store/open-store.ts';
import { claims, type ClaimRecord } from '../../../../subgraphs/vss/collections.ts';

const folder = mkdtempSync(join(tmpdir(), 'claims-'));
const file = join(folder, 'vss.db');
const count = 30;
const crashes = 4;
afterAll(() => rmSync(folder, { recursive: true }));

test(
  'after kill -9 at any moment every claim ends as it would have, paid once',
  { timeout: 120_000 },
  async () => {
    for (let round = 1; round <= crashes; round++) {
      expect(await work(Math.floor((round * count) / (crashes + 1)))).toBe('SIGKILL');
    }
    expect(await work(undefined)).toBeNull();
    const ended = await readClaims();
    expect(ended).toHaveLength(count);
    const ways = new Set(ended.map(({ timeline }) => timeline.map(({ state }) => state).join(' ')));
    expect([...ways]).toEqual(['SUBMITTED RECEIVED VERIFYING DECIDED PAID CLOSED']);
    for (const { decision, payments, evidence, claimantId } of ended) {
      expect(decision?.amount).toBe(1_500_000);
      expect(payments).toMatchObject([{ amount: 1_500_000, paidOn: '2026-06-20' }]);
      expect(evidence).toMatchObject([{ document: { id: `paper-of-${claimantId}` } }]);
    }
  },
);

/** Lets a process work on the claims. @param killAfter so many claims, and a moment more; undefined lets it finish */
async function work(killAfter: number | undefined): Promise<unknown> {
  const args = [join(import.meta.dirname, 'crash-desk.ts'), file, String(count)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let lines = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    lines += text.split('\n').length - 1;
    // Somewhere inside the next claim.
    if (killAfter !== undefined && lines >= killAfter)
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 4);
  });
  const [, signal] = await ended;
  return signal;
}

async function readClaims(): Promise<readonly ClaimRecord[]> {
  const store = await openStore({ uri: `file:${file}` });
  const collection = await store.collection(claims);
  const found = await collection.find({
    index: 'byOfficeAndState',
    equals: ['office-1', 'CLOSED'],
    limit: 10_000,
  });
  expect(await collection.count()).toBe(count);
  await store.close();
  return found;
}
