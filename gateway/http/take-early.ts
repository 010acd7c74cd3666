import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Takes a request, or leaves it to whoever listened before. @returns whether it is taken */
export type Taker = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Lets somebody see requests before the server's framework does. Who is put in last is asked first. */
export function takeEarly(server: Server, take: Taker): void {
  const listeners = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (take(request, response)) return;
    for (const listener of listeners) listener.call(server, request, response);
  });
}
