import type { Server } from 'node:http';

/**
 * Serves requests that carry `Expect` as all others. Who expects to be told to go on is told so when somebody begins to read
 * their body, and not asked for one that is refused by its headers. Any other expectation means nothing (RFC 9110, 10.1.1):
 * Node would answer it by itself, with nothing that else is in every answer.
 */
export function meetExpectations(server: Server): void {
  server.on('checkContinue', (request, response) => {
    request.once('resume', () => {
      // What was answered without the body is read past.
      if (!response.headersSent) response.writeContinue();
    });
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
