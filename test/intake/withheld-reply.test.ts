import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { anonymousFacts } from '../../gateway/access/access-facts.ts';
import { createSubgraphGuards } from '../../gateway/federation/resilience/guard-subgraphs.ts';
import { createDeliverer, type DeliveryOptions } from '../../gateway/intake/deliver-file.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { memoryLog } from '../../gateway/log/memory-log.ts';

const subject = 'AAAAAAAAAAAAAAAAAAAAAA';
const access = {
  policyVersion: 'another',
  disclosures: [{ subjects: [subject], relation: 'OWN_RECORD', full: ['DischargePaper.status'] }],
};
let sent = 0;
/** An agency that keeps every file. */
const agency = createServer((_request, response) => {
  sent += 1;
  response.end(JSON.stringify({ status: 200, answer: { kept: true }, access, unsettled: [] }));
});
beforeAll(async () => {
  await once(agency.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(() => {
  sent = 0;
});
afterAll(() => agency.close());

async function deliver(options: Partial<Pick<DeliveryOptions, 'refuses' | 'log'>>) {
  const { port } = agency.address() as AddressInfo;
  const deliverer = createDeliverer({
    subgraphs: () => [{ name: 'health', url: `http://127.0.0.1:${port}/graphql`, isAgency: true }],
    guards: createSubgraphGuards({ limits: defaultLimits.subgraph }),
    sessions: { signChange: () => ({}), refused: () => false },
    policyVersion: () => 'ours',
    policiesFor: () => ({ under: () => [], against: () => [] }),
    refuses: () => undefined,
    log: memoryLog(),
    onFault: () => undefined,
    ...options,
  });
  const file = {
    path: 'withdrawals',
    body: Buffer.from('{}'),
    contentType: 'application/json',
    facts: anonymousFacts('2026-11-26'),
    requestId: 'r',
    until: performance.now(),
  } as const;
  try {
    return await deliverer.deliver(file);
  } finally {
    await deliverer.close();
  }
}

test('of a file that is kept and whose answer may not be used the record says whom it was about', async () => {
  const log = memoryLog();
  const delivery = deliver({ log, refuses: () => 'disclosed by another policy what this gateway denies' });
  await expect(delivery).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  expect(log.entries().map(({ disclosures }) => disclosures)).toEqual([
    [
      {
        subgraph: 'health',
        policyVersion: 'another',
        subjects: [subject],
        relation: 'OWN_RECORD',
        denied: ['DischargePaper.status'],
      },
    ],
  ]);
});

test('no file is handed on where its answer could not be recorded', async () => {
  const check = async () => Promise.reject(new Error('the disk is full'));
  const delivery = deliver({ log: { ...memoryLog(), check } });
  await expect(delivery).rejects.toMatchObject({ extensions: { code: 'LOG_UNAVAILABLE' } });
  expect(sent).toBe(0);
  expect(await deliver({})).toEqual({ status: 200, answer: { kept: true } });
  expect(sent).toBe(1);
});

test('no sender waits for a log that does not answer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const begun = Promise.withResolvers<void>();
  const append = () => {
    begun.resolve();
    return new Promise<void>(() => undefined);
  };
  const delivery = Promise.allSettled([deliver({ log: { ...memoryLog(), append } })]);
  await begun.promise;
  await vi.advanceTimersByTimeAsync(1_001);
  vi.useRealTimers();
  expect(await delivery).toMatchObject([{ reason: { extensions: { code: 'CHANGE_NOT_RECORDED' } } }]);
});
