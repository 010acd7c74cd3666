import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine, wholeNumber, wholeNumbers } from '../../command-line.ts';
import { openAgedLog, type AgedLog } from './aged-log.ts';

// npm run growth:log [-- --months 1,24 --entries N]: what the log costs when it is old, against when it is new.

const values = readCommandLine(
  'growth:log [-- --months N,N… --entries N]',
  { months: { type: 'string', default: '1,24' }, entries: { type: 'string', default: '20000' } },
  { months: wholeNumbers, entries: wholeNumber },
);
const rounds = 300;
const acts = ['append', 'catchUp', 'whoLooked'] as const;
const folder = await mkdtemp(join(tmpdir(), 'growth-log-'));
const logs: AgedLog[] = [];
try {
  for (const months of values.months.split(',').map(Number)) {
    const log = await openAgedLog(folder, months, Number(values.entries));
    console.log(`${months} months, ${log.entries} entries`);
    logs.push(log);
  }
  const times = logs.map(() => ({
    append: [] as number[],
    catchUp: [] as number[],
    whoLooked: [] as number[],
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, log] of logs.entries()) {
      for (const act of acts) {
        const begun = performance.now();
        await log[act]();
        times[at]?.[act].push(performance.now() - begun);
      }
    }
  }
  for (const act of acts) {
    const medians = times.map((of) => of[act].toSorted((a, b) => a - b)[rounds / 2] ?? Number.NaN);
    const told = medians.map((median) => `${median.toFixed(2)} ms`).join(', ');
    console.log(`${act}: ${told}, ratio ${((medians.at(-1) ?? 0) / (medians[0] ?? 1)).toFixed(2)}`);
  }
} finally {
  for (const log of logs) await log.close();
  await rm(folder, { recursive: true });
}
