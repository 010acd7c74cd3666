import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { writeRefusal } from '../http/answer.ts';
import { refusal } from '../http/refusal.ts';
import { readContext } from '../http/request-context.ts';
import { responseHeaders } from '../http/response-headers.ts';

/** Seconds after which to come again, spread so that not all do at once. */
const soonest = 1;
const spread = 3;

/** What the header `retry-after` says to whoever is sent away, in seconds. */
export function comeAgainIn(): number {
  return soonest + Math.floor(Math.random() * spread);
}

const { status, headers, body } = writeRefusal(refusal('OVERLOADED'));
const bytes = Buffer.from(body);

/**
 * Lets a server send requests away before its framework sees them: at ten times the load that can be carried, nine
 * answers of ten are this one, and what each costs is taken from the tenth.
 *
 * @param isFull whether this request is to be sent away
 */
export function sendAwayEarly(server: Server, isFull: (request: IncomingMessage) => boolean): void {
  const listeners = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!isFull(request)) {
      for (const listener of listeners) listener.call(server, request, response);
      return;
    }
    response.writeHead(status, {
      ...responseHeaders(readContext(request.headers, request.method ?? 'GET')),
      ...headers,
      'content-length': bytes.length,
      'retry-after': String(comeAgainIn()),
    });
    response.end(bytes);
  });
}
