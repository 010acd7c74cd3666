import type { ErrorCode } from '../../schema/error-codes.ts';
import { instantText } from '../../schema/calendar/instant-text.ts';
import type { IncomingOperation } from '../http/admit.ts';
import type { GraphqlRequest } from '../http/graphql-request.ts';
import { leaveAfter } from '../../subgraphs/kit/close-within.ts';
import { asRefusal } from '../http/refusal.ts';
import { isPlainId } from '../identity/request/access-request.ts';
import { hubHeaders, type RequestHeaders } from '../identity/request/hub-headers.ts';
import { namedIds } from '../operation/named-ids.ts';
import type { TokenClaims } from '../identity/token-claims.ts';
import { recordedCaller, type DisclosureEntry, type RecordedCaller } from './disclosure-entry.ts';
import type { DisclosureLog } from './disclosure-log.ts';
import { createFreeRefusals } from './free-refusals.ts';

/** Keeps that a caller whose token is good was refused at the door, or behind it before anything was answered. A failure to keep it does not undo the refusal. */
export type RecordRefusal = (error: unknown, claims: TokenClaims, incoming: RefusedRequest) => Promise<void>;

/** Records refusals. */
export interface RefusalRecorder {
  readonly record: RecordRefusal;
  /** Writes what was counted and not yet written. Never rejects. */
  close(): Promise<void>;
}

/** The text that a client has registered under the hash in a request, if there is one. */
export type TextOfHash = (client: string | undefined, request: GraphqlRequest) => string | undefined;

/** A request that was refused; of one that brings a file, only the headers have arrived. */
type RefusedRequest = Pick<IncomingOperation, 'distinctHeaders' | 'context'> &
  Partial<Pick<IncomingOperation, 'graphql'>>;

/**
 * With these nobody was refused: no entry could be written, and what was changed stays so; or a text is asked for of which only the
 * hash was sent.
 */
const noRefusals: ReadonlySet<unknown> = new Set<ErrorCode>([
  'LOG_UNAVAILABLE',
  'CHANGE_NOT_RECORDED',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/** How long a stop waits for what was counted, in milliseconds: a log that is silent may not hold it. */
const stopPatience = 2_000;

/**
 * Writes an entry for each request that is refused whole, where none is written for its answer: at the door, or since its
 * operation does not fit the schema, the limits or its variables. A fault of our own is no refusal. Of refusals that cost their client
 * nothing only the first ones have an entry each.
 *
 * @param count is told the code of each
 * @param textOf what a client runs by a hash, where it has registered that
 */
export function recordRefusals(
  log: DisclosureLog,
  count: (code: string) => void,
  textOf: TextOfHash,
): RefusalRecorder {
  // However long it takes: what is late is written all the same, and would be counted once more.
  const free = createFreeRefusals((entry) => log.append(entry));
  const record: RecordRefusal = async (error, claims, { distinctHeaders, context, graphql }) => {
    const code = asRefusal(error)?.extensions['code'];
    if (typeof code !== 'string' || noRefusals.has(code)) return;
    count(code);
    const { facts } = context;
    const caller = facts ? recordedCaller(facts) : refusedCaller(claims, distinctHeaders());
    const { requestId } = context;
    const namedIn = () => {
      const text = graphql && (graphql.query ?? textOf(claims.client, graphql));
      return namedIds({ ...graphql, text }, caller.citizen);
    };
    if (free.isCounted({ code, caller, requestId, named: () => namedIn().named ?? [] })) return;
    const entry: DisclosureEntry = {
      at: instantText(Temporal.Now.instant()),
      requestId,
      caller,
      outcome: 'REFUSED',
      refused: code,
      ...namedIn(),
      disclosures: [],
      denials: [],
    };
    try {
      await log.append(entry, context.until);
    } catch {
      // Nothing is disclosed, so nothing has to be held back when the log cannot be written.
    }
  };
  return { record, close: () => leaveAfter(stopPatience, free.close()) };
}

/** What is known of a caller whose request was not yet read to its end, each as far as it has a form of ours. */
function refusedCaller(claims: TokenClaims, headers: RequestHeaders): RecordedCaller {
  const [role, ...otherRoles] = claims.roles;
  const stated = {
    role: plain(headers[hubHeaders.role.name], hubHeaders.role.form),
    purpose: plain(headers[hubHeaders.purpose.name], hubHeaders.purpose.form),
    case: plain(headers[hubHeaders.case.name], hubHeaders.case.form),
    emergency: plain(headers[hubHeaders.breakGlass.name], hubHeaders.breakGlass.form),
  };
  return {
    client: idOf(claims.client) ?? 'NONE',
    actor: idOf(claims.actor) ?? 'NONE',
    role: stated.role ?? (otherRoles.length === 0 ? idOf(role) : undefined) ?? 'NONE',
    organisation: idOf(claims.organisation),
    citizen: idOf(claims.citizen),
    purpose: stated.purpose ?? 'NONE',
    case: stated.case,
    reason: undefined,
    emergency: stated.emergency,
    assurance: claims.assurance,
  };
}

function idOf(text: string | undefined): string | undefined {
  return text !== undefined && isPlainId(text) ? text : undefined;
}

function plain(values: readonly string[] | undefined, form: RegExp): string | undefined {
  const [value, ...more] = values ?? [];
  return value !== undefined && more.length === 0 && form.test(value) ? value : undefined;
}
