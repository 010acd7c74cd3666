import { Connection, type Exchange, type Origin } from './connection.ts';
import { HttpFault } from './http-fault.ts';
import { createHeadReader } from './known-heads.ts';

/** Connections that are kept open between requests. How many requests are under way at once is for others to bound. */
export interface Connections {
  /**
   * Makes a request.
   *
   * @param origin scheme, host and port, as a URL has them
   * @returns aborts it
   * @throws HttpFault `NO_HTTP` for another scheme: nothing is sent in the clear by mistake
   */
  ask(origin: string, exchange: Exchange): (error: unknown) => void;
  /** Ends those that are idle now, and each of the others with its request. */
  close(): void;
}

interface Peer {
  readonly origin: Origin;
  readonly readHead: ReturnType<typeof createHeadReader>;
  /** The one that was used last stands last: the others grow old and end. */
  readonly idle: Connection[];
}

export function createConnections(): Connections {
  const peers = new Map<string, Peer>();
  let isClosed = false;

  function connect({ origin, readHead, idle }: Peer): Connection {
    const forget = (self: Connection) => {
      const at = idle.indexOf(self);
      if (at !== -1) idle.splice(at, 1);
    };
    return new Connection(
      origin,
      readHead,
      (self) => (isClosed ? self.abort(undefined) : void idle.push(self)),
      forget,
    );
  }

  return {
    ask(origin, exchange) {
      const peer = peers.getOrInsertComputed(origin, () => createPeer(origin));
      const connection = takeIdle(peer) ?? connect(peer);
      connection.ask(exchange);
      return (error) => connection.abort(error);
    },
    close() {
      isClosed = true;
      for (const { idle } of peers.values()) for (const each of idle.splice(0)) each.abort(undefined);
    },
  };
}

function createPeer(origin: string): Peer {
  return { origin: readOrigin(origin), readHead: createHeadReader(), idle: [] };
}

function takeIdle({ idle }: Peer): Connection | undefined {
  for (let last = idle.pop(); last; last = idle.pop()) {
    if (last.isUsable) return last;
    last.abort(undefined);
  }
  return undefined;
}

function readOrigin(origin: string): Origin {
  const { protocol, hostname, port } = new URL(origin);
  if (protocol !== 'https:' && protocol !== 'http:') throw new HttpFault('NO_HTTP');
  const isSecure = protocol === 'https:';
  return {
    isSecure,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
  };
}
