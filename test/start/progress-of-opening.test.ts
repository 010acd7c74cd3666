import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readNamedFile } from '../../gateway/cli/read-file.ts';
import { createRunLog } from '../../gateway/observability/run-log.ts';
import { readGatewayOptions } from '../../gateway/start/gateway-options.ts';
import { openLog } from '../../gateway/start/open-log.ts';
import { openServed } from '../../gateway/start/open-served.ts';
import { prepareStart } from '../../gateway/start/prepare-start.ts';
import { createQuotas } from '../../gateway/quota/quotas.ts';
import { entriesOf } from '../log/entries.ts';

const supergraph = join(import.meta.dirname, '../../schema/supergraph.graphql');

test('a gateway that opens gets on with each line of its log that it reads', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'progress-'));
  const place = { place: folder, keyFile: undefined, gateway: 'g1' };
  const written = await openLog(place, () => {}, readNamedFile);
  await Promise.all(entriesOf('2026-08', 20).map((entry) => written.append(entry)));
  await written.close();

  const options = readGatewayOptions(['--supergraph', supergraph, '--log', folder, '--gateway-name', 'g1']);
  const prepared = await prepareStart({ options, nameOf: (path) => path }, () => {});
  let progress = 0;
  const served = await openServed(options, prepared, createRunLog(options.logging), {
    quotas: createQuotas(),
    shared: (metrics) => metrics,
    check: async () => {},
    onProgress: () => void progress++,
  });
  await served.stop();
  await rm(folder, { recursive: true });
  expect(progress).toBe(21);
});
