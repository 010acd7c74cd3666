import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { answerDue, readNoFurther } from './http-connection.ts';

/** An error of the parser of HTTP, or of a connection. */
export type ReadingError = Error & { readonly code?: string };

/**
 * Closes a connection that is read no further. What was asked on it before has its answer first: it may be run and
 * recorded. Until then each further piece is an error anew, which holds what was read; so a connection is met once, and of
 * its error only the code is kept.
 *
 * @param refusalOf the whole answer to bytes that are no request, or not one there is room or time for
 * @returns what listens to `clientError`
 */
export function closeInTurn(
  refusalOf: (code: string | undefined) => string,
): (error: ReadingError, socket: Socket) => void {
  const met = new WeakSet<Socket>();
  function close(code: string | undefined, socket: Socket): void {
    if (socket.writable && code !== readNoFurther) socket.write(refusalOf(code));
    socket.end();
    // Ended alone it would stay with whoever does not end their side, for ever: Node looks after it no more.
    socket.destroySoon();
  }
  return ({ code }, socket) => {
    if (code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    // Read on, and not paused: closed with bytes unread, it would be reset, and the answers lost with it.
    if (met.has(socket)) return;
    met.add(socket);
    const due = dueBefore(socket);
    if (!due) {
      close(code, socket);
      return;
    }
    if (code === readNoFurther) due.shouldKeepAlive = false;
    due.once('close', () => close(code, socket));
  };
}

/** The answer that is due to a request which came whole. */
function dueBefore(socket: Socket): ServerResponse | undefined {
  const due = answerDue(socket);
  return due && (due.req.complete || due.writableEnded) ? due : undefined;
}
