import type { IncomingMessage, Server } from 'node:http';
import { answerDue, type HttpConnection } from './http-connection.ts';
import { isAskedFor } from './meet-expectations.ts';

/** Bytes of what is left of a body; more than the largest file that is sent in good faith. */
const mostReadPast = 16 * 1024 * 1024;

/** Milliseconds between two looks at how much has come. */
const period = 250;

/**
 * Lets the last answer on a connection arrive at whoever still sends the body of what was refused. Closed with bytes unread,
 * a connection is reset, and a client that writes first and reads then (Python, Java, proxies) never learns that its token is
 * over, or when to come again. So what is left of the body is read past, as far as it may be large, and late
 * (`arrivesWithin`), and then the connection is closed.
 */
export function readPastBeforeClosing(server: Server): void {
  server.on('connection', (socket: HttpConnection) => {
    const close = socket.destroySoon.bind(socket);
    socket.destroySoon = () => {
      const left = socket.parser?.incoming;
      if (!left || left.complete || socket.writableEnded || !isAskedFor(left)) {
        close();
        return;
      }
      socket.end();
      readPast(socket, left, close);
    };
  });
}

/** Whether all was said on a connection while the rest of what was asked on it is still to come. */
export function isAnsweredEarly(socket: HttpConnection): boolean {
  return socket.writable && !answerDue(socket) && socket.parser?.incoming?.complete === false;
}

/** Node hands on nothing of a body that nobody wants: how much comes is seen at the connection. */
function readPast(socket: HttpConnection, request: IncomingMessage, then: () => void): void {
  const upTo = socket.bytesRead + mostReadPast;
  const looking = setInterval(() => {
    if (socket.bytesRead > upTo) then();
  }, period).unref();
  socket.once('close', () => clearInterval(looking));
  request.once('end', then);
  request.resume();
}
