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

/** The roles and purposes of either policy, with those of a caller without a token and of a request without a purpose. */
export function requestWordsOf(old: Policy, now: Policy) {
  return {
    roles: either(['ANONYMOUS', ...old.roles.keys()], now.roles.keys()),
    purposes: either(['NONE', ...old.purposes.keys()], now.purposes.keys()),
  };
}

/** All of them: each role and purpose of either side, each band of days, each state of the two flags. */
export function requestsOf(old: Policy, now: Policy): Requests {
  const { roles, purposes } = requestWordsOf(old, now);
  const starts = ['', ...either(old.days, now.days)];
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

function either(old: Iterable<string>, now: Iterable<string>): readonly string[] {
  return [...new Set([...old, ...now])].toSorted();
}
