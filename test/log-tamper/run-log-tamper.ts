import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberFromZero, readCommandLine, wholeNumber } from '../command-line.ts';
import { makeLogKeys } from '../log/log-keys.ts';
import { writeBigLog } from './big-log.ts';
import { findTampering, verifyBigLog } from './find-tampering.ts';
import { tamperings } from './tamperings.ts';

// One byte changed, one entry removed, two swapped, a head forged, a tail cut off, a month deleted, a key replaced, anywhere in
// a long log that several gateways wrote: `log:verify` names the place.

const values = readCommandLine(
  'log:tamper [-- --entries N --runs N --seed N]',
  {
    entries: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
  { entries: wholeNumber, runs: wholeNumber, seed: numberFromZero },
);
const [entries, runs, seed] = [Number(values.entries), Number(values.runs), Number(values.seed)];

const folder = await mkdtemp(join(tmpdir(), 'log-tamper-'));
try {
  const { key } = await makeLogKeys();
  const log = await writeBigLog(join(folder, 'log'), entries, ['g1', 'g2'], key);
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const said = await verifyBigLog(log);
  clearInterval(watch);
  const { user, system } = process.cpuUsage(cpu);
  const mebibyte = 1024 ** 2;
  console.log(
    `${said}. ${((performance.now() - began) / 1_000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of CPU, ` +
      `memory ${(idle / mebibyte).toFixed(0)} MiB before, ${(peak / mebibyte).toFixed(0)} MiB at most`,
  );
  for (const what of Object.keys(tamperings)) {
    const found = await findTampering(log, what, runs, seed);
    console.log(`${what}: named ${found} of ${runs}`);
  }
  console.log(`After all were undone: ${await verifyBigLog(log)}. Seed ${seed}.`);
} finally {
  await rm(folder, { recursive: true });
}
