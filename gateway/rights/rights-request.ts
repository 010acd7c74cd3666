import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';
import type { RightKind } from './rights-terms.ts';

/**
 * The states of a request: RECEIVED → TAKEN_UP → FULFILLED or REFUSED; RECEIVED or TAKEN_UP → WITHDRAWN. Nothing leads out
 * of the last three.
 */
export const rightsStates = ['RECEIVED', 'TAKEN_UP', 'FULFILLED', 'REFUSED', 'WITHDRAWN'] as const;

/** One of the states. */
export type RightsState = (typeof rightsStates)[number];

/** Somebody who asked or decided. */
export interface RightsParty {
  /** The `sub` of the token, a pseudonym. */
  readonly actor: string;
  readonly client: string;
  readonly role: string;
  readonly organisation?: string;
}

/** A change of state. */
export interface RightsStep {
  readonly at: string;
  readonly state: RightsState;
  readonly actor: string;
  readonly role: string;
}

/** One request of a data subject, with all that happened to it. Instants are ISO 8601 in UTC with milliseconds. */
export interface RightsRequest extends Stored {
  readonly state: RightsState;
  readonly kind: RightKind;
  /** Opaque id of the citizen whose right it is. */
  readonly subject: string;
  readonly requester: RightsParty;
  /** The element of the graph that it is about, `Type.field`; left out where it is about everything. */
  readonly coordinate?: string;
  /** Names of the agencies that own that element, whose it is to correct it; the hub's own officers where there is none. */
  readonly routedTo: readonly string[];
  /** Code of the office of the agency that holds the record; left out for the agency as a whole. */
  readonly office?: string;
  /** Where it waits for an officer: see `desksOf`. */
  readonly desks: readonly string[];
  readonly isOpen: boolean;
  /** The day by which the next step is due, in Vietnam; there while it is open. */
  readonly dueBy?: string;
  /** What is asked, in the words of whoever asked. */
  readonly text: string;
  readonly receivedAt: string;
  /** Days, in Vietnam. */
  readonly acknowledgeBy: string;
  readonly answerBy: string;
  /** Ids of the articles that set them. */
  readonly articles: readonly string[];
  /** Why it takes longer; there once it was extended. */
  readonly extended?: string;
  /** Who took it up. */
  readonly officer?: RightsParty;
  /** What it was answered with, in words. */
  readonly answer?: string;
  readonly steps: readonly RightsStep[];
}

/** Where requests are kept. */
export const rightsRequests: CollectionSpec<RightsRequest> = {
  name: 'rightsRequests',
  indexes: [
    { name: 'byTime', fields: ['receivedAt'] },
    { name: 'byState', fields: ['state', 'receivedAt'] },
    { name: 'bySubject', fields: ['subject', 'receivedAt'] },
    { name: 'bySubjectAndState', fields: ['subject', 'state', 'receivedAt'] },
    { name: 'byDue', fields: ['isOpen', 'dueBy'] },
    { name: 'byDesk', fields: ['desks', 'isOpen', 'dueBy'] },
  ],
};
