import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { hubContextHeader } from '../../../schema/hub-context.ts';
import { sessionParts } from '../../../schema/hub-session.ts';

/** What the gateway sent to an agency. */
export interface SentFetch {
  readonly agency: string;
  readonly path: string;
  readonly body: string;
  /** The status, where the agency refused the call. */
  readonly refusal?: string | undefined;
}

/** What Node tells of a request that has arrived. */
interface Arrived {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Sees every body that reaches an agency: what carries a signed context, as it comes off the wire. Watched where it
 * arrives, so that it is seen whatever client sent it.
 */
export function watchFetches(): { readonly take: () => readonly SentFetch[]; readonly stop: () => void } {
  const arrived: { readonly told: Arrived; readonly chunks: Uint8Array[] }[] = [];
  const listen = (message: unknown): void => {
    const told = message as Arrived;
    const { request } = told;
    if (request.headers[hubContextHeader] === undefined) return;
    const chunks: Uint8Array[] = [];
    arrived.push({ told, chunks });
    // To listen to its data would take them from the server.
    const push = request.push.bind(request);
    request.push = (chunk: Uint8Array | null, ...rest) => {
      if (chunk !== null) chunks.push(Uint8Array.from(chunk));
      return push(chunk, ...rest);
    };
  };
  subscribe('http.server.request.start', listen);
  return {
    take: () =>
      arrived.splice(0).map(({ told: { request, response }, chunks }) => ({
        agency: audienceOf(String(request.headers[hubContextHeader])),
        path: request.url ?? '',
        body: Buffer.concat(chunks).toString('utf8'),
        refusal: response.statusCode >= 400 ? String(response.statusCode) : undefined,
      })),
    stop: () => void unsubscribe('http.server.request.start', listen),
  };
}

/** A signed context names its subgraph in the second part, and a call of a session in the first. */
function audienceOf(context: string): string {
  const parts = context.split('.');
  const named = parts[parts.length === sessionParts ? 0 : 1] ?? '';
  return String((JSON.parse(Buffer.from(named, 'base64url').toString()) as { readonly aud?: unknown }).aud);
}
