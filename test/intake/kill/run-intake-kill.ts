import { readCommandLine, wholeNumber } from '../../command-line.ts';
import { showProgress } from '../../world/show-progress.ts';
import { killIntake } from './kill-intake.ts';

// kill -9 of the gateway, Health and Population, each a process, while hospitals send: nothing acknowledged is lost, no paper is
// filed twice, and each is sealed in the end. `npm test` has a short one over the desk of one process.

const values = readCommandLine(
  'intake:kill [-- --times N]',
  { times: { type: 'string', default: '50' } },
  { times: wholeNumber },
);
const times = Number(values.times);
const progress = showProgress(process.stdout, 'kills', times);
const { acknowledged, unanswered, papers, lost, twice, unsealed } = await killIntake(times, progress.update);
progress.end();
const isWhole = [lost, twice, unsealed].every(({ length }) => length === 0);
console.log(
  `${times} kills: ${acknowledged} files acknowledged, ${unanswered} sendings in vain; ${papers} papers, ` +
    `lost ${lost.length}, twice ${twice.length}, without a seal ${unsealed.length}: ${isWhole ? 'WHOLE' : 'NOT WHOLE'}`,
);
process.exitCode = isWhole ? 0 : 1;
