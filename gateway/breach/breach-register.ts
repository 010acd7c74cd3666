import { randomUUID } from 'node:crypto';
import { positionOf } from '../../subgraphs/kit/store/paging.ts';
import type { Collection, Position, Range, Store } from '../../subgraphs/kit/store/port.ts';
import { replaceDecided } from '../../subgraphs/kit/store/replace-decided.ts';
import {
  advanceBreach,
  breaches,
  isNoticeLate,
  recordBreach,
  type Breach,
  type BreachTerm,
  type DiscoveredBreach,
} from './breach.ts';

/** All records of breaches. */
export interface BreachRegister {
  now(): Temporal.Instant;
  /** Undefined for what cannot be: see `recordBreach`. */
  record(found: Omit<DiscoveredBreach, 'id'>): Promise<Breach | undefined>;
  /** Undefined where there is no such breach, or it is closed. */
  advance(id: string, actor: string): Promise<Breach | undefined>;
  /** How many breaches the authority is still to be told of, past the hour by which it should have been. */
  overdueNotices(): Promise<number>;
  /** Rows along an index of the collection. */
  find(range: Range): Promise<readonly Breach[]>;
}

/** Opens the register over a store. @param clock says what time it is */
export async function openBreachRegister(
  store: Store,
  terms: readonly BreachTerm[],
  clock: () => Temporal.Instant,
): Promise<BreachRegister> {
  const collection = await store.collection(breaches);
  return {
    now: clock,
    async record(found) {
      const breach = recordBreach({ ...found, id: randomUUID() }, terms, clock());
      if (breach) await collection.insert(breach);
      return breach;
    },
    advance: (id, actor) =>
      replaceDecided<Breach, Breach | undefined>(
        collection,
        id,
        (stored) => {
          const next = advanceBreach(stored, actor, terms, clock());
          return next ? { next, change: (breach) => breach } : { stays: undefined };
        },
        undefined,
      ),
    overdueNotices: () => overdueNotices(collection, clock()),
    find: (range) => collection.find(range),
  };
}

const pageSize = 500;

/** Reads them all: a register of breaches that is long is a greater worry than the time it takes to count it. */
async function overdueNotices(collection: Collection<Breach>, now: Temporal.Instant): Promise<number> {
  const range = { index: 'byTime', equals: [], order: 'asc', limit: pageSize } as const;
  let count = 0;
  for (let after: Position | undefined; ;) {
    const rows = await collection.find({ ...range, ...(after && { after }) });
    count += rows.filter((breach) => breach.state === 'DISCOVERED' && isNoticeLate(breach, now)).length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return count;
    after = positionOf(breaches, range, last);
  }
}
