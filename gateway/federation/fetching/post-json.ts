import { toByteText } from '../../operation/byte-text.ts';
import type { Exchange } from '../http-client/connection.ts';
import { createConnections } from '../http-client/connections.ts';
import { createDeadlines } from '../http-client/deadlines.ts';
import { HttpFault } from '../http-client/http-fault.ts';
import type { HttpResponse } from '../http-client/response-reader.ts';
import { writeHeaders } from '../http-client/write-headers.ts';
import type { Subgraph } from '../supergraph/load-supergraph.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** What came back over HTTP. */
export type HttpAnswer = Pick<HttpResponse, 'status' | 'mediaType' | 'bytes'>;

/** Sends bodies to subgraphs over connections that are kept open; JSON where the headers do not say otherwise. */
export interface Poster {
  /**
   * @param until moment of `performance.now()` by which it must be there, where that is sooner than the poster's own time
   * @throws SubgraphFault when nothing usable came back in time
   */
  readonly post: (
    subgraph: Pick<Subgraph, 'name' | 'url'>,
    headers: Readonly<Record<string, string>>,
    body: string | Uint8Array,
    until?: number,
  ) => Promise<HttpAnswer>;
  /** Connections end with the calls that are under way on them. */
  readonly close: () => Promise<void>;
}

const accept = 'accept: application/graphql-response+json, application/json;q=0.9\r\n';
const jsonType = 'content-type: application/json\r\n';

/** A poster that tells how each call ended, before whoever waits for it hears of it. */
export interface TellingPoster extends Poster {
  readonly post: (
    ...call: [...Parameters<Poster['post']>, ended?: (end: HttpAnswer | SubgraphFault) => void]
  ) => Promise<HttpAnswer>;
}

/**
 * @param timeout milliseconds that a subgraph may take for one whole answer
 * @param answerBytes that one answer may have
 */
export function createPoster(timeout: number, answerBytes: number): TellingPoster {
  const connections = createConnections();
  const deadlines = createDeadlines();
  const addresses = new Map<string, Address>();

  /** @param at moment of `performance.now()` by which it must be there */
  function ask(url: string, headers: Headers, body: string | Uint8Array, at: number, told: Told): void {
    const { origin, start } = addresses.getOrInsertComputed(url, readAddress);
    const bytes = typeof body === 'string' ? toByteText(body) : body;
    const type = headers['content-type'] === undefined ? jsonType : '';
    const head = `${start}${type}content-length: ${bytes.length}\r\n${writeHeaders(headers)}\r\n`;
    const abort = connections.ask(origin, {
      head: typeof bytes === 'string' ? head + bytes : head,
      body: typeof bytes === 'string' ? undefined : bytes,
      mostBytes: answerBytes,
      answered: (response) => {
        deadlines.end(deadline);
        told.answered(response);
      },
      failed: (error) => {
        deadlines.end(deadline);
        told.failed(error);
      },
    });
    const late = () => abort(new DOMException('too late', 'TimeoutError'));
    const deadline = deadlines.begin({ at, late });
  }

  return {
    post({ name, url }, headers, body, until = Number.POSITIVE_INFINITY, ended) {
      const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
      const answered = (answer: HttpAnswer) => {
        resolve(answer);
        ended?.(answer);
      };
      const failed = (error: unknown) => {
        const fault = transportFault(name, error);
        reject(fault);
        ended?.(fault);
      };
      const now = performance.now();
      const at = Math.min(until, now + timeout);
      try {
        if (at > now) ask(url, headers, body, at, { failed, answered });
        else failed(new DOMException('too late', 'TimeoutError'));
      } catch (error) {
        failed(error);
      }
      return promise;
    },
    close: async () => connections.close(),
  };
}

type Headers = Readonly<Record<string, string>>;
type Told = Pick<Exchange, 'answered' | 'failed'>;

interface Address {
  readonly origin: string;
  /** What each request to it begins with. */
  readonly start: string;
}

function readAddress(url: string): Address {
  const { origin, host, pathname, search } = new URL(url);
  return { origin, start: `POST ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\n${accept}` };
}

function transportFault(subgraph: string, error: unknown): SubgraphFault {
  return new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph, transportReason(error), transportKind(error));
}

function transportKind(error: unknown): SubgraphFault['kind'] {
  if (error instanceof DOMException) return 'TIMEOUT';
  return error instanceof HttpFault && error.code === 'TOO_LARGE' ? 'OTHER' : 'CONNECTION';
}

/** A name for what went wrong. Never the error's message: it can hold addresses. */
function transportReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof DOMException) return 'timeout';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
