import type { Server } from 'node:http';
import type { HttpConnection } from './http-connection.ts';
import { isAnsweredEarly } from './read-past.ts';

/** What had been given to a connection at some moment, and has not left. */
interface Waiting {
  /** Bytes of the connection, from its first one. */
  readonly upTo: number;
  /** Moment of `performance.now()`. */
  readonly since: number;
}

/**
 * Looks after answers that are on their way. Node counts a connection as idle as soon as its answer was given to it, and
 * closing the server cut off what had not left; and nobody but the reader decides how long that takes.
 *
 * @param departure milliseconds in which what was given to a connection has to leave; within a second after that it is
 * closed: whoever does not read would keep the answer in memory for ever
 */
export function seeAnswersOff(server: Server, departure: number): void {
  const open = new Map<HttpConnection, Waiting | undefined>();
  server.on('connection', (socket: HttpConnection) => {
    open.set(socket, undefined);
    socket.once('close', () => open.delete(socket));
  });
  const looking = setInterval(
    () => {
      const now = performance.now();
      for (const [socket, before] of open) {
        const waiting = stillWaiting(socket, before, now);
        if (waiting && now - waiting.since > departure) socket.destroy();
        else if (waiting !== before) open.set(socket, waiting);
      }
    },
    Math.min(1_000, departure / 4),
  ).unref();
  server.once('close', () => clearInterval(looking));

  const closeIdle = server.closeIdleConnections.bind(server);
  server.closeIdleConnections = () => {
    const busy = [...open.keys()].filter((socket) => !socket.destroyed && socket.writableLength > 0);
    sparing(busy, closeIdle);
    // Node does not count them as idle yet; once they are, nobody would close them.
    for (const socket of open.keys()) if (isAnsweredEarly(socket)) socket.destroySoon();
    if (busy.length > 0) void Promise.all(busy.map(emptied)).then(() => server.closeIdleConnections());
  };
}

/** Runs what destroys connections without a choice of which, and leaves some of them be. */
function sparing(sockets: readonly HttpConnection[], destroyIdle: () => void): void {
  for (const socket of sockets) socket.destroy = () => socket;
  destroyIdle();
  for (const socket of sockets) delete (socket as Partial<HttpConnection>).destroy;
}

function stillWaiting(socket: HttpConnection, before: Waiting | undefined, now: number): Waiting | undefined {
  const unsent = socket.writableLength;
  if (unsent === 0) return undefined;
  const isLeft = before !== undefined && socket.bytesWritten - unsent >= before.upTo;
  return before && !isLeft ? before : { upTo: socket.bytesWritten, since: now };
}

/** Settles when what was given to a connection until now has left, or the connection is closed. */
function emptied(socket: HttpConnection): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const settle = () => {
    socket.off('close', settle);
    resolve();
  };
  socket.once('close', settle);
  if (!socket.writableEnded) socket.write('', settle);
  return promise;
}
