import type { IncomingMessage, Server } from 'node:http';
import { writeRefusal } from '../http/answer.ts';
import { refusal } from '../http/refusal.ts';
import { readContext } from '../http/request-context.ts';
import { responseHeaders } from '../http/response-headers.ts';
import { takeEarly } from '../http/take-early.ts';
import { comeAgainTimes } from './come-again.ts';

const { status, headers, body } = writeRefusal(refusal('OVERLOADED'));
/** A text and not bytes: Node writes it to the socket together with the head, in one go. */
const text = body.toString();

/**
 * Lets a server send requests away before its framework sees them: at ten times the load that can be carried, nine
 * answers of ten are this one, and what each costs is taken from the tenth.
 *
 * @param isFull whether this request is to be sent away
 */
export function sendAwayEarly(server: Server, isFull: (request: IncomingMessage) => boolean): void {
  let turn = 0;
  takeEarly(server, (request, response) => {
    if (!isFull(request)) return false;
    response.writeHead(status, {
      ...responseHeaders(readContext(request.headers, request.method ?? 'GET')),
      ...headers,
      'content-length': Buffer.byteLength(text),
      'retry-after': String(comeAgainTimes[turn++ % comeAgainTimes.length]),
    });
    response.end(text);
    return true;
  });
}
