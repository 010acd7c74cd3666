import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { hubContextHeader, type HubCall } from '../../../schema/hub-context.ts';
import { sessionParts } from '../../../schema/hub-session.ts';

/** What the gateway sent to an agency. */
export interface SentFetch extends Pick<HubCall, 'requestId' | 'access'> {
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
  let arrived: readonly { readonly told: Arrived; readonly chunks: Uint8Array[] }[] = [];
  const listen = (message: unknown): void => {
    const told = message as Arrived;
    const { request } = told;
    if (request.headers[hubContextHeader] === undefined) return;
    const chunks: Uint8Array[] = [];
    arrived = [...arrived, { told, chunks }];
    // To listen to its data would take them from the server.
    const push = request.push.bind(request);
    request.push = (chunk: Uint8Array | null, ...rest) => {
      if (chunk !== null) chunks.push(Uint8Array.from(chunk));
      return push(chunk, ...rest);
    };
  };
  subscribe('http.server.request.start', listen);
  return {
    take() {
      // What is still under way, of somebody beside, is taken when it is over.
      const { over = [], underWay = [] } = Object.groupBy(arrived, ({ told: { response } }) =>
        response.writableEnded || response.destroyed ? 'over' : 'underWay',
      );
      arrived = underWay;
      return over.map(({ told: { request, response }, chunks }) => ({
        ...callOf(String(request.headers[hubContextHeader])),
        path: request.url ?? '',
        body: Buffer.concat(chunks).toString('utf8'),
        refusal: response.statusCode >= 400 ? String(response.statusCode) : undefined,
      }));
    },
    stop: () => void unsubscribe('http.server.request.start', listen),
  };
}

/** The second part says who asks, of a signed context and of a call of a session; of which agency, a session says in its first. */
function callOf(context: string): Pick<SentFetch, 'agency' | 'requestId' | 'access'> {
  const parts = context.split('.');
  const read = (part: number) =>
    JSON.parse(Buffer.from(parts[part] ?? '', 'base64url').toString()) as Partial<HubCall>;
  const { requestId = '', access, aud } = read(1);
  return {
    agency: String(parts.length === sessionParts ? read(0).aud : aud),
    requestId,
    ...(access && { access }),
  };
}
