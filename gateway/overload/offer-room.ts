import type { Socket } from 'node:net';
import type { ArrivalPlace } from './arrivals.ts';
import type { Gate } from './gate.ts';
import type { HeldConnections } from './hold-connections.ts';

/** Room that is offered to connections that are not read, before anything of their next request is. */
export interface OfferedRoom {
  /** Reads on as many as there is room for, and keeps a place for what comes by each. */
  offer(): void;
  /** The place that was kept for the next request of a connection, where that is of the same flow. */
  takeUp(socket: Socket, flow: string): ArrivalPlace | undefined;
}

/**
 * In an overload more was sent on most of these connections already. Where nothing was, the place goes to the next one: two turns
 * of the event loop have read whatever had come.
 */
export function offerRoom(
  gate: Pick<Gate, 'hasRoomFor' | 'arrive' | 'leave'>,
  held: Pick<HeldConnections, 'readOn'>,
): OfferedRoom {
  const kept = new WeakMap<Socket, ArrivalPlace>();
  function offer(): void {
    const offered: (readonly [Socket, ArrivalPlace])[] = [];
    for (let next = held.readOn(gate.hasRoomFor); next; next = held.readOn(gate.hasRoomFor)) {
      const place = gate.arrive(next.flow);
      if (!place) continue;
      kept.set(next.socket, place);
      offered.push([next.socket, place]);
    }
    if (offered.length > 0) setImmediate(() => setImmediate(() => takeBack(offered)));
  }
  function takeBack(offered: readonly (readonly [Socket, ArrivalPlace])[]): void {
    const unused = offered.filter(([socket, place]) => kept.get(socket) === place);
    for (const [socket, place] of unused) {
      kept.delete(socket);
      gate.leave(place);
    }
    if (unused.length > 0) offer();
  }
  return {
    offer,
    takeUp(socket, flow) {
      const place = kept.get(socket);
      kept.delete(socket);
      if (place === undefined || place.member.flow === flow) return place;
      gate.leave(place);
      return undefined;
    },
  };
}
