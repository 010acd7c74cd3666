import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { createRoster, type Roster, type RosterPlace } from '../roster.ts';
import { answerDue } from './http-connection.ts';
import type { ConnectionWatch } from './one-at-a-time.ts';

/** How many on which something is under way are looked at for one newcomer. */
const mostLooks = 64;

/**
 * Bounds the connections that are open: each keeps memory, whether or not anything is asked on it. Where there are so many,
 * the one that has waited longest without asking anything is closed for a newcomer: whoever takes all places and is silent
 * keeps none of them. Where something is asked on each, it is the one whose request has been arriving longest: whoever sends a
 * byte a second keeps none either. Where all wait for their answers, the newcomer is closed. Nobody looks through all others for
 * it: whoever takes all places is followed by whoever makes newcomers cost much.
 *
 * @returns is to be told of each connection on which a request begins, or is over
 */
export function boundConnections(server: Server, most: number): ConnectionWatch {
  const [idle, busy] = [createRoster<Socket>(), createRoster<Socket>()];
  /** Each with its place, and the row in which that is. */
  const open = new Map<Socket, readonly [row: Roster<Socket>, place: RosterPlace<Socket>]>();
  function leave(socket: Socket): boolean {
    const [row, place] = open.get(socket) ?? [];
    return row !== undefined && place !== undefined && row.leave(place);
  }
  function enter(socket: Socket, row: Roster<Socket>): void {
    open.set(socket, [row, row.enter(socket)]);
  }
  function move(socket: Socket, to: Roster<Socket>): void {
    if (leave(socket)) enter(socket, to);
  }
  /** @returns the one that has been arriving longest; those that came whole are not looked at again before the others */
  function longestArriving(): Socket | undefined {
    for (let look = 0; look < Math.min(busy.size, mostLooks); look++) {
      const oldest = busy.oldest()?.member;
      if (!oldest || isArriving(oldest)) return oldest;
      move(oldest, busy);
    }
    return undefined;
  }
  function makeRoom(): void {
    const leaving = idle.oldest()?.member ?? longestArriving();
    if (!leaving) return;
    forget(leaving);
    leaving.destroy();
  }
  function forget(socket: Socket): void {
    leave(socket);
    open.delete(socket);
  }
  server.prependListener('connection', (socket: Socket) => {
    if (open.size >= most) makeRoom();
    if (open.size >= most) {
      socket.destroy();
      return;
    }
    enter(socket, idle);
    socket.once('close', () => forget(socket));
  });
  return {
    begun: (socket) => move(socket, busy),
    over(socket) {
      // The next one may have begun by then.
      if (!answerDue(socket)) move(socket, idle);
    },
  };
}

/** Whether what is asked has not come whole, and nothing was said about it yet. */
function isArriving(socket: Socket): boolean {
  const due = answerDue(socket);
  return due !== undefined && !due.req.complete && !due.headersSent;
}
