import { createPause } from '../../events/pause.ts';
import type { Collection, Store, Stored } from '../../store/port.ts';
import { ConflictError } from '../../store/store-errors.ts';
import type { SealedCollection, SealedDocumentOf } from '../sealed-type.ts';
import type { Sealer } from '../sealer.ts';
import { failed, made, unwritten, type DueSeal } from './due-seal.ts';

/** What seals are made with beside the calls. */
export interface SealJobOptions {
  readonly store: Store;
  readonly sealedIn: readonly SealedCollection[];
  readonly sealer: Sealer;
  readonly due: Collection<DueSeal>;
  /** What the resolvers of sealed fields read from; made anew for each round. */
  readonly scopeOf: () => unknown;
  /** Is told, in one line without any value, of what could not be sealed. */
  readonly onFault: (line: string) => void;
}

/** Seals what was written. */
export interface SealJob {
  /** Looks at once instead of when it would next. */
  wake(): void;
  /** Lets the round under way end. */
  close(): Promise<void>;
}

/** Documents that are sealed in one round. */
const round = 50;

/** Looks at least so often, in milliseconds: another process may have ended before it sealed. */
const longestRest = 5_000;

/**
 * Starts to seal what is due. It can be broken off anywhere, and two processes may do the same at once: a seal is stored
 * once. What cannot be sealed now, since the keys are away, is tried again for as long as it takes.
 */
export function startSealJob(options: SealJobOptions): SealJob {
  const pause = createPause();
  const job = { isOpen: true };
  const run = async () => {
    while (job.isOpen) {
      let rest: number;
      try {
        rest = await sealDue(options);
      } catch (error) {
        const name = error instanceof Error ? error.name : 'no Error';
        options.onFault(`Seals: ${name}; tried again in ${longestRest / 1000} s.`);
        rest = longestRest;
      }
      if (job.isOpen && rest > 0) await pause.wait(rest);
    }
  };
  const ended = run();
  return {
    wake: pause.end,
    async close() {
      job.isOpen = false;
      pause.end();
      await ended;
    },
  };
}

/** One round. @returns milliseconds for which nothing is due */
async function sealDue(options: SealJobOptions): Promise<number> {
  const { due, sealer, scopeOf, onFault } = options;
  const now = Date.now();
  const waiting = await due.find({ index: 'byState', equals: ['DUE'], limit: round });
  const ready = waiting.filter(({ dueAt }) => Date.parse(dueAt) <= now);
  if (ready.length === 0) {
    const [next] = waiting;
    return next ? Math.min(Date.parse(next.dueAt) - now, longestRest) : longestRest;
  }
  const found = await findDocuments(ready, options);
  const scope = scopeOf();
  const written = ready.filter(({ id }) => found.has(id));
  const seals = await sealer.sealsOf(
    written.flatMap(({ id }) => {
      const document = found.get(id);
      return document ? [{ ...document, scope }] : [];
    }),
  );
  const outcomes = new Map(written.map(({ id }, index) => [id, seals[index]]));
  const failures = seals.filter((seal) => seal instanceof Error);
  if (failures[0]) onFault(`Seals: ${failures.length} not made (${failures[0].name}); tried again.`);
  await Promise.all(
    ready.map((row) => {
      const seal = outcomes.get(row.id);
      if (!seal) return settle(due, unwritten(row, now));
      return settle(due, seal instanceof Error ? failed(row, now) : made(row, now));
    }),
  );
  return 0;
}

/** The documents that are there, by the ids of their seals: one read for each collection. */
async function findDocuments(
  ready: readonly DueSeal[],
  { store, sealedIn, sealer }: SealJobOptions,
): Promise<ReadonlyMap<string, SealedDocumentOf>> {
  const found = new Map<string, SealedDocumentOf>();
  const byCollection = Map.groupBy(ready, ({ collection }) => collection);
  for (const { spec, documentsOf } of sealedIn) {
    const rows = byCollection.get(spec.name) ?? [];
    if (rows.length === 0) continue;
    const collection = await store.collection<Stored>(spec);
    const records = await collection.getMany([...new Set(rows.map(({ document }) => document))]);
    for (const record of records.values()) {
      for (const document of documentsOf(record as never)) found.set(sealer.idOf(document), document);
    }
  }
  return found;
}

/** What another process has settled meanwhile stays as it is. */
async function settle(due: Collection<DueSeal>, row: DueSeal): Promise<void> {
  try {
    await due.replace(row);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
