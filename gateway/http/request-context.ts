import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { AccessFacts } from '../access/access-facts.ts';
import { anonymous, type Caller } from '../access/caller.ts';
import type { RequestTrace } from '../observability/request-trace.ts';
import type { UnshownPeople } from '../quota/unshown-people.ts';
import type { MadeAsker } from '../trust/asker.ts';
import type { RequestRelations } from '../trust/prove-relations.ts';
import { preferredLanguage, type Language } from './language.ts';

/** What accompanies one request through the gateway. */
export interface RequestContext {
  /** The caller's `x-request-id`, or one of ours. */
  readonly requestId: string;
  /** Moment of `performance.now()` by which it must be answered; whenever if left out. */
  readonly until?: number;
  /** The caller's W3C trace context, handed on to the subgraphs. */
  readonly traceparent: string | undefined;
  /** What is kept of this request as a trace; left out where none is. */
  readonly trace?: RequestTrace;
  /** True for GET and HEAD, which may run only queries. */
  readonly isSafeMethod: boolean;
  /** The language of our own sentences. */
  readonly language: Language;
  /** Who asks; anonymous until identified. */
  readonly caller: Caller;
  /** What the access decision looks at; left out by a gateway that knows no policy. */
  readonly facts?: AccessFacts;
  /** What agencies prove about the caller. */
  readonly relations?: RequestRelations;
  /** What agencies have been told of who asks, for further calls of this request: written anew for each call if left out. */
  readonly askers?: MadeAsker[];
  /** What agencies say of those whom the answer does not show. */
  readonly unshown?: UnshownPeople;
}

/** UUIDs and trace ids, or words without as many digits in a row as numbers of people have (9 to 15). */
const requestIdShape =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|(?!.*\d{9})[A-Za-z0-9._:-]{1,128})$/i;
const traceparentShape = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * Reads the context out of the request headers. Ids of another shape are not taken over: they end up in logs and
 * in headers to the subgraphs, where a free text could forge a line or carry somebody's data.
 */
export function readContext(headers: IncomingHttpHeaders, method: string, until?: number): RequestContext {
  return {
    requestId: matching(headers['x-request-id'], requestIdShape) ?? randomUUID(),
    traceparent: matching(headers['traceparent'], traceparentShape),
    isSafeMethod: method === 'GET' || method === 'HEAD',
    language: preferredLanguage(headers['accept-language']),
    caller: anonymous,
    askers: [],
    ...(until !== undefined && { until }),
  };
}

function matching(value: string | readonly string[] | undefined, shape: RegExp): string | undefined {
  return typeof value === 'string' && shape.test(value) ? value : undefined;
}
