import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { runCommand } from '../../subgraphs/kit/command/run-command.ts';
import { readBenchOptions, type BenchOptions } from './bench-options.ts';
import { compareHub } from './hub/compare-hub.ts';
import { compareLog } from './log/compare-log.ts';
import { compareNeutral } from './neutral/compare-neutral.ts';
import { drawPicture } from './draw-picture.ts';
import { canPin, pinThisProcess } from './run-measured.ts';

await runCommand(() => run(readBenchOptions(process.argv.slice(2))));

async function run(options: BenchOptions): Promise<void> {
  const isPinned = canPin();
  if (isPinned) pinThisProcess(1);
  console.log(introduction(options, isPinned));
  await compareHub(options, console.log);
  await compareLog(options, console.log);
  const drawn = await compareNeutral(options, console.log);
  if (options.picture !== undefined && drawn.length > 0) {
    const day = Temporal.Now.plainDateISO('UTC').toString();
    await writeFile(options.picture, drawPicture(drawn, day, `Node ${process.versions.node}, two cores`));
  }
  console.log(`Load of the machine at the end: ${loadNow()}.`);
}

function introduction({ warm, rounds, requests, connections }: BenchOptions, isPinned: boolean): string {
  return [
    `Node ${process.version}, ${cpus().length} cores, load ${loadNow()}. ` +
      `${rounds} interleaved rounds of ${requests} requests over ${connections} connections, after ${warm} to warm up; medians.`,
    isPinned
      ? 'The gateway is on core 0; what answers behind it and the load are on core 1.'
      : 'The processes are not pinned to cores: there is no `taskset`, or there is one core.',
    'Each figure: its ratio to the first row, and what was measured in brackets. CPU is seconds, user and system, for',
    '1,000 requests: trust it first. All CPU is the gateway with what answers behind it. Ratios hold within this run only.',
    '',
  ].join('\n');
}

function loadNow(): string {
  return loadavg()[0]?.toFixed(1) ?? '?';
}
