import { parse, type DocumentNode } from 'graphql';
import { sha256 } from '../../schema/sha256.ts';
import { askedPlaces } from './asked-places.ts';
import { mostTokens, opaqueIdsInOperation, opaqueIdsInValue } from './opaque-ids.ts';

/** Whom a request can be about, as far as its words say. */
export interface NamedIds {
  /** Opaque ids; left out for none. */
  readonly named?: readonly string[];
  /** There where `named` has not all of them. */
  readonly allNamed?: AllNamed;
}

/** How many opaque ids a request had, and SHA-256 (base64url) of all of them, sorted and joined by one blank each. */
export interface AllNamed {
  readonly count: number;
  readonly digest: string;
}

/** What is read of a request. */
export interface NamingRequest {
  /** Its text, good or not; undefined where nobody knows it. */
  readonly text: string | undefined;
  readonly document?: DocumentNode;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** Most ids that an entry of the log keeps: no page of a list has more. */
const most = 1_000;

/**
 * Every opaque id in the strings and variables of a request: an id of something else is nobody's. Where there are more than an entry keeps, those come
 * first by which the operation asks, one of each place after the other: whoever writes ids beside a question, or many of
 * them into one of its places, does not hide whom it is about. What is left out is counted and has a digest.
 *
 * @param citizen opaque id of who asks, whom it is about as well where it says `me`, or where nobody knows what it says
 */
export function namedIds(request: NamingRequest, citizen?: string): NamedIds {
  const { text = '', variables = {} } = request;
  const self = citizen !== undefined && saysMe(request.text) ? [citizen] : [];
  const all = new Set([...self, ...opaqueIdsInOperation(text), ...opaqueIdsInValue(variables)]);
  if (all.size === 0) return {};
  if (all.size <= most) return { named: [...all] };
  const ordered = new Set([...self, ...askedFirst(request), ...all]);
  const digest = sha256([...all].toSorted().join(' '));
  return { named: [...ordered].slice(0, most), allNamed: { count: all.size, digest } };
}

function saysMe(text: string | undefined): boolean {
  return text === undefined || /\bme\b/.test(text);
}

function askedFirst({
  text = '',
  document,
  operationName,
  variables = {},
}: NamingRequest): readonly string[] {
  const read = document ?? documentOf(text);
  return read ? inTurns(askedPlaces(read, operationName, variables)) : [];
}

function documentOf(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true, maxTokens: mostTokens });
  } catch {
    return undefined;
  }
}

/** The first of each list, the second of each, and so on. */
function inTurns(lists: readonly (readonly string[])[]): readonly string[] {
  const turns: string[] = [];
  let open = lists;
  for (let at = 0; open.length > 0; at++) {
    open = open.filter(({ length }) => at < length);
    for (const list of open) turns.push(...list.slice(at, at + 1));
  }
  return turns;
}
