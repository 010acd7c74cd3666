import type { Socket } from 'node:net';
import { comeAgainTimes } from './come-again.ts';

/** On which connections somebody of whom nothing is known was sent away lately. */
export interface RefusedStrangers {
  /** Notes that one is sent away. @returns whether one was on the same connection, sooner ago than anybody is told to wait */
  comesTooSoon(socket: Socket): boolean;
}

/** Milliseconds. */
const soonest = comeAgainTimes[0] * 1_000;

/** Strangers share one row, which is no one's alone: who of them asks for too much is told by how soon they come again. */
export function rememberRefusedStrangers(): RefusedStrangers {
  const refused = new Map<Socket, number>();
  return {
    comesTooSoon(socket) {
      if (socket.destroyed) return false;
      const now = performance.now();
      const before = refused.get(socket);
      if (before === undefined) socket.once('close', () => refused.delete(socket));
      refused.set(socket, now);
      return before !== undefined && now - before < soonest;
    },
  };
}
