import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readNamedFile } from '../../gateway/cli/read-file.ts';
import { claimDocuments, type ClaimDocument } from '../../gateway/log/segment/claim-place.ts';
import { createRunLog } from '../../gateway/observability/run-log.ts';
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';
import { openLog } from '../../gateway/start/open-log.ts';
import { openServed, type ServedGateway } from '../../gateway/start/open-served.ts';
import { prepareStart } from '../../gateway/start/prepare-start.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Collection, Store } from '../../subgraphs/kit/store/port.ts';
import { entryAt } from '../log/entries.ts';
import { headersOf } from '../scenario/running-hub.ts';

const supergraph = join(import.meta.dirname, '../../schema/supergraph.graphql');

let folder: string;
let uri: string;
let store: Store;
let claims: Collection<ClaimDocument>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taking-over-'));
  uri = `file:${join(folder, 'log.db')}`;
  store = await openStore({ uri });
  claims = await store.collection(claimDocuments);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  await rm(folder, { recursive: true });
});

const token = async () => (await claims.get('g1'))?.token;

/** A log of the same name, which writes an entry: whose claim stands there then. */
async function writing() {
  const log = await openLog(
    { place: uri, keyFile: undefined, gateway: 'g1' },
    () => undefined,
    readNamedFile,
  );
  const append = (id: string) => log.append(entryAt('2026-08-01T00:00:00.000Z', id));
  await append('first');
  return { append, close: log.close, its: await token() };
}

async function openGateway(...more: readonly string[]): Promise<ServedGateway> {
  const args = ['--supergraph', supergraph, '--log', uri, '--gateway-name', 'g1', ...more];
  const options = readGatewayOptions(args);
  const prepared = await prepareStart({ options, nameOf: (path) => path }, () => {});
  const served = await openServed(options, prepared, createRunLog(options.logging));
  await served.begin();
  return served;
}

test('a gateway takes the log over once it listens: one whose port is taken leaves it to the one that works', async () => {
  const working = await writing();
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const served = await openGateway();
  await expect(served.listen({ host: '127.0.0.1', port })).rejects.toThrow('EADDRINUSE');
  expect(await token()).toBe(working.its);
  await working.append('second');

  await served.listen({ host: '127.0.0.1', port: 0 });
  await expect.poll(token).not.toBe(working.its);
  await served.stop();
  await working.close();
  taken.close();
});

test('a gateway that was told to stop leaves the log to the newest of its name, whatever it answers meanwhile', async () => {
  const served = await openGateway('--development-issuer');
  const url = await served.listen({ host: '127.0.0.1', port: 0 });
  let passed = 0;
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + passed);
  /** Is refused at the door, which is recorded where this gateway writes. */
  const ask = async () => {
    passed += 1_500;
    const asker = { persona: 'citizen', citizen: '7', purpose: 'AU.REVIEW' } as const;
    const headers = { 'content-type': 'application/json', ...(await headersOf(asker)) };
    const body = JSON.stringify({ query: '{ __typename }' });
    const { status } = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    expect(status).toBe(403);
  };
  await ask();
  const middle = await writing();
  await ask();
  const stopped = served.stop({ notice: 2_000 });
  const newest = await writing();
  await ask();
  expect(await token()).toBe(newest.its);
  await newest.append('still');
  await stopped;
  await middle.close();
  await newest.close();
});
