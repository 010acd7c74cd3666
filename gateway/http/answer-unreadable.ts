import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { writeRefusal } from './answer.ts';
import type { Reception } from './reception.ts';
import { refusal } from './refusal.ts';
import { responseHeaders } from './response-headers.ts';

/** An error of the parser of HTTP, or of a connection. */
type ReadingError = Error & { readonly code?: string };

/**
 * Answers bytes that are no HTTP request, or not one we have room or time for, and closes the connection. What was asked
 * on it before has its answer first: it may be run and recorded. Until then each further piece is an error anew, which holds
 * what was read; so a connection is met once, and of its error only the code is kept.
 */
export function answerUnreadable(reception: Reception): (error: ReadingError, socket: Socket) => void {
  const met = new WeakSet<Socket>();
  return ({ code }, socket) => {
    if (code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    // Read on, and not paused: closed with bytes unread, it would be reset, and the answers lost with it.
    if (met.has(socket)) return;
    met.add(socket);
    answerInTurn(reception, code, socket);
  };
}

function answerInTurn(reception: Reception, code: string | undefined, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const earlier = reception.answering(socket);
  if (earlier) {
    earlier.once('close', () => answerInTurn(reception, code, socket));
    return;
  }
  const { status, headers, body } = writeRefusal(refusalOfParser(code));
  const context = reception.begin({}, 'GET');
  const lines = Object.entries({ ...responseHeaders(context), ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.write(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      ...lines,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  // Ended alone it would stay with whoever does not end their side, for ever: Node looks after it no more.
  socket.destroySoon();
  reception.tell('none', status, 0, context);
}

function refusalOfParser(code: string | undefined): ReturnType<typeof refusal> {
  if (code === 'HPE_HEADER_OVERFLOW') return refusal('HEADERS_TOO_LARGE');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return refusal('REQUEST_TIMEOUT');
  return refusal('BAD_REQUEST', 'The request is not valid HTTP.');
}
