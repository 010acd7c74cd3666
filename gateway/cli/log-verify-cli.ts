import { StoreError } from '../../subgraphs/kit/store/store-errors.ts';
import { BrokenLogError } from '../log/verify/broken-log-error.ts';
import { readLogVerifyOptions } from './log-verify-options.ts';
import { verifyLog } from './log-verify.ts';
import { UsageError } from './usage-error.ts';

/** Entries between two signs of life on a terminal. */
const progressEvery = 10_000;

const clearLine = '\r\u001B[K';
let entries = 0;

try {
  const options = readLogVerifyOptions(process.argv.slice(2), process.env);
  const summary = await verifyLog(options, countEntry);
  endProgress();
  console.log(summary);
} catch (error) {
  if (!isTold(error)) throw error;
  endProgress();
  console.error(error.message);
  process.exitCode = error instanceof BrokenLogError ? 1 : 2;
}

function isTold(error: unknown): error is Error {
  return [UsageError, StoreError, BrokenLogError].some((kind) => error instanceof kind);
}

function countEntry(): void {
  entries += 1;
  if (!process.stderr.isTTY || entries % progressEvery !== 0) return;
  process.stderr.write(`${clearLine}${entries.toLocaleString('en')} entries…`);
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write(clearLine);
}
