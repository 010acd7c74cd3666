import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { answerDue, type HttpConnection } from './http-connection.ts';

/**
 * Begins one request at a time on each connection, and none on one that is about to close. Whoever sends the next before
 * its answer has one answer, then the connection is closed (`closeInTurn`), as RFC 9112 (9.3.2) has its clients expect:
 * else 60 kB without a token begin a thousand requests, all of whose answers wait in memory, and what follows a refused
 * request is run with nobody to answer.
 *
 * @param begun is told of each connection whose next request begins
 */
export function oneAtATime(server: Server, begun: (socket: Socket) => void): void {
  server.on('connection', (socket: HttpConnection) => {
    const { parser } = socket;
    if (!parser) throw new Error('Node keeps its connections in another way: see `http-connection.ts`.');
    const take = parser.onIncoming;
    parser.onIncoming = (request, isKept) => {
      if (answerDue(socket) || !socket.writable) return -1;
      begun(socket);
      return take(request, isKept);
    };
  });
}
