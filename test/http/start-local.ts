import { startServer, type RunningServer, type ServerOptions } from '../../gateway/server.ts';
import { localGateway } from './local-gateway.ts';

/** A running server over a local schema, and what it reported as its own faults. */
export interface LocalServer extends RunningServer {
  readonly graphql: string;
  readonly faults: readonly Error[];
}

/** Starts the gateway's front on a free port. */
export async function startLocal(options: Partial<ServerOptions> = {}): Promise<LocalServer> {
  const faults: Error[] = [];
  const server = await startServer({
    gateway: localGateway(),
    host: '127.0.0.1',
    port: 0,
    introspection: true,
    readyChecks: {},
    onFault: (fault) => faults.push(fault),
    ...options,
  });
  return { ...server, graphql: `${server.url}/graphql`, faults };
}

/** An answer whose body is JSON of GraphQL's shape. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
  /** `extensions.code` of the first error. */
  readonly code: unknown;
}

/** Sends a request and reads the answer. */
export async function ask(url: string, init: RequestInit = {}): Promise<JsonAnswer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const body: { data?: unknown; errors?: JsonAnswer['errors'] } = text === '' ? {} : JSON.parse(text);
  const errors = body.errors ?? [];
  return {
    status: response.status,
    headers: response.headers,
    text,
    data: body.data,
    errors,
    code: errors[0]?.extensions?.['code'],
  };
}

/** Posts a JSON value, or a text as it is. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<JsonAnswer> {
  return ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
