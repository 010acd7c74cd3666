import type { Socket } from 'node:net';
import { unknownFlow } from './known-flows.ts';

/** Of which rows the requests were that came from each machine. */
export interface RowsOfMachines {
  see(socket: Socket, flow: string): void;
  /** Whether a connection is its client's alone: else a proxy may be there, and others would pay for what one asks. */
  isOnly(socket: Socket, flow: string): boolean;
}

interface Machine {
  /** Of its one known client, or of `several`. */
  row: string | typeof several | undefined;
  /** Its connections on which something was asked, each with whether a stranger did. */
  readonly open: Map<Socket, boolean>;
}

const several = Symbol('several');

/**
 * Where two known clients are on one machine, all its connections may be those of a proxy. A stranger tells this of one connection
 * alone: it may be the same client, whose token is over. Remembers a machine while a connection from it is open.
 */
export function rememberRows(): RowsOfMachines {
  const machines = new Map<string, Machine>();
  return {
    see(socket, flow) {
      const { remoteAddress: address } = socket;
      if (socket.destroyed || address === undefined) return;
      const machine = machines.getOrInsertComputed(address, () => ({ row: undefined, open: new Map() }));
      const { open } = machine;
      if (!open.has(socket)) {
        socket.once('close', () => {
          open.delete(socket);
          if (open.size === 0) machines.delete(address);
        });
      }
      open.set(socket, flow === unknownFlow || open.get(socket) === true);
      if (flow !== unknownFlow) machine.row = (machine.row ?? flow) === flow ? flow : several;
    },
    isOnly(socket, flow) {
      const machine = machines.get(socket.remoteAddress ?? '');
      if (machine?.row === undefined) return true;
      return machine.row === flow && machine.open.get(socket) !== true;
    },
  };
}
