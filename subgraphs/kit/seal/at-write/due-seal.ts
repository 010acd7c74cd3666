import type { Collection, CollectionSpec, Stored } from '../../store/port.ts';
import { ConflictError, DuplicateError } from '../../store/store-errors.ts';

/** That a document is to be sealed; its id is that of the seal. */
export interface DueSeal extends Stored {
  /** Where the document lies, and under which id. */
  readonly collection: string;
  readonly document: string;
  /** `VOID` where the document never came. */
  readonly state: 'DUE' | 'MADE' | 'VOID';
  /** When its writer announced it, and when it is to be looked at; ISO instants of the same form, so that they sort. */
  readonly since: string;
  readonly dueAt: string;
  /** How often sealing has failed. */
  readonly failures: number;
}

/** What an agency has sealed, or is about to. */
export const dueSeals: CollectionSpec<DueSeal> = {
  name: 'dueSeals',
  indexes: [{ name: 'byState', fields: ['state', 'dueAt'] }],
};

/** How long a writer may take between announcing a document and storing it, in milliseconds. */
const grace = 600_000;

/** Before the second attempt to seal, and at most between two; milliseconds. */
const delays = { first: 1_000, longest: 300_000 } as const;

/** Notes that a document is about to be written. Repeating it changes nothing, but for one that was given up. */
export async function noteDue(
  due: Collection<DueSeal>,
  { id, collection, document }: Pick<DueSeal, 'id' | 'collection' | 'document'>,
  now: number,
): Promise<void> {
  const row: DueSeal = {
    id,
    version: 1,
    collection,
    document,
    state: 'DUE',
    since: at(now),
    dueAt: at(now),
    failures: 0,
  };
  for (;;) {
    try {
      await due.insert(row);
      return;
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
    }
    const before = await due.get(id);
    if (before && (before.state === 'MADE' || isFresh(before, now))) return;
    try {
      await due.replace({ ...row, version: before?.version ?? row.version });
      return;
    } catch (error) {
      // Whoever was faster may have given it up: look again.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

/** Whether nobody gives it up before this writer has written. */
function isFresh({ state, since }: DueSeal, now: number): boolean {
  return state === 'DUE' && now - Date.parse(since) < grace / 2;
}

/** The seal is there. */
export function made(row: DueSeal, now: number): DueSeal {
  return { ...row, state: 'MADE', dueAt: at(now) };
}

/** The document is not there yet: most are within milliseconds, so the wait begins short. */
export function unwritten(row: DueSeal, now: number): DueSeal {
  const age = now - Date.parse(row.since);
  if (age > grace) return { ...row, state: 'VOID', dueAt: at(now) };
  return { ...row, dueAt: at(now + Math.max(age / 2, 20)) };
}

/** It could not be sealed, and is to be: the keys may be away. */
export function failed(row: DueSeal, now: number): DueSeal {
  const failures = row.failures + 1;
  const delay = Math.min(delays.first * 2 ** (failures - 1), delays.longest);
  return { ...row, failures, dueAt: at(now + delay) };
}

function at(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
