import { setTimeout as wait } from 'node:timers/promises';
import { todayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import { firstNeverArchived, loadRetention } from '../../log/archive/retention.ts';
import { ReceiptError } from '../../log/receipt.ts';
import { BrokenLogError } from '../../log/verify/broken-log-error.ts';
import { runCommand } from '../../../subgraphs/kit/command/run-command.ts';
import { blindSpots, readLogVerifyOptions } from './log-verify-options.ts';
import { checkNamed, verifyLog } from './log-verify.ts';
import { untilNight } from './next-night.ts';
import { isAway, tryUntilRead } from './try-until-read.ts';

/** Entries between two signs of life: on a terminal, and where each is a line that is kept. */
const progressEvery = { terminal: 10_000, file: 1_000_000 };

const clearLine = '\r\u001B[K';
let entries = 0;

await runCommand(
  async () => {
    const options = readLogVerifyOptions(process.argv.slice(2), process.env);
    const verify = async () => {
      const keptFrom = options.receipt === undefined ? await firstKept() : undefined;
      return verifyLog(options, countEntry, { keptFrom }).finally(endProgress);
    };
    if (options.nightly) await checkNamed(options).catch(unlessAway);
    do {
      if (options.nightly) await wait(untilNight(Temporal.Now.instant()));
      console.log(await (options.nightly ? tryUntilRead(verify, { wait, tell: console.error }) : verify()));
      for (const line of blindSpots(options)) console.error(line);
    } while (options.nightly);
  },
  [BrokenLogError, ReceiptError],
  isAway,
);

/** A store that is away now may be there at night. */
function unlessAway(error: unknown): void {
  if (!isAway(error)) throw error;
}

/** The month from which on nothing may have been archived; undefined where no term has counted yet. */
async function firstKept(): Promise<string | undefined> {
  const terms = await loadRetention((await loadPolicy()).register);
  return firstNeverArchived(terms, todayInVietnam().toString());
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
