import type { IncomingMessage, Server } from 'node:http';

/** Who waits to be told to go on. */
const waiting = new WeakSet<IncomingMessage>();

/**
 * Serves requests that carry `Expect` as all others. Who expects to be told to go on is told so when somebody begins to read
 * their body, and not asked for one that is refused by its headers. Any other expectation means nothing (RFC 9110, 10.1.1):
 * Node would answer it by itself, with nothing that else is in every answer.
 */
export function meetExpectations(server: Server): void {
  server.on('checkContinue', (request, response) => {
    waiting.add(request);
    request.once('resume', () => {
      // What was answered without the body is read past.
      if (response.headersSent) return;
      waiting.delete(request);
      response.writeContinue();
    });
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

/** Whether the body of a request is on its way, or may be: nobody waits to be asked for it. */
export function isAskedFor(request: IncomingMessage): boolean {
  return !waiting.has(request);
}
