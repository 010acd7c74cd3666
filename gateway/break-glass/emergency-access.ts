import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';

/**
 * The states of an emergency access: REQUESTED → OPEN → ENDED or EXPIRED; REQUESTED → REJECTED or EXPIRED. Nothing leads
 * out of the last three.
 */
export const emergencyStates = ['REQUESTED', 'OPEN', 'ENDED', 'EXPIRED', 'REJECTED'] as const;

/** One of the states. */
export type EmergencyState = (typeof emergencyStates)[number];

/** Somebody who asked, agreed or ended. */
export interface EmergencyParty {
  /** The `sub` of the token, a pseudonym. */
  readonly actor: string;
  /** Opaque id of the actor as a citizen: one person with two accounts is still one. */
  readonly citizen?: string;
  readonly client: string;
  readonly role: string;
  /** The kind of agency that the role belongs to: see `schema/policy/roles.yaml`. */
  readonly agency: string;
  /** Code of the office. */
  readonly organisation?: string;
}

/** What the data-protection officer is told without asking: each change of state. */
export interface EmergencyReport {
  readonly at: string;
  readonly state: EmergencyState;
  /** Who changed it; nobody when time did. */
  readonly actor?: string;
  readonly role?: string;
}

/** What the data subjects will be told, and from when on. No value is in it, and not the text of the reason. */
export interface SubjectNotice {
  readonly dueAt: string;
  /** Opaque ids of the citizens whom the case names. */
  readonly subjects: readonly string[];
  readonly agency: string;
  readonly organisation?: string;
  readonly role: string;
  readonly purpose: string;
  readonly case?: string;
  readonly ground: string;
  readonly openedAt: string;
  readonly endsAt: string;
}

/** One emergency access with all that happened to it. Instants are ISO 8601 in UTC with milliseconds: they sort. */
export interface EmergencyAccess extends Stored {
  /** As last written. What holds now is a matter of the clock: see `stateAt`. */
  readonly state: EmergencyState;
  readonly requester: EmergencyParty;
  readonly approver?: EmergencyParty;
  readonly purpose: string;
  /** Opaque id of the claim; absent where the purpose has no case. */
  readonly case?: string;
  /** The case as the requester names it in `hub-case`, where that is its number. */
  readonly caseNamed?: string;
  readonly subjects: readonly string[];
  readonly ground: string;
  readonly reason: string;
  readonly minutes: number;
  readonly requestedAt: string;
  /** Of a request: until when somebody may agree. Of an open access: until when it is open. Later: when it ended. */
  readonly endsAt: string;
  readonly reports: readonly EmergencyReport[];
  /** There as soon as data could be seen, so that nothing has to run at the end. */
  readonly notice?: SubjectNotice;
}

/** Where emergency accesses are kept. */
export const emergencyAccesses: CollectionSpec<EmergencyAccess> = {
  name: 'emergencyAccesses',
  indexes: [
    { name: 'byTime', fields: ['requestedAt'] },
    { name: 'byState', fields: ['state', 'requestedAt'] },
    { name: 'byStateAndEnd', fields: ['state', 'endsAt'] },
    { name: 'byRequester', fields: ['requester.actor', 'requestedAt'] },
    { name: 'byRequesterAndState', fields: ['requester.actor', 'state', 'requestedAt'] },
    { name: 'bySubject', fields: ['notice.subjects', 'notice.dueAt'] },
    { name: 'bySubjectAndState', fields: ['subjects', 'state', 'endsAt'] },
  ],
};
