import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer, type AddressInfo, type Server as NetServer } from 'node:net';

/** Where a server listens, and how many connections it keeps. */
export interface ListenAddress {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/** Connections that the kernel keeps until they are accepted; it may be told to keep fewer. Beyond that callers hear nothing for seconds. */
const backlog = 4_096;

/** How many listen beside the server itself. */
const furtherDoors = 15;

/** Whether several may listen on one port, and the kernel shares connections out among them. */
const canShare = process.platform === 'linux';

/** How a server is told to listen, so that doors can be opened beside it. */
export const listening = { backlog, reusePort: canShare } as const;

/**
 * Finds out whether a port is free: with `reusePort` nobody else would be told that it is not.
 *
 * @throws Error with the code of what is wrong, such as `EADDRINUSE`
 */
export async function claimPort({ host, port }: ListenAddress): Promise<void> {
  if (port === 0 || !canShare) return;
  const alone = createServer();
  await once(alone.listen({ host, port, exclusive: true }), 'listening');
  alone.close();
  await once(alone, 'close');
}

/**
 * Lets more than one connection in at each turn of the event loop. libuv accepts one a turn (since 1.45), so that a
 * process whose turns take 50 ms would let in 20 a second, and new callers wait longer than those who are known.
 *
 * @param server listens already, with `listening`
 * @returns closes the doors; settles when every connection that came through one has ended
 */
export async function openDoors(server: Server): Promise<() => Promise<void>> {
  const address = server.address();
  if (!canShare || address === null || typeof address === 'string') return async () => {};
  const doors = await Promise.all(Array.from({ length: furtherDoors }, () => openDoor(server, address)));
  return async () => {
    await Promise.all(doors.map((door) => new Promise((resolve) => door.close(resolve))));
  };
}

/** As HTTP servers listen: half-open connections are theirs to end, and small answers are not held back. */
async function openDoor(server: Server, { address, port }: AddressInfo): Promise<NetServer> {
  const door = createServer({ allowHalfOpen: true, noDelay: true });
  door.on('connection', (socket) => server.emit('connection', socket));
  await once(door.listen({ ...listening, host: address, port }), 'listening');
  return door;
}
