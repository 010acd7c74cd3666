import { positionOf } from '../../subgraphs/kit/store/paging.ts';
import type { Position } from '../../subgraphs/kit/store/port.ts';
import { dayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import type { RightsRegister } from './rights-register.ts';
import { rightsRequests } from './rights-request.ts';

const pageSize = 500;

/** How many open requests are past the day of their next step, by the agency at which they wait. */
export async function overdueByAgency({
  now,
  find,
}: Pick<RightsRegister, 'now' | 'find'>): Promise<ReadonlyMap<string, number>> {
  const today = dayInVietnam(now()).toString();
  const counts = new Map<string, number>();
  const range = { index: 'byDue', equals: [true], order: 'asc', limit: pageSize } as const;
  for (let after: Position | undefined; ;) {
    const rows = await find({ ...range, ...(after && { after }) });
    const late = rows.filter(({ dueBy = today }) => dueBy < today);
    for (const agency of late.flatMap(({ routedTo }) => routedTo)) {
      counts.set(agency, (counts.get(agency) ?? 0) + 1);
    }
    const last = rows.at(-1);
    if (last === undefined || late.length < pageSize) return counts;
    after = positionOf(rightsRequests, range, last);
  }
}
