import { isValidAt, issuerOf } from '../../keys/agency-key.ts';
import { SealRefused } from '../sd-jwt/seal-refused.ts';
import { verifySigned, type PublishedKeys } from '../verify/published-keys.ts';
import { statusListType } from './sign-status-list.ts';
import { bitsEach, unpackStatuses, type StatusName } from './status-bits.ts';
import { statusUri } from './status-place.ts';

/** Verified status lists by their `uri`. */
export type StatusLists = ReadonlyMap<string, StatusList>;

/** A verified status list. */
export interface StatusList {
  readonly statusAt: (place: number) => StatusName | undefined;
  /** When its custodian wrote it, and until when it wants it to be relied on; seconds since 1970. */
  readonly asOf: number;
  readonly until: number;
}

/** Whether a document still holds; `UNKNOWN` where the list that would say so, `uri`, is not there. */
export type DocumentStanding =
  | {
      readonly status: StatusName;
      readonly asOf: number;
      /** Whether the list is older than its custodian wants it to be relied on. */
      readonly isStale: boolean;
    }
  | { readonly status: 'UNKNOWN'; readonly uri: string };

/** Where a seal says that its status stands. */
interface StatusReference {
  readonly uri: string;
  readonly idx: number;
}

/**
 * Verifies status lists: tokens of their custodians, as texts.
 *
 * @throws SealRefused for one that is not what its custodian signed
 */
export async function readStatusLists(tokens: readonly string[], keys: PublishedKeys): Promise<StatusLists> {
  const lists = new Map<string, StatusList>();
  for (const token of tokens) {
    const { uri, ...list } = await readStatusList(token.trim(), keys);
    // Of two of the same the newer one counts.
    if (list.asOf >= (lists.get(uri)?.asOf ?? 0)) lists.set(uri, list);
  }
  return lists;
}

async function readStatusList(
  token: string,
  keys: PublishedKeys,
): Promise<StatusList & { readonly uri: string }> {
  const { key, payload } = await verifySigned(token, statusListType, keys);
  const { iss, sub, iat, exp, status_list: list } = readPayload(payload);
  if (!isMoment(iat) || !isMoment(exp) || list?.bits !== bitsEach || typeof list.lst !== 'string')
    throw new SealRefused('CLAIMS');
  if (typeof sub !== 'string' || iss !== issuerOf(key.agency) || !sub.startsWith(statusUri(key.agency, '')))
    throw new SealRefused('FOREIGN_KEY');
  if (!isValidAt(key, iat)) throw new SealRefused('KEY_NOT_VALID_THEN');
  try {
    return { uri: sub, statusAt: unpackStatuses(list.lst), asOf: iat, until: exp };
  } catch {
    throw new SealRefused('CLAIMS');
  }
}

interface StatusPayload {
  readonly iss?: unknown;
  readonly sub?: unknown;
  readonly iat?: unknown;
  readonly exp?: unknown;
  readonly status_list?: { readonly bits?: unknown; readonly lst?: unknown };
}

function readPayload(bytes: Uint8Array): StatusPayload {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as StatusPayload;
  } catch {
    throw new SealRefused('CLAIMS');
  }
}

function isMoment(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Where the status of a seal stands. @throws SealRefused where it does not say */
export function readPlace(payload: Readonly<Record<string, unknown>>): StatusReference {
  const { status } = payload as { readonly status?: { readonly status_list?: Partial<StatusReference> } };
  const { idx, uri } = status?.status_list ?? {};
  if (!isMoment(idx) || typeof uri !== 'string') throw new SealRefused('CLAIMS');
  return { idx, uri };
}

/** What the lists say of a seal. @throws SealRefused where its own list does not know its place */
export function statusOf(lists: StatusLists, { uri, idx }: StatusReference, now: number): DocumentStanding {
  const list = lists.get(uri);
  if (!list) return { status: 'UNKNOWN', uri };
  const status = list.statusAt(idx);
  if (status === undefined) throw new SealRefused('CLAIMS');
  return { status, asOf: list.asOf, isStale: list.until <= now };
}
