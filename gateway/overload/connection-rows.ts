import type { Socket } from 'node:net';

/** Of which rows the requests were that came by each connection. */
export interface ConnectionRows {
  see(socket: Socket, flow: string): void;
  /** Whether no request of another row was seen on it: else it is a proxy's, and others would pay for what one asks. */
  isOnly(socket: Socket, flow: string): boolean;
}

const several = Symbol('several');

/** Remembers no more of a connection than one row, while it is open. */
export function rememberRows(): ConnectionRows {
  const seen = new Map<Socket, string | typeof several>();
  return {
    see(socket, flow) {
      const before = seen.get(socket);
      if (before === flow || socket.destroyed) return;
      if (before === undefined) socket.once('close', () => seen.delete(socket));
      seen.set(socket, before === undefined ? flow : several);
    },
    isOnly(socket, flow) {
      const before = seen.get(socket);
      return before === undefined || before === flow;
    },
  };
}
