import { Agent } from 'undici';
import { isFetchedObject } from './merge-fetched.ts';
import type { FetchedObject } from './merge-fetched.ts';
import type { Subgraph } from '../supergraph/load-supergraph.ts';
import { SubgraphFault } from './subgraph-fault.ts';

/** What is sent: the three members of a GraphQL request. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** What a subgraph said, as far as we trust it: of an error only the place. */
export interface SubgraphReply {
  readonly data: FetchedObject | null;
  readonly errorPaths: readonly (readonly (string | number)[] | undefined)[];
}

/** Makes the headers for one body that is about to be sent, such as a signature over it. */
export type SignBody = (subgraph: string, body: string) => Promise<Readonly<Record<string, string>>>;

export interface SubgraphClient {
  /** @throws SubgraphFault when there is no GraphQL answer */
  readonly send: (
    subgraph: Subgraph,
    request: SubgraphRequest,
    sign: SignBody | undefined,
  ) => Promise<SubgraphReply>;
  readonly close: () => Promise<void>;
}

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Posts operations to subgraphs over connections that are kept open.
 *
 * @param timeout milliseconds that a subgraph may take for one whole answer
 */
export function createSubgraphClient(timeout: number): SubgraphClient {
  const agent = new Agent({ maxResponseSize: MAX_ANSWER_BYTES });
  return {
    async send(subgraph, request, sign) {
      const body = JSON.stringify(request);
      const headers = sign ? await sign(subgraph.name, body) : {};
      const answer = await post(agent, subgraph, headers, body, timeout);
      return readReply(subgraph, answer);
    },
    close: () => agent.close(),
  };
}

interface HttpAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

async function post(
  agent: Agent,
  subgraph: Subgraph,
  headers: Readonly<Record<string, string>>,
  body: string,
  timeout: number,
): Promise<HttpAnswer> {
  const url = new URL(subgraph.url);
  try {
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: ACCEPT },
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
}

/** A name for what went wrong. Never the error's message: it can hold addresses. */
function transportReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function readReply(subgraph: Subgraph, answer: HttpAnswer): SubgraphReply {
  // A body of plain JSON beside an error status may come from anything that stands in between.
  const isGraphql = answer.mediaType === 'application/graphql-response+json' || answer.status < 300;
  const body = isGraphql ? parseObject(answer.text) : undefined;
  const data = body?.['data'];
  const errors = body?.['errors'];
  const hasErrors = Array.isArray(errors) && errors.length > 0;
  if (isFetchedObject(data) || hasErrors) {
    return { data: isFetchedObject(data) ? data : null, errorPaths: hasErrors ? errors.map(errorPath) : [] };
  }
  throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', subgraph.name, `no GraphQL answer (HTTP ${answer.status})`);
}

function parseObject(text: string): FetchedObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFetchedObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function errorPath(error: unknown): readonly (string | number)[] | undefined {
  const path = isFetchedObject(error) ? error['path'] : undefined;
  const isPath =
    Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number');
  return isPath && path.length > 0 ? path : undefined;
}
