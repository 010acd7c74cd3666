import type { Socket } from 'node:net';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { arrivesWithin } from '../../subgraphs/kit/http/arrives-within.ts';
import type { Limits } from '../limits/limits.ts';
import { writeRefusal, type Answer } from './answer.ts';
import type { Reception } from './reception.ts';
import { refusal } from './refusal.ts';
import { readContext, type RequestContext } from './request-context.ts';
import { responseHeaders } from './response-headers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    hubContext: RequestContext;
  }
}

/**
 * The HTTP server without routes: reads bodies as bytes, gives each request its context and each answer its headers,
 * and answers whatever is refused before a route is reached, or thrown by one, as GraphQL-shaped JSON.
 */
export function createTransport(
  { request, time }: Pick<Limits, 'request' | 'time'>,
  reception: Reception,
): FastifyInstance {
  const app = Fastify({
    bodyLimit: request.bodyBytes,
    ...arrivesWithin(time.arrival),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (_, request, reply) => {
      const context = readContext(request.headers, request.method);
      void send(reply.headers(responseHeaders(context)), writeRefusal(refusal('BAD_REQUEST')));
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', ({ routeOptions }: FastifyRequest, payload: IncomingMessage) =>
    reception.readBody(payload, routeOptions.bodyLimit),
  );
  app.decorateRequest('hubContext');
  app.addHook('onRequest', async (request, reply) => {
    request.hubContext = reception.begin(request.headers, request.method);
    reception.follow(reply.raw, request.routeOptions.url ?? 'none', request.hubContext);
    reply.headers(responseHeaders(request.hubContext));
  });
  app.addHook('onSend', async (_, reply) => {
    // A connection that stays open for further requests would hold up the end.
    if (reception.isStopping()) reply.header('connection', 'close');
  });
  app.setNotFoundHandler(async (request) => {
    const path = request.url.split('?')[0] ?? '/';
    const allowed = ['GET', 'HEAD', 'POST'].filter((method) => app.hasRoute({ method, url: path }));
    if (allowed.length === 0) throw refusal('NOT_FOUND');
    throw refusal('METHOD_NOT_ALLOWED', `Use ${allowed.join(', ')} here.`, { allow: allowed.join(', ') });
  });
  app.setErrorHandler((error, request, reply) => {
    return send(reply, reception.refuse(error, request, request.routeOptions.bodyLimit));
  });
  return app;
}

/** Sends an answer. */
export function send(reply: FastifyReply, { status, headers, body }: Answer): unknown {
  return reply.code(status).headers(headers).send(body);
}

/** Answers bytes that are no HTTP request, or not one we have room or time for. */
function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = writeRefusal(refusalOfParser(error.code));
  const context = readContext({}, 'GET');
  const lines = Object.entries({ ...responseHeaders(context), ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.write(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      ...lines,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  // Ended alone it would stay with whoever does not end their side, for ever: Node looks after it no more.
  socket.destroySoon();
}

function refusalOfParser(code: string | undefined): ReturnType<typeof refusal> {
  if (code === 'HPE_HEADER_OVERFLOW') return refusal('HEADERS_TOO_LARGE');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return refusal('REQUEST_TIMEOUT');
  return refusal('BAD_REQUEST', 'The request is not valid HTTP.');
}
