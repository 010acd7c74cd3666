import { randomUUID } from 'node:crypto';
import type { Range, Store } from '../../subgraphs/kit/store/port.ts';
import { replaceDecided } from '../../subgraphs/kit/store/replace-decided.ts';
import {
  answerRequest,
  extendRequest,
  forwardRequest,
  isRestriction,
  receiveRequest,
  takeUpRequest,
  withdrawRequest,
  type RightsChange,
  type RightsWish,
} from './change-request.ts';
import { rightsRequests, type RightsParty, type RightsRequest } from './rights-request.ts';
import type { RightTerm } from './rights-terms.ts';

/** All requests of data subjects. What it acknowledged is stored; it keeps nothing in memory and runs no timer. */
export interface RightsRegister {
  now(): Temporal.Instant;
  receive(wish: Omit<RightsWish, 'id'>): Promise<RightsChange>;
  takeUp(id: string, officer: RightsParty): Promise<RightsChange>;
  forward(
    id: string,
    to: { readonly agency: string; readonly office?: string | undefined },
    officer: RightsParty,
  ): Promise<RightsChange>;
  extend(id: string, reason: string): Promise<RightsChange>;
  answer(
    id: string,
    outcome: 'FULFILLED' | 'REFUSED',
    text: string,
    officer: RightsParty,
  ): Promise<RightsChange>;
  withdraw(id: string, by: RightsParty): Promise<RightsChange>;
  get(id: string): Promise<RightsRequest | undefined>;
  /** What was granted of restrictions to any of these citizens, and still holds. */
  restrictionsOf(subjects: readonly string[]): Promise<readonly RightsRequest[]>;
  /** Rows along an index of the collection. */
  find(range: Range): Promise<readonly RightsRequest[]>;
}

/** Granted requests of one person that are looked through: far more than anybody makes. */
const mostRequests = 10_000;

/** Opens the register over a store. @param clock says what time it is */
export async function openRightsRegister(
  store: Store,
  terms: readonly RightTerm[],
  clock: () => Temporal.Instant,
): Promise<RightsRegister> {
  const collection = await store.collection(rightsRequests);
  const change = (id: string, decide: (request: RightsRequest) => RightsChange) =>
    replaceDecided<RightsRequest, RightsChange>(
      collection,
      id,
      (stored) => {
        const decided = decide(stored);
        return decided.kind === 'refused'
          ? { stays: decided }
          : { next: decided.request, change: (request) => ({ kind: 'changed', request }) };
      },
      { kind: 'refused', because: 'NOT_FOUND' },
    );
  return {
    now: clock,
    async receive(wish) {
      const received = receiveRequest({ ...wish, id: randomUUID() }, terms, clock());
      if (received.kind === 'changed') await collection.insert(received.request);
      return received;
    },
    takeUp: (id, officer) => change(id, (request) => takeUpRequest(request, officer, clock())),
    forward: (id, to, officer) => change(id, (request) => forwardRequest(request, to, officer, clock())),
    extend: (id, reason) => change(id, (request) => extendRequest(request, reason, terms)),
    answer: (id, outcome, text, officer) =>
      change(id, (request) => answerRequest(request, outcome, text, officer, clock())),
    withdraw: (id, by) => change(id, (request) => withdrawRequest(request, by, clock())),
    get: (id) => collection.get(id),
    async restrictionsOf(subjects) {
      const granted = await collection.findEach(
        subjects.map((subject) => ({
          index: 'bySubjectAndState',
          equals: [subject, 'FULFILLED'],
          limit: mostRequests,
        })),
      );
      return granted.flat().filter(isRestriction);
    },
    find: (range) => collection.find(range),
  };
}
