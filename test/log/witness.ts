import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Somebody who keeps the heads of a log that they are sent. */
export interface Witness {
  readonly url: string;
  /** In the order in which they came. */
  readonly heads: readonly string[];
  /** How it answers from now on: a status of HTTP, one for each head, or nothing at all. */
  answer(how: Answer): void;
  close(): void;
}

type Answer = number | 'never' | ((head: string) => number);

export async function startWitness(): Promise<Witness> {
  const heads: string[] = [];
  let how: Answer = 204;
  const server = createServer(async (request, response) => {
    const head = await text(request);
    if (how === 'never') return;
    const isHead = request.headers['content-type'] === 'application/jose' && request.method === 'POST';
    const status = typeof how === 'function' ? how(head) : how;
    if (isHead && status === 204) heads.push(head);
    response.writeHead(isHead ? status : 400).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/heads`,
    heads,
    answer: (next) => (how = next),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
