import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { arrivesWithin } from '../../subgraphs/kit/http/arrives-within.ts';
import { closeInTurn } from '../../subgraphs/kit/http/close-in-turn.ts';
import { guardConnections } from '../../subgraphs/kit/http/guard-connections.ts';
import type { Limits } from '../limits/limits.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { writeRefusal, type Answer } from './answer.ts';
import type { Reception } from './reception.ts';
import { refusal } from './refusal.ts';
import type { RequestContext } from './request-context.ts';
import { responseHeaders } from './response-headers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    hubContext: RequestContext;
    /** Who sends, where `onRequest` proves it, so that no body of anybody else is read. */
    provenSender: string | undefined;
  }
}

/**
 * Milliseconds for which a connection is kept after an answer. Proxies keep theirs for 60 s (nginx, load balancers of clouds) whatever
 * we announce, and send no change twice: were it closed before, what they send in that moment would be lost.
 */
const keptAfterAnswer = 72_000;

/**
 * The HTTP server without routes: reads bodies as bytes, gives each request its context and each answer its headers,
 * and answers whatever is refused before a route is reached, or thrown by one, as GraphQL-shaped JSON.
 */
export function createTransport(
  { request, time, load }: Pick<Limits, 'request' | 'time' | 'load'>,
  reception: Reception,
): FastifyInstance {
  const { requestTimeout, http } = arrivesWithin(time.arrival);
  const refusalOf = refuseUnreadable(reception);
  const app = Fastify({
    bodyLimit: request.bodyBytes,
    requestTimeout,
    keepAliveTimeout: keptAfterAnswer,
    // `refuseDoubtful` answers it as everything else is answered.
    http: { ...http, requireHostHeader: false },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: closeInTurn(refusalOf),
    frameworkErrors: (_, request, reply) => {
      const context = reception.begin(request.headers, request.method);
      reception.follow(reply.raw, 'none', context);
      void send(reply.headers(responseHeaders(context)), writeRefusal(refusal('BAD_REQUEST')));
    },
  });
  const { departure } = time;
  guardConnections(app.server, { connections: load.connections, departure }, refusalOf);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', ({ routeOptions, provenSender }: FastifyRequest, payload: IncomingMessage) =>
    reception.readBody(payload, routeOptions.bodyLimit, provenSender),
  );
  app.decorateRequest('hubContext');
  app.decorateRequest('provenSender');
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
