import { agencyEvent } from '../../kit/events/agency-event.ts';
import { madeId, officerOf, requestOf, type ActingOfficer } from '../../kit/acts/request.ts';
import {
  insertOnce,
  madeBefore,
  type Insertion,
  type MadeByRequest,
  type Requested,
} from '../../kit/store/insert-once.ts';
import type { Collection } from '../../kit/store/port.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import type { JusticeSources } from '../sources.ts';
import { refused, type Refused } from './refusal.ts';

/** What the acts of a registrar work with. */
export type Context = CallScope & JusticeSources;

/** An act that may begin. */
export interface OpenAct {
  readonly officer: ActingOfficer;
  readonly request: MadeByRequest;
}

/** What an act changes, for the register and for whoever hears of it. */
export type ActName =
  | 'birth.registered'
  | 'birth.corrected'
  | 'birth.cancelled'
  | 'death.registered'
  | 'death.corrected'
  | 'death.cancelled'
  | 'extract.issued';

/** Begins an act of an officer of the register, for one of these purposes. */
export function openAct(
  context: Context,
  act: string,
  purposes: readonly string[],
  input: { readonly key: string },
): OpenAct | Refused {
  const officer = officerOf(context, purposes);
  if (!officer) return refused('NOT_FOR_THIS_PURPOSE');
  const request = requestOf(officer, act, input);
  return request ? { officer, request } : refused('KEY_NOT_USABLE');
}

/** Whether an act or its preparation was refused. */
export function isRefused(value: object): value is Refused {
  return '__typename' in value && value.__typename === 'RegistrationRefused';
}

/** What a request made before it was repeated; undefined where it is new. */
export async function repeated<T extends Requested>(
  collection: Collection<T>,
  { request }: OpenAct,
): Promise<T | Refused | undefined> {
  const before = await madeBefore(collection, request);
  if (!before) return undefined;
  return before.kind === 'REPEATED' ? before.document : refused('KEY_USED_OTHERWISE');
}

/** What an event points to. */
interface Pointed {
  readonly kind: string;
  readonly id: string;
  readonly edition: number;
  readonly supersedes?: string;
}

/** Announces an entry and stores it, once. */
export async function enter<T extends Requested>(
  context: Context,
  act: ActName,
  collection: Collection<T>,
  entry: T & Pointed,
  { request }: OpenAct,
): Promise<Insertion<T>> {
  await tell(context, act, entry);
  return insertOnce<T>(collection, entry, request);
}

/** Announces what is about to be done to an entry. */
export async function tell(
  { announce }: Context,
  act: ActName,
  { kind, id, edition, supersedes }: Pointed,
): Promise<void> {
  const document = { agency: 'justice', kind, id, version: edition, supersedes };
  await announce(agencyEvent(`justice.${act}`, document, Temporal.Now.instant()));
}

/**
 * What an entry begins with. It is signed when it is sealed. The name of an office is in no list here: whoever wants it
 * looks the code up.
 */
export function newEntry(kind: string, { officer, request }: OpenAct, { today }: Context) {
  return {
    id: madeId(kind, request),
    version: 1,
    issuer: { code: officer.office, name: `Ủy ban nhân dân cấp xã ${officer.office}` },
    issuedOn: today.toString(),
    status: 'ISSUED',
    signature: { status: 'UNSIGNED' },
    request,
  } as const;
}
