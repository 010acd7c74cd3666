import { largestPage } from '../../../schema/argument-problems.ts';
import { refuseArgument } from '../../kit/refuse-argument.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import type { HealthSources } from '../sources.ts';
import { readTimedPapers, requirePeriod, type Period } from './read-timed-papers.ts';
import { summariseDelays, type DelaySummary } from './summarise-delays.ts';

/** How promptly a facility sent, in numbers. */
export interface FacilityDelays extends DelaySummary {
  /** Code of the facility. */
  readonly facility: string;
}

interface DelaysArguments extends Period {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** After every instant, in the order of texts. */
const afterAllTime = '~';

/**
 * Counts, facility by facility in the order of their codes, what arrived in a period and what of it came late. A facility
 * that sent nothing in it is told too: silence is what an operator looks for.
 *
 * @throws GraphQLError `BAD_USER_INPUT`
 */
export async function facilityDelays(
  _root: unknown,
  { from, to, first, after }: DelaysArguments,
  sources: CallScope & HealthSources,
): Promise<readonly FacilityDelays[]> {
  requirePeriod({ from, to });
  const most = first ?? largestPage;
  if (most < 1 || most > largestPage) throw refuseArgument('first', 'PAGE_SIZE');
  const facilities = await facilitiesAfter(after ?? '', most, sources);
  return Promise.all(
    facilities.map(async (facility) => ({
      facility,
      ...summariseDelays(await readTimedPapers(facility, { from, to }, sources)),
    })),
  );
}

/** Codes of those that ever sent something: along the index from one to the next, whatever each has sent. */
async function facilitiesAfter(
  code: string,
  most: number,
  { paperLists }: Pick<HealthSources, 'paperLists'>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let last: string | undefined = code; last !== undefined && found.length < most;) {
    const after = [last, afterAllTime, ''] as const;
    const [next] = await paperLists.load({ index: 'byReceipt', equals: [], limit: 1, after });
    last = next?.issuer.code;
    if (last !== undefined) found.push(last);
  }
  return found;
}
