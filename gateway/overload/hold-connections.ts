import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { LoadLimits } from '../limits/limits.ts';

/** Connections that are not read for a moment. */
export interface HeldConnections {
  /**
   * Reads no more from the connection of a request that is sent away, once it is whole and its answer is given. What comes
   * meanwhile waits in the system's buffers, and beyond those with whoever sends it.
   */
  hold(request: IncomingMessage, response: ServerResponse): void;
  /** Reads on those whose time is over, and so many others, first who was held first. */
  release(others: number): void;
  size(): number;
}

/**
 * The part of all connections that may be held: a client that opens others instead must not take the places of newcomers. Where so
 * many are, who was held longest is read on for one more.
 */
const share = 0.25;

export function holdConnections({
  connections,
  hold,
}: Pick<LoadLimits, 'connections' | 'hold'>): HeldConnections {
  // A map keeps the order of insertion: who is to be read on first comes first.
  const held = new Map<Socket, number>();
  const most = Math.floor(connections * share);
  function forget(this: Socket): void {
    held.delete(this);
  }
  function readOn(socket: Socket): void {
    held.delete(socket);
    socket.off('close', forget);
    socket.resume();
  }
  function stopReading(socket: Socket): void {
    if (socket.destroyed || held.has(socket)) return;
    // Nobody learns that a connection was closed before it is read: those that are gone would keep out all others.
    const [longest] = held.keys();
    if (longest && held.size >= most) readOn(longest);
    if (held.size >= most) return;
    socket.pause();
    held.set(socket, performance.now() + hold);
    socket.once('close', forget);
  }
  return {
    hold(request, response) {
      const { socket } = request;
      response.once('close', () => {
        // What is left of its body is read past first.
        if (request.complete) stopReading(socket);
        else request.once('end', () => stopReading(socket));
      });
    },
    release(others) {
      const now = performance.now();
      let more = others;
      for (const [socket, until] of held) {
        if (until > now && more-- <= 0) break;
        readOn(socket);
      }
    },
    size: () => held.size,
  };
}
