import * as fc from 'fast-check';
import { numberFromZero, readCommandLine, wholeNumber } from '../../command-line.ts';
import { createComparison } from './compare-answers.ts';

// The long comparison; `npm test` has a short one. Exit code 1 when anybody answers otherwise.

const values = readCommandLine(
  'differential [-- --runs N --seed N --most N]',
  {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    runs: { type: 'string', default: '50000' },
    most: { type: 'string', default: '5' },
  },
  { seed: numberFromZero, runs: wholeNumber, most: wholeNumber },
);
const runs = Number(values.runs);
const compare = createComparison();
const totals = { compared: 0, faulty: 0, differing: 0, apolloWrong: 0 };
console.log(`differential: seed ${values.seed}, ${runs} operations`);
for (
  let seed = Number(values.seed);
  totals.compared < runs && totals.differing < Number(values.most);
  seed++
) {
  const [draw] = fc.sample(fc.gen(), { seed, numRuns: 1 });
  const compared = draw && (await compare(draw));
  if (!compared) continue;
  totals.compared++;
  if (compared.hasFaults) totals.faulty++;
  if (!compared.isApolloRight) totals.apolloWrong++;
  if (compared.differing.length > 0) {
    totals.differing++;
    console.log(`seed ${seed}: ${compared.differing.join(', ')}: ${compared.query}`);
  }
  if (totals.compared % 5_000 === 0) console.log(summary());
}
console.log(summary());
process.exitCode = totals.differing > 0 ? 1 : 0;

function summary(): string {
  const { compared, faulty, differing, apolloWrong } = totals;
  return `${compared} operations, ${faulty} of them with faults: ${differing} answered otherwise; ${apolloWrong} that @apollo/gateway alone gets wrong`;
}
