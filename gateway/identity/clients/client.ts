import type { OperationIndex } from '../operations/registered-operation.ts';

/** The kinds of organisation that run clients: `agency` of `schema/policy/roles.yaml`. */
export const clientAgencies = [
  'vss',
  'health',
  'justice',
  'population',
  'employer',
  'citizen',
  'portal',
  'hub',
] as const;

/** The agencies whose data an agreement opens, by the names of their subgraphs. */
export const dataProviders = ['health', 'justice', 'population', 'vss'] as const;

/** Why a client was suspended, as far as its own people are told. */
export const suspensionReasons = [
  'SECURITY_INCIDENT',
  'KEY_COMPROMISED',
  'AGREEMENT_BREACH',
  'CLIENT_REQUEST',
  'RETIRED',
] as const;

/** A system that may ask the hub, as its reviewed file says. */
export interface RegisteredClient {
  readonly id: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly agency: (typeof clientAgencies)[number];
  /** Whom the operator of the hub calls. */
  readonly contact: string;
  /** Token issuers that may name this client. */
  readonly issuers: ReadonlySet<string>;
  /** `kid` of the issuers' keys that may sign for it; every one of their keys when undefined. */
  readonly keyIds: ReadonlySet<string> | undefined;
  readonly roles: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
  readonly scopes: ReadonlySet<string>;
  /** Codes of the organisations that it may speak for; undefined for any, for the reason that its file states. */
  readonly organisations: ReadonlySet<string> | undefined;
  readonly quota: Quota;
  readonly agreement: Agreement;
  /** The kill switch: whoever finds this refuses every request, whatever day `since` is. */
  readonly suspended: Suspension | undefined;
  readonly operations: OperationIndex;
  /** Where its own system hears of events; undefined where it hears of none. */
  readonly webhook: Webhook | undefined;
}

/** How many requests a client may send, and of how many people each of its actors may learn. */
export interface Quota {
  readonly perMinute: number;
  readonly perDay: number;
  readonly subjects: SubjectQuota;
}

/** How many different data subjects one actor of a client may be told of; its own data are not counted. */
export interface SubjectQuota {
  readonly perHour: number;
  readonly perDay: number;
}

/** The agreement on sharing data on which a client rests (Decree 278/2025). Days are ISO 8601, both included. */
export interface Agreement {
  readonly number: string;
  readonly providers: readonly (typeof dataProviders)[number][];
  readonly consumer: string;
  readonly from: string;
  readonly to: string;
}

/** Where a client's own system hears of events, and of which. */
export interface Webhook {
  /** https, or http on this machine. */
  readonly url: string;
  /** Types of events, each of an agency of the agreement: `justice.birth.registered`, or `justice.birth.*`. */
  readonly events: readonly string[];
}

/** That a client is suspended. */
export interface Suspension {
  readonly since: string;
  readonly reason: (typeof suspensionReasons)[number];
}

/** The clients by their ids. */
export type ClientRegister = ReadonlyMap<string, RegisteredClient>;

/** The words that a client's file may use, out of `schema/policy/`. */
export interface ClientVocabulary {
  /** `roles.yaml`: the role and the kind of organisation whose clients may act in it. */
  readonly roles: ReadonlyMap<string, { readonly agency: string }>;
  /** `purposes.yaml`: the purpose and the roles that may pursue it. */
  readonly purposes: ReadonlyMap<string, { readonly roles: Iterable<string> }>;
}
