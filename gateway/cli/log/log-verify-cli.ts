import { StoreError } from '../../../subgraphs/kit/store/store-errors.ts';
import { ReceiptError } from '../../log/receipt.ts';
import { BrokenLogError } from '../../log/verify/broken-log-error.ts';
import { blindSpots, readLogVerifyOptions } from './log-verify-options.ts';
import { verifyLog } from './log-verify.ts';
import { UsageError } from '../usage-error.ts';

/** Entries between two signs of life: on a terminal, and where each is a line that is kept. */
const progressEvery = { terminal: 10_000, file: 1_000_000 };

const clearLine = '\r\u001B[K';
let entries = 0;

try {
  const options = readLogVerifyOptions(process.argv.slice(2), process.env);
  const summary = await verifyLog(options, countEntry);
  endProgress();
  console.log(summary);
  for (const line of blindSpots(options)) console.error(line);
} catch (error) {
  if (!isTold(error)) throw error;
  endProgress();
  console.error(error.message);
  process.exitCode = error instanceof BrokenLogError || error instanceof ReceiptError ? 1 : 2;
}

function isTold(error: unknown): error is Error {
  return [UsageError, StoreError, BrokenLogError, ReceiptError].some((kind) => error instanceof kind);
}

function countEntry(): void {
  entries += 1;
  const { isTTY } = process.stderr;
  if (entries % (isTTY ? progressEvery.terminal : progressEvery.file) !== 0) return;
  const sofar = `${entries.toLocaleString('en')} entries…`;
  process.stderr.write(isTTY ? `${clearLine}${sofar}` : `${sofar}\n`);
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write(clearLine);
}
