import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { LoadLimits } from '../limits/limits.ts';
import { createFairQueue } from './fair-queue.ts';

/** A connection that is not read, and whose it is. */
export interface HeldConnection {
  readonly flow: string;
  readonly socket: Socket;
}

/** Connections that are not read for a moment. */
export interface HeldConnections {
  /**
   * Reads no more from the connection of a request whose answer is given, once the request is whole. What comes meanwhile waits
   * in the system's buffers, and beyond those with whoever sends it.
   */
  hold(flow: string, request: IncomingMessage): void;
  /** Whether any of a flow is held. */
  isHeld(flow: string): boolean;
  /**
   * Reads on the next one whose flow may go: flows take turns. Within a flow who was held last goes first, of those that had the time
   * to send anything: what comes by it has waited least, and is of use soonest; who was held longest is told soon to come again.
   */
  readOn(mayGo: (flow: string) => boolean): HeldConnection | undefined;
  /** Reads on those whose time is over. @param all whether it is over for all */
  release(all: boolean): void;
  size(): number;
}

/**
 * The part of all connections that may be held: a client that opens others instead must not take the places of newcomers. Where so
 * many are, one of the client that has most of them is read on for one more.
 */
const share = 0.25;

/** Milliseconds in which a client that was answered has sent its next request, if it has one: longer than most ways there and back. */
const turnround = 20;

/** @param now milliseconds of a clock that never goes back */
export function holdConnections(
  { connections, hold }: Pick<LoadLimits, 'connections' | 'hold'>,
  now: () => number = () => performance.now(),
): HeldConnections {
  const held = createFairQueue<{ readonly socket: Socket; readonly since: number }>((row) => {
    const latest = now() - turnround;
    return Math.max(
      0,
      row.findLastIndex(({ since }) => since <= latest),
    );
  });
  const most = Math.floor(connections * share);
  function stopReading(flow: string, socket: Socket): void {
    if (most < 1 || !socket.writable || socket.isPaused()) return;
    if (held.size() >= most) held.drop()?.socket.resume();
    socket.pause();
    held.add(flow, { socket, since: now() });
  }
  return {
    hold(flow, request) {
      // What is left of its body is read past first.
      if (request.complete) stopReading(flow, request.socket);
      else request.once('end', () => stopReading(flow, request.socket));
    },
    isHeld: (flow) => held.lengthOf(flow) > 0,
    readOn(mayGo) {
      const next = held.take(mayGo);
      if (!next) return undefined;
      const { flow, item } = next;
      item.socket.resume();
      return { flow, socket: item.socket };
    },
    release(all) {
      const over = now() - hold;
      for (const { socket } of held.sweep(({ since }) => all || since <= over)) socket.resume();
    },
    size: held.size,
  };
}
