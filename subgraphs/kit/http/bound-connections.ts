import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { createRoster, type RosterPlace } from '../roster.ts';
import { answerDue } from './http-connection.ts';
import type { ConnectionWatch } from './one-at-a-time.ts';

/**
 * Bounds the connections that are open: each keeps memory, whether or not anything is asked on it. Where there are so many,
 * the one that has waited longest without asking anything is closed for a newcomer: whoever takes all places and is silent
 * keeps none of them. Where something is under way on each, the newcomer is closed. Neither looks through the others: whoever
 * takes all places is followed by whoever makes newcomers cost much.
 *
 * @returns is to be told of each connection on which a request begins, or is over
 */
export function boundConnections(server: Server, most: number): ConnectionWatch {
  /** Each with its place among the idle ones, while nothing is under way on it. */
  const open = new Map<Socket, RosterPlace<Socket> | undefined>();
  const idle = createRoster<Socket>();
  function leaveIdle(socket: Socket): void {
    const place = open.get(socket);
    if (place) idle.leave(place);
  }
  function forget(socket: Socket): void {
    leaveIdle(socket);
    open.delete(socket);
  }
  function closeLongestIdle(): void {
    const longest = idle.oldest()?.member;
    if (!longest) return;
    forget(longest);
    longest.destroy();
  }
  server.prependListener('connection', (socket: Socket) => {
    if (open.size >= most) closeLongestIdle();
    if (open.size >= most) {
      socket.destroy();
      return;
    }
    open.set(socket, idle.enter(socket));
    socket.once('close', () => forget(socket));
  });
  return {
    begun(socket) {
      if (!open.has(socket)) return;
      leaveIdle(socket);
      open.set(socket, undefined);
    },
    over(socket) {
      // The next one may have begun by then.
      if (open.has(socket) && !answerDue(socket)) open.set(socket, idle.enter(socket));
    },
  };
}
