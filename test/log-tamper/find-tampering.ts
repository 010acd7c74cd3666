import * as fc from 'fast-check';
import { verifyLog } from '../../gateway/cli/log/log-verify.ts';
import { BrokenLogError } from '../../gateway/log/verify/broken-log-error.ts';
import type { BigLog } from './big-log.ts';
import { tamperings, type Spot } from './tamperings.ts';

const spots: fc.Arbitrary<Spot> = fc.record({
  gateway: fc.nat(),
  month: fc.nat(),
  at: fc.nat(),
  other: fc.nat(),
});

/** Verifies a log as the command does. @returns what it says */
export function verifyBigLog({ folder }: BigLog): Promise<string> {
  const options = {
    log: folder,
    from: undefined,
    to: undefined,
    jwks: undefined,
    heads: undefined,
  };
  return verifyLog(options, () => {});
}

/**
 * Does one kind of thing to a log, at so many places, each undone before the next.
 *
 * @returns how many were done
 * @throws Error for the first of which the check does not name the place
 */
export async function findTampering(log: BigLog, what: string, runs: number, seed: number): Promise<number> {
  const tamper = tamperings[what];
  if (!tamper) throw new Error(`Nothing is known that is called "${what}".`);
  let done = 0;
  await fc.assert(
    fc.asyncProperty(spots, async (spot) => {
      const { named, undo } = await tamper(log, spot);
      try {
        const said = await verifyBigLog(log).catch((error: unknown) => error);
        if (!(said instanceof BrokenLogError)) throw new Error(`${named}: nothing was found.`);
        const isNamed = said.message.startsWith(`${named} `) || said.message.startsWith(`${named}:`);
        if (!isNamed) throw new Error(`${named} was hit, and this was named: ${said.message}`);
        done += 1;
      } finally {
        undo();
      }
    }),
    // A smaller place is no clearer one, and each verification of a long log takes seconds.
    { numRuns: runs, seed, endOnFailure: true },
  );
  return done;
}
