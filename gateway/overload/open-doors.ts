import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer, Server as NetServer, type AddressInfo, type ListenOptions } from 'node:net';

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

/** The ways into a server. */
export interface Doors {
  /** Lets nobody in any more; settles when everybody who came in has left. */
  close(): Promise<void>;
}

/**
 * Lets more than one connection in at each turn of the event loop. libuv accepts one a turn (since 1.45), so that a
 * process whose turns take 50 ms would let in 20 a second, and new callers wait longer than those who are known.
 *
 * @param server listens already, with `listening`
 */
export async function openDoors(server: Server): Promise<Doors> {
  const address = server.address();
  if (!canShare || address === null || typeof address === 'string') return doorsOf(server, []);
  const { address: host, port }: AddressInfo = address;
  const places = Array.from({ length: furtherDoors }, () => ({ ...listening, host, port }));
  return doorsOf(server, await Promise.all(places.map((place) => openDoor(server, place))));
}

/** How a server is told to listen on a socket that its process was born with. */
export function listeningOn(fd: number): { readonly fd: number; readonly backlog: number } {
  return { fd, backlog };
}

/**
 * The same by descriptors of the one socket that a process was born with: it is shared with other processes, and so is
 * its queue.
 *
 * @param server listens already, on one of them that is not among these
 */
export async function openInheritedDoors(server: Server, descriptors: readonly number[]): Promise<Doors> {
  return doorsOf(server, await Promise.all(descriptors.map((fd) => openDoor(server, listeningOn(fd)))));
}

function doorsOf(server: Server, doors: readonly NetServer[]): Doors {
  return {
    async close() {
      // As HTTP servers do it they would end connections on which nothing was asked yet, those just come in too.
      const main = new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
      await Promise.all([main, ...doors.map((door) => new Promise((resolve) => door.close(resolve)))]);
    },
  };
}

/** As HTTP servers listen: half-open connections are theirs to end, and small answers are not held back. */
async function openDoor(server: Server, place: ListenOptions): Promise<NetServer> {
  const door = createServer({ allowHalfOpen: true, noDelay: true });
  door.on('connection', (socket) => server.emit('connection', socket));
  await once(door.listen(place), 'listening');
  return door;
}
