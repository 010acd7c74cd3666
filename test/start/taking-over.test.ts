import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readNamedFile } from '../../gateway/cli/read-file.ts';
import { claimDocuments } from '../../gateway/log/segment/writer-claim.ts';
import { createRunLog } from '../../gateway/observability/run-log.ts';
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';
import { openLog } from '../../gateway/start/open-log.ts';
import { openServed } from '../../gateway/start/open-served.ts';
import { prepareStart } from '../../gateway/start/prepare-start.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { entriesOf } from '../log/entries.ts';

const supergraph = join(import.meta.dirname, '../../schema/supergraph.graphql');

test('a gateway takes the log over once it listens: one whose port is taken leaves it to the one that works', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'taking-over-'));
  const uri = `file:${join(folder, 'log.db')}`;
  const store = await openStore({ uri });
  const claims = await store.collection(claimDocuments);
  const token = async () => (await claims.get('g1'))?.token;
  const [first, second] = entriesOf('2026-08', 2);
  if (!first || !second) throw new Error('there are two entries');
  const working = await openLog(
    { place: uri, keyFile: undefined, gateway: 'g1' },
    () => undefined,
    readNamedFile,
  );
  await working.append(first);
  const its = await token();

  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const options = readGatewayOptions(['--supergraph', supergraph, '--log', uri, '--gateway-name', 'g1']);
  const prepared = await prepareStart({ options, nameOf: (path) => path }, () => {});
  const served = await openServed(options, prepared, createRunLog(options.logging));
  await served.begin();
  await expect(served.listen({ host: '127.0.0.1', port })).rejects.toThrow('EADDRINUSE');
  expect(await token()).toBe(its);
  await working.append(second);

  await served.listen({ host: '127.0.0.1', port: 0 });
  await expect.poll(token).not.toBe(its);
  await served.stop();
  await working.close();
  await store.close();
  taken.close();
  await rm(folder, { recursive: true });
});
