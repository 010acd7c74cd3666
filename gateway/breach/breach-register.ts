import { randomUUID } from 'node:crypto';
import type { Range, Store } from '../../subgraphs/kit/store/port.ts';
import { replaceDecided } from '../../subgraphs/kit/store/replace-decided.ts';
import {
  advanceBreach,
  breaches,
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
    find: (range) => collection.find(range),
  };
}
