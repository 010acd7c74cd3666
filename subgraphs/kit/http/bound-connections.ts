import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { answerDue } from './http-connection.ts';

/** The part of all places that is made free at once: all connections are looked through for it. */
const share = 0.01;

/**
 * Bounds the connections that are open: each keeps memory, whether or not anything is asked on it. Where there are so many,
 * those that have waited longest without asking anything are closed for newcomers: whoever takes all places and is silent
 * keeps none of them. Where something is under way on each, the newcomer is closed.
 *
 * @returns is to be told of each connection on which a request begins
 */
export function boundConnections(server: Server, most: number): (socket: Socket) => void {
  /** How many had come, or been asked on, when each came or was asked on. */
  const open = new Map<Socket, number>();
  let turn = 0;
  function makeRoom(): void {
    const idle = [...open].filter(([socket]) => !answerDue(socket));
    const longest = idle.toSorted(([, one], [, other]) => one - other);
    for (const [socket] of longest.slice(0, Math.ceil(most * share))) {
      open.delete(socket);
      socket.destroy();
    }
  }
  server.prependListener('connection', (socket: Socket) => {
    if (open.size >= most) makeRoom();
    if (open.size >= most) {
      socket.destroy();
      return;
    }
    open.set(socket, turn++);
    socket.once('close', () => open.delete(socket));
  });
  return (socket) => {
    if (open.has(socket)) open.set(socket, turn++);
  };
}
