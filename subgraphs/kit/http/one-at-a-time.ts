import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { answerDue, readNoFurther, type HttpConnection, type ParsedRequest } from './http-connection.ts';

/** Is told what happens on each connection. */
export interface ConnectionWatch {
  /** A request begins. */
  begun(socket: Socket): void;
  /** All of its answer was given to the system, or it has none any more. */
  over(socket: Socket): void;
}

/**
 * Begins one request at a time on each connection, and none on one that is about to close. Whoever sends the next before
 * its answer has one answer, then the connection is closed (`closeInTurn`), as RFC 9112 (9.3.2) has its clients expect:
 * else 60 kB without a token begin a thousand requests, all of whose answers wait in memory, and what follows a refused
 * request is run with nobody to answer.
 */
export function oneAtATime(server: Server, { begun, over }: ConnectionWatch): void {
  server.on('connection', (socket: HttpConnection) => {
    const { parser } = socket;
    if (!parser) throw new Error('Node keeps its connections in another way: see `http-connection.ts`.');
    const take = parser.onIncoming;
    parser.onIncoming = (request, isKept) => {
      if (answerDue(socket) || !socket.writable) {
        if (request.upgrade) refuseTunnel(server, socket, request);
        return -1;
      }
      begun(socket);
      const taken = take(request, isKept);
      answerDue(socket)?.once('close', () => over(socket));
      return taken;
    };
  });
}

/**
 * Of a request that wants another protocol, or a tunnel, Node's parser tells no error: the connection would be taken away from
 * the answer that is due on it, and be handed to whoever listens to `connect`.
 */
function refuseTunnel(server: Server, socket: HttpConnection, request: ParsedRequest): void {
  request.upgrade = false;
  server.emit('clientError', Object.assign(new Error(readNoFurther), { code: readNoFurther }), socket);
}
