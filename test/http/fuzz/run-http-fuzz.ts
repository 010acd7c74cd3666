import { numberFromZero, readCommandLine, wholeNumber } from '../../command-line.ts';
import { sendMalformed } from './send-malformed.ts';

// npm run http:fuzz -- [--runs N] [--seed S]: malformed requests, documents and variables against the limits.

const values = readCommandLine(
  'http:fuzz [-- --runs N --seed N]',
  { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
  { runs: wholeNumber, seed: numberFromZero },
);
const { statuses, codes, complaints, heap } = await sendMalformed(Number(values.runs), Number(values.seed));
process.stdout.write(`${JSON.stringify({ statuses, codes, heap }, undefined, 2)}\n`);
process.stdout.write(`${complaints.length} complaints\n`);
for (const complaint of complaints.slice(0, 20)) process.stderr.write(`${complaint}\n`);
if (complaints.length > 0) process.exitCode = 1;
