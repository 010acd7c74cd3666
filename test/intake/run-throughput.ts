import { setTimeout } from 'node:timers/promises';
import { numberFromZero, readCommandLine, wholeNumber } from '../command-line.ts';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { seals } from '../../subgraphs/kit/seal/stored-seal.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { portalFile } from '../facility/hospital.ts';
import { sealHealth } from '../seal/seal-health.ts';
import { runMongoServer } from '../store/run-mongo-server.ts';
import { openDesk } from '../subgraphs/health/intake/desk.ts';
import { arrival, samplePaper } from '../subgraphs/health/intake/sample-papers.ts';

// How many signed papers one process takes in: run it on one core, with `taskset -c 0`. Each file brings one paper, is
// verified, stored, filed, noted and sealed. `--stored N` fills the store with N papers before; `--store` is file:PATH, memory: or
// mongo (the server at hand).

const values = readCommandLine(
  'intake:throughput [-- --store URI --files N --stored N --at-once N]',
  {
    store: { type: 'string', default: 'memory:' },
    files: { type: 'string', default: '2000' },
    stored: { type: 'string', default: '0' },
    'at-once': { type: 'string', default: '16' },
  },
  { files: wholeNumber, stored: numberFromZero, 'at-once': wholeNumber },
);
const count = Number(values.files);
const server = values.store === 'mongo' ? await runMongoServer() : undefined;
const store = await openStore({ uri: server?.uri ?? values.store });
const atWrite = await sealHealth(store);
const bench = await openDesk(atWrite.store);
const { paper, number } = samplePaper('DISCHARGE_PAPER');
await bench.register(paper.issuer);

const papers = await store.collection(medicalDocuments);
const batch = 10_000;
for (let from = 0; from < Number(values.stored); from += batch) {
  await papers.insertMany(
    Array.from({ length: batch }, (_, at) => ({
      ...paper,
      id: `stored-${from + at}`,
      code: `stored-${from + at}`,
      citizenId: `citizen-${(from + at) % 250_000}`,
    })),
  );
}

const files = Array.from({ length: count }, (_, at) => {
  const file = portalFile({ paper: { ...paper, code: `RV-${at}` }, number }, arrival);
  if (!file) throw new Error('no form');
  return file;
});
const made = await store.collection(seals);
const job = atWrite.start({ scopeOf: () => ({}), onFault: console.error });
const started = performance.now();
const cpu = process.cpuUsage();
let next = 0;
const work = async (): Promise<void> => {
  for (let at = next++; at < count; at = next++) {
    const file = files[at];
    if (file) await bench.send(file);
  }
};
await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
const seconds = (performance.now() - started) / 1000;
while ((await made.count()) < count) await setTimeout(50);
const sealedAfter = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
console.log(
  `${values.store}, ${values.stored} papers stored before: ${count} papers in ${seconds.toFixed(1)} s = ${(count / seconds).toFixed(0)}/s, sealed after ${sealedAfter.toFixed(1)} s; ` +
    `${((user + system) / 1000 / count).toFixed(2)} ms of CPU each, in a file of ${files[0]?.xml.length} bytes`,
);
await job.close();
await store.close();
await server?.stop();
