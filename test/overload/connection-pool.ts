import { openRawConnection, type RawConnection } from './raw-connection.ts';

/** Connections to one server, each used again when its answer is there. */
export interface ConnectionPool {
  /** One that is free, or a new one; undefined when all that may be are in use. */
  take(): RawConnection | undefined;
  giveBack(connection: RawConnection): void;
  close(): void;
}

/** @param most connections at once @param patience and @param address as of `openRawConnection` */
export function openPool(url: string, most: number, patience: number, address?: string): ConnectionPool {
  const port = Number(new URL(url).port);
  const free: RawConnection[] = [];
  let inUse = 0;
  return {
    take() {
      if (inUse >= most) return undefined;
      inUse++;
      for (let known = free.pop(); known; known = free.pop()) if (known.isOpen()) return known;
      return openRawConnection(port, patience, address);
    },
    giveBack(connection) {
      inUse--;
      if (connection.isOpen()) free.push(connection);
    },
    close: () => free.splice(0).forEach((connection) => connection.close()),
  };
}
