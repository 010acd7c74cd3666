import { ReceiptError } from '../../log/receipt.ts';
import { BrokenLogError } from '../../log/verify/broken-log-error.ts';
import { runCommand } from '../run-command.ts';
import { blindSpots, readLogVerifyOptions } from './log-verify-options.ts';
import { verifyLog } from './log-verify.ts';

/** Entries between two signs of life: on a terminal, and where each is a line that is kept. */
const progressEvery = { terminal: 10_000, file: 1_000_000 };

const clearLine = '\r\u001B[K';
let entries = 0;

await runCommand(async () => {
  const options = readLogVerifyOptions(process.argv.slice(2), process.env);
  console.log(await verifyLog(options, countEntry).finally(endProgress));
  for (const line of blindSpots(options)) console.error(line);
}, [BrokenLogError, ReceiptError]);

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
