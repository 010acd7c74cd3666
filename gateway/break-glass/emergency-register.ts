import { randomUUID } from 'node:crypto';
import type { Collection, Range, Store } from '../../subgraphs/kit/store/port.ts';
import { replaceDecided } from '../../subgraphs/kit/store/replace-decided.ts';
import { ConflictError } from '../../subgraphs/kit/store/store-errors.ts';
import { instantText } from '../../schema/calendar/instant-text.ts';
import {
  approveAccess,
  endAccess,
  expireAccess,
  requestAccess,
  type Approver,
  type EmergencyChange,
  type EmergencyRequest,
} from './change-state.ts';
import { emergencyAccesses, type EmergencyAccess, type SubjectNotice } from './emergency-access.ts';
import type { EmergencyTerms } from './emergency-terms.ts';
import { honourAccess, type EmergencyAnswer, type EmergencyUse } from './honour-access.ts';

/** All emergency accesses of the hub. What it acknowledged is stored; it keeps nothing in memory and runs no timer. */
export interface EmergencyRegister {
  readonly terms: EmergencyTerms;
  now(): Temporal.Instant;
  request(request: Omit<EmergencyRequest, 'id'>): Promise<EmergencyChange>;
  approve(id: string, approver: Approver): Promise<EmergencyChange>;
  end(id: string, by: Approver): Promise<EmergencyChange>;
  /** Whether a request that names this id in `hub-break-glass` may rest on it. */
  isOpen(id: string, use: EmergencyUse): Promise<EmergencyAnswer>;
  get(id: string): Promise<EmergencyAccess | undefined>;
  /** Rows along an index of the collection, after what has run out was written down. */
  find(range: Range): Promise<readonly EmergencyAccess[]>;
  /** What a citizen is to be told by now, latest first. */
  noticesFor(citizen: string, limit: number): Promise<readonly SubjectNotice[]>;
  /** Accesses to a citizen's data of which the citizen is not told yet: nobody has decided on them, or the notice is not due. */
  untoldTo(citizen: string): Promise<readonly EmergencyAccess[]>;
}

/** How many accesses are closed in one read. */
const batch = 100;

/** More accesses than wait at once for the notice of one person. */
const mostUntold = 10_000;

/**
 * Opens the register over a store.
 *
 * @param clock says what time it is; the state of an access is a matter of it
 */
export async function openEmergencyRegister(
  store: Store,
  terms: EmergencyTerms,
  clock: () => Temporal.Instant,
): Promise<EmergencyRegister> {
  const collection = await store.collection(emergencyAccesses);
  return {
    terms,
    now: clock,
    async request(request) {
      const change = requestAccess({ ...request, id: randomUUID() }, terms, clock());
      if (change.kind === 'changed') await collection.insert(change.access);
      return change;
    },
    approve: (id, approver) =>
      changeStored(collection, id, (access) => approveAccess(access, approver, terms, clock())),
    end: (id, by) => changeStored(collection, id, (access) => endAccess(access, by, terms, clock())),
    isOpen: async (id, use) => honourAccess(await collection.get(id), use, clock()),
    get: (id) => collection.get(id),
    async find(range) {
      await closeOverdue(collection, clock());
      return collection.find(range);
    },
    async noticesFor(citizen, limit) {
      const now = instantText(clock());
      const due = await collection.find({
        index: 'bySubject',
        equals: [citizen],
        // A place in the index like any other: what comes after it, backwards, is due.
        after: [now, lastId],
        order: 'desc',
        limit,
      });
      return due.flatMap(({ notice }) => notice ?? []);
    },
    async untoldTo(citizen) {
      const ahead = { after: [instantText(clock()), lastId], limit: mostUntold };
      // Those that wait for a decision first: one that is agreed to in between is found twice, and not missed.
      const asked = await collection.find({
        index: 'bySubjectAndState',
        equals: [citizen, 'REQUESTED'],
        ...ahead,
      });
      return [...asked, ...(await collection.find({ index: 'bySubject', equals: [citizen], ...ahead }))];
    },
  };
}

/** Sorts after every id, so that what is due this very millisecond is among what is due. */
const lastId = '~';

function changeStored(
  collection: Collection<EmergencyAccess>,
  id: string,
  decide: (access: EmergencyAccess) => EmergencyChange,
): Promise<EmergencyChange> {
  return replaceDecided<EmergencyAccess, EmergencyChange>(
    collection,
    id,
    (stored) => {
      const decided = decide(stored);
      return decided.kind === 'refused'
        ? { stays: decided }
        : { next: decided.access, change: (access) => ({ kind: 'changed', access }) };
    },
    { kind: 'refused', because: 'NOT_FOUND' },
  );
}

/** Writes down, with its report, the end of every access whose time has run out. */
async function closeOverdue(collection: Collection<EmergencyAccess>, now: Temporal.Instant): Promise<void> {
  for (const state of ['OPEN', 'REQUESTED']) {
    for (let isMore = true; isMore;) {
      const rows = await collection.find({ index: 'byStateAndEnd', equals: [state], limit: batch });
      const overdue = rows.flatMap((access) => expireAccess(access, now) ?? []);
      for (const access of overdue) {
        await collection.replace(access).catch((error: unknown) => {
          // Somebody else closed it meanwhile.
          if (!(error instanceof ConflictError)) throw error;
        });
      }
      isMore = overdue.length === batch;
    }
  }
}
