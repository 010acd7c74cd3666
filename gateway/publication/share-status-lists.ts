import { todayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import { boundedCache } from '../federation/bounded-cache.ts';
import { atMost } from '../overload/at-most.ts';

/** The signed list of an agency's month, as bytes: however many read it slowly, all of them read the same ones. */
export type StatusLists<Agency> = (agency: Agency, month: string) => Promise<Buffer | undefined>;

/** Milliseconds for which a list is told again; whoever wants it newer than that has to ask its custodian. */
const keptFor = 30_000;

/** Bytes of all lists that are kept; the country's longest has six million. */
const mostKept = 32 * 1024 * 1024;

/** How many are fetched at once: each is held whole meanwhile. */
const mostFetched = 8;

const monthShape = /^20\d\d-(0[1-9]|1[0-2])$/;

/**
 * One fetch of a list for all who ask for it in half a minute: anybody may ask, and the work and the memory are those of the
 * lists that there are. No agency is asked for what is no month, or for one that has not begun.
 *
 * @param fetchList undefined where there is no such list, which is not kept
 * @throws GraphQLError `OVERLOADED` where too many others are being fetched
 */
export function shareStatusLists<Agency extends { readonly name: string }>(
  fetchList: StatusLists<Agency>,
): StatusLists<Agency> {
  const kept = boundedCache<{ readonly at: number; readonly list: Buffer }>(
    mostKept,
    (_, { list }) => list.length,
  );
  const fetchInBounds = atMost(mostFetched);
  const fetched = new Map<string, ReturnType<StatusLists<Agency>>>();
  async function fetchAndKeep(key: string, agency: Agency, month: string): Promise<Buffer | undefined> {
    const at = performance.now();
    try {
      const list = await fetchInBounds(() => fetchList(agency, month));
      if (list) kept.set(key, { at, list });
      return list;
    } finally {
      fetched.delete(key);
    }
  }
  return async (agency, month) => {
    if (!monthShape.test(month) || month > todayInVietnam().toPlainYearMonth().toString()) return undefined;
    const key = `${agency.name} ${month}`;
    const before = kept.get(key);
    if (before && performance.now() - before.at < keptFor) return before.list;
    const underWay = fetched.get(key);
    if (underWay) return underWay;
    const list = fetchAndKeep(key, agency, month);
    fetched.set(key, list);
    return list;
  };
}
