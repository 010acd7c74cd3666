import { Agent } from 'undici';
import type { Subgraph } from '../supergraph/load-supergraph.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** What came back over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  /** In lower case, without parameters. */
  readonly mediaType: string;
  readonly text: string;
}

/** Sends bodies to subgraphs over connections that are kept open; JSON where the headers do not say otherwise. */
export interface Poster {
  /** @throws SubgraphFault when nothing usable came back in time */
  readonly post: (
    subgraph: Pick<Subgraph, 'name' | 'url'>,
    headers: Readonly<Record<string, string>>,
    body: string | Uint8Array,
  ) => Promise<HttpAnswer>;
  readonly close: () => Promise<void>;
}

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** @param timeout milliseconds that a subgraph may take for one whole answer */
export function createPoster(timeout: number): Poster {
  const agent = new Agent({ maxResponseSize: MAX_ANSWER_BYTES });
  return {
    async post(subgraph, headers, body) {
      const url = new URL(subgraph.url);
      try {
        const response = await agent.request({
          origin: url.origin,
          path: url.pathname + url.search,
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers, accept: ACCEPT },
          body,
          signal: AbortSignal.timeout(timeout),
        });
        const mediaType = String(response.headers['content-type'] ?? '').split(';', 1)[0] ?? '';
        return {
          status: response.statusCode,
          mediaType: mediaType.trim().toLowerCase(),
          text: await response.body.text(),
        };
      } catch (error) {
        throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph.name, transportReason(error));
      }
    },
    close: () => agent.close(),
  };
}

/** A name for what went wrong. Never the error's message: it can hold addresses. */
function transportReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
