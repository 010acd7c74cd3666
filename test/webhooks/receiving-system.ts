import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as a client's own system received it. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A client's own system, on this machine. */
export interface ReceivingSystem {
  readonly url: string;
  readonly received: readonly Received[];
  /** How it answers the next messages. */
  answer: { readonly status: number; readonly location?: string; readonly when?: Promise<unknown> };
  close(): void;
}

export async function startReceivingSystem(): Promise<ReceivingSystem> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', async () => {
      received.push({ headers: request.headers, body });
      const { status, location, when } = system.answer;
      await when;
      response.writeHead(status, location === undefined ? {} : { location }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const system: ReceivingSystem = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: { status: 204 },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return system;
}
