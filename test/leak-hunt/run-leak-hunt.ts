import { appendFileSync } from 'node:fs';
import { numberFromZero, readCommandLine, wholeNumber } from '../command-line.ts';
import { describeRun } from './describe-run.ts';
import { startHunt } from './hunt.ts';
import { openHuntingGround } from './world/hunting-ground.ts';

// The long hunt; `npm test` has a short one. Exit code 1 when anything was found.

const values = readCommandLine(
  'leak-hunt [-- --runs N --seed S --population N --most N --from N --progress FILE]',
  {
    seed: { type: 'string', default: String(Date.now()) },
    runs: { type: 'string', default: '1000' },
    population: { type: 'string', default: '150' },
    progress: { type: 'string' },
    most: { type: 'string', default: '5' },
    from: { type: 'string', default: '0' },
  },
  { runs: wholeNumber, population: wholeNumber, most: wholeNumber, from: numberFromZero },
);
const { seed, progress } = values;
const runs = Number(values.runs);
const population = Number(values.population);
const most = Number(values.most);
const from = Number(values.from);

const ground = await openHuntingGround(population, 'leak-hunt');
const hunt = await startHunt(ground, seed);
const say = (line: string): void => {
  console.log(line);
  if (progress !== undefined) appendFileSync(progress, `${line}\n`);
};
say(
  `leak hunt: seed ${seed}, ${runs} runs, ${ground.cage.size} canaries in ${ground.records.length} records`,
);
const started = performance.now();
const totals = { found: 0, shown: 0, denied: 0, answered: 0 };
const coordinates = new Set<string>();
let done = 0;
while (done < runs && totals.found < most) {
  const run = await hunt.run(from + done);
  done++;
  totals.shown += run.shown.size;
  for (const coordinate of run.shown) coordinates.add(coordinate);
  totals.denied += run.denied;
  if (run.status === 200) totals.answered++;
  if (run.findings.length > 0) {
    totals.found++;
    say(describeRun(seed, from + done - 1, run));
  }
  if (done % 1000 === 0) say(summary());
}
say(summary());
hunt.stop();
await ground.stop();
process.exitCode = totals.found > 0 ? 1 : 0;

function summary(): string {
  const rate = (done / ((performance.now() - started) / 1000)).toFixed(1);
  const { found, shown, denied, answered } = totals;
  return `${done} runs, ${rate}/s: ${answered} answered, ${shown} values shown at ${coordinates.size} coordinates, ${denied} selections denied, ${found} runs with findings`;
}
