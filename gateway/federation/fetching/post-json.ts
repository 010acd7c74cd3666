import { Agent, type Dispatcher } from 'undici';
import type { Subgraph } from '../supergraph/load-supergraph.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** What came back over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  /** In lower case, without parameters. */
  readonly mediaType: string;
  /** The body as it came. */
  readonly bytes: Buffer;
}

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
  readonly close: () => Promise<void>;
}

/** How many provisional answers (1xx) may come before the answer: nobody here waits for any. */
const MAX_PROVISIONAL = 8;
const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';

/**
 * @param timeout milliseconds that a subgraph may take for one whole answer
 * @param answerBytes that one answer may have
 */
export function createPoster(timeout: number, answerBytes: number): Poster {
  // A whole answer has one timer of ours: undici's would begin anew with each part of it.
  const agent = new Agent({ maxResponseSize: answerBytes, headersTimeout: 0, bodyTimeout: 0 });
  const addresses = new Map<string, Pick<Dispatcher.DispatchOptions, 'origin' | 'path'>>();
  return {
    async post({ name, url }, headers, body, until = Number.POSITIVE_INFINITY) {
      const within = Math.min(timeout, until - performance.now());
      if (within <= 0) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', name, 'timeout', 'TIMEOUT');
      const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
      const options: Dispatcher.DispatchOptions = {
        ...addresses.getOrInsertComputed(url, readAddress),
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers, accept: ACCEPT },
        body,
      };
      const reader = answerReader(within, resolve, (error) => reject(transportFault(name, error)));
      agent.dispatch(options, reader);
      return promise;
    },
    close: () => agent.close(),
  };
}

function readAddress(url: string): Pick<Dispatcher.DispatchOptions, 'origin' | 'path'> {
  const { origin, pathname, search } = new URL(url);
  return { origin, path: pathname + search };
}

/** Collects one answer. `dispatch` spares a stream and a signal for each call, which cost more than the call itself. */
function answerReader(
  timeout: number,
  resolve: (answer: HttpAnswer) => void,
  reject: (error: unknown) => void,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let controller: Dispatcher.DispatchController | undefined;
  let late: Error | undefined;
  let status = 0;
  let provisional = 0;
  let contentType = '';
  const timer = setTimeout(() => {
    late = new DOMException('too late', 'TimeoutError');
    controller?.abort(late);
    reject(late);
  }, timeout);
  return {
    onRequestStart(started) {
      controller = started;
      if (late) started.abort(late);
    },
    onResponseStart(_, statusCode, headers) {
      const isProvisional = statusCode < 200;
      if (isProvisional && ++provisional > MAX_PROVISIONAL) controller?.abort(new Error('too many answers'));
      status = statusCode;
      contentType = String(headers['content-type'] ?? '');
    },
    onResponseData(_, chunk) {
      chunks.push(chunk);
    },
    onResponseEnd() {
      clearTimeout(timer);
      const [first = Buffer.alloc(0)] = chunks;
      const mediaType = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
      resolve({ status, mediaType, bytes: chunks.length > 1 ? Buffer.concat(chunks) : first });
    },
    onResponseError(_, error) {
      clearTimeout(timer);
      reject(error);
    },
  };
}

/** How undici says that an answer is larger than may be. */
const tooLarge = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';

function transportFault(subgraph: string, error: unknown): SubgraphFault {
  const reason = transportReason(error);
  const kinds: Readonly<Record<string, SubgraphFault['kind']>> = { timeout: 'TIMEOUT', [tooLarge]: 'OTHER' };
  const kind = kinds[reason] ?? 'CONNECTION';
  return new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph, reason, kind);
}

/** A name for what went wrong. Never the error's message: it can hold addresses. */
function transportReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
