import type { PolicyQuestion } from '../policy/policy-table.ts';
import type { Policy } from '../policy/policy.ts';

/** The requests that at least one of two policies can tell apart. */
export interface Requests {
  readonly questions: readonly BandedQuestion[];
  /** First day of each band; empty for the days before the first. */
  readonly starts: readonly string[];
}

/** A question with the place of its day among the bands. */
export interface BandedQuestion extends PolicyQuestion {
  readonly band: number;
}

/** A day before all law of the register. */
const dayBeforeAll = '0001-01-01';
const flags = [false, true];

/** All of them: each role and purpose of either side, each band of days, each state of the two flags. */
export function requestsOf(old: Policy, now: Policy): Requests {
  const either = (words: (policy: Policy) => Iterable<string>) =>
    [...new Set([...words(old), ...words(now)])].toSorted();
  const roles = either(({ roles }) => ['ANONYMOUS', ...roles.keys()]);
  const purposes = either(({ purposes }) => ['NONE', ...purposes.keys()]);
  const starts = ['', ...either(({ days }) => days)];
  const questions = roles.flatMap((role) =>
    purposes.flatMap((purpose) =>
      starts.flatMap((start, band) =>
        flags.flatMap((reasonRecorded) =>
          flags.map((breakGlass): BandedQuestion => {
            return { role, purpose, day: start || dayBeforeAll, band, reasonRecorded, breakGlass };
          }),
        ),
      ),
    ),
  );
  return { questions, starts };
}
