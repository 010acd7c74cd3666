import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server that speaks as it likes to whoever asks, until the test is over. */
export interface RawSubgraph {
  readonly url: string;
  /** How many requests have come. */
  readonly asked: () => number;
  /** Resolves when so many requests have come. */
  readonly whenAsked: (count: number) => Promise<void>;
}

/** @param behave what is done with a connection on which a request has come */
export async function serveRaw(behave: (socket: Socket) => void): Promise<RawSubgraph> {
  let asked = 0;
  const waiting = new Map<number, () => void>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // Whoever gives up on us resets the connection: that is what is tested.
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      if (!chunk.includes('POST ')) return;
      waiting.get(++asked)?.();
      behave(socket);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked: () => asked,
    async whenAsked(count) {
      if (asked < count) await new Promise<void>((resolve) => waiting.set(count, resolve));
    },
  };
}

/** Writes for as long as anybody reads. */
export function writeForEver(socket: Socket, head: string, text: string): void {
  socket.write(head);
  const more = () => {
    while (socket.writable && socket.write(text));
  };
  socket.on('drain', more);
  more();
}

/** Writes a head at once and a byte every few milliseconds after it, for as long as anybody reads. */
export function drip(socket: Socket, head: string): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(' '), 5);
  socket.on('close', () => clearInterval(timer));
}

/** One good HTTP answer. */
export function respond(socket: Socket, body: string, status = '200 OK'): void {
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`;
  socket.write(`${head}\r\n\r\n${body}`);
}
