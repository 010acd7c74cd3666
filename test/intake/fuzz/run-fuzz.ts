import { readCommandLine, wholeNumber } from '../../command-line.ts';
import { startTestHub } from '../../scenario/running-hub.ts';
import { showProgress } from '../../world/show-progress.ts';
import { fuzzIntake } from './fuzz-intake.ts';

// The long fuzz; `npm test` has a short one. Exit code 1 when anything was found.

const values = readCommandLine(
  'intake:fuzz [-- --runs N --seed S]',
  {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now()) },
  },
  { runs: wholeNumber },
);
const runs = Number(values.runs);
const hub = await startTestHub();
const progress = showProgress(process.stdout, 'files', runs);
const { statuses, findings } = await fuzzIntake(hub, {
  runs,
  seed: values.seed,
  onProgress: progress.update,
});
progress.end();
await hub.stop();
const counts = Array.from(statuses, ([status, count]) => `${count} × HTTP ${status}`).join(', ');
console.log(`intake fuzz: seed ${values.seed}, ${runs} files: ${counts}; ${findings.length} findings`);
for (const finding of findings.slice(0, 20)) console.log(finding);
process.exitCode = findings.length > 0 ? 1 : 0;
