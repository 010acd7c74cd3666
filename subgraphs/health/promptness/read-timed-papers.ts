import { longestReport } from '../../../schema/argument-problems.ts';
import { startOfDayInVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { refuseArgument } from '../../kit/refuse-argument.ts';
import type { Position } from '../../kit/store/port.ts';
import type { MedicalDocumentRecord } from '../collections.ts';
import type { HealthSources } from '../sources.ts';
import { uploadDueAt } from '../upload-deadline.ts';
import type { TimedPaper } from './summarise-delays.ts';

/** Days on which papers arrived, in Vietnam, both included. */
export interface Period {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

const page = 1_000;

/** @throws GraphQLError `BAD_USER_INPUT` for what is no period, or too long a one */
export function requirePeriod({ from, to }: Period): void {
  const days = from.until(to, { largestUnit: 'days' }).days;
  if (days < 0) throw refuseArgument('from', 'PERIOD_REVERSED');
  if (days >= longestReport) throw refuseArgument('to', 'PERIOD_TOO_LONG');
}

/** What arrived of a facility in a period and had a term. Superseded papers count: each was to come in time. */
export async function readTimedPapers(
  facility: string,
  { from, to }: Period,
  { paperLists }: Pick<HealthSources, 'paperLists'>,
  kind?: MedicalDocumentRecord['kind'] | null,
): Promise<readonly TimedPaper[]> {
  const timed: TimedPaper[] = [];
  const end = startOfDay(to.add({ days: 1 }));
  for (let after: Position | undefined = [startOfDay(from), '']; after;) {
    const range = { index: 'byReceipt', equals: [facility], limit: page, after } as const;
    const papers = await paperLists.load(range);
    const within = papers.filter(({ receivedAt }) => receivedAt < end);
    timed.push(...within.filter((paper) => kind == null || paper.kind === kind).flatMap(timedPaper));
    const last = within.at(-1);
    after = last && within.length === page ? [last.receivedAt, last.id] : undefined;
  }
  return timed;
}

function timedPaper(paper: MedicalDocumentRecord): readonly TimedPaper[] {
  const dueAt = uploadDueAt(paper);
  if (dueAt === null) return [];
  return [{ id: paper.id, dueAt: Date.parse(dueAt), receivedAt: Date.parse(paper.receivedAt) }];
}

/** As the papers write instants, for which the order of texts is that of time. */
function startOfDay(day: Temporal.PlainDate): string {
  return startOfDayInVietnam(day).toString();
}
