import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { limitExceeded } from '../limits/limit-exceeded.ts';
import { defaultLimits, type Limits } from '../limits/limits.ts';
import { negotiateAnswer } from './answer-format.ts';
import { writeRefusal, type Answer } from './answer.ts';
import type { FaultListener } from './operation-server.ts';
import { asRefusal, refusal } from './refusal.ts';
import { readContext, type RequestContext } from './request-context.ts';
import { responseHeaders } from './response-headers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    hubContext: RequestContext;
  }
}

/** Whoever watches requests come and answers leave. */
export interface RequestWatch {
  /** The context of a request that has come, with what is noted of it on its way. */
  readonly begin?: (context: RequestContext) => RequestContext;
  /** @param route as it was registered @param seconds from the first byte of the request to the end of the answer */
  readonly answered?: (route: string, status: number, seconds: number, context: RequestContext) => void;
}

/**
 * The HTTP server without routes: reads bodies as bytes, gives each request its context and each answer its headers,
 * and answers whatever is refused before a route is reached, or thrown by one, as GraphQL-shaped JSON.
 * @param isStopping whether the server is about to end: what comes is answered, and each connection closed after that
 */
export function createTransport(
  { request, time }: Pick<Limits, 'request' | 'time'>,
  onFault: FaultListener,
  { begin = (context) => context, answered }: RequestWatch = {},
  isStopping: () => boolean = () => false,
): FastifyInstance {
  const app = Fastify({
    bodyLimit: request.bodyBytes,
    requestTimeout: time.arrival,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (_, request, reply) => {
      const context = readContext(request.headers, request.method);
      void send(reply.headers(responseHeaders(context)), writeRefusal(refusal('BAD_REQUEST')));
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.decorateRequest('hubContext');
  app.addHook('onRequest', async (request, reply) => {
    request.hubContext = begin(
      readContext(request.headers, request.method, performance.now() + time.request),
    );
    reply.headers(responseHeaders(request.hubContext));
  });
  app.addHook('onResponse', async (request, reply) =>
    answered?.(
      request.routeOptions.url ?? 'none',
      reply.statusCode,
      reply.elapsedTime / 1_000,
      request.hubContext,
    ),
  );
  app.addHook('onSend', async (_, reply) => {
    // A connection that stays open for further requests would hold up the end.
    if (isStopping()) reply.header('connection', 'close');
  });
  app.setNotFoundHandler(async (request) => {
    const path = request.url.split('?')[0] ?? '/';
    const allowed = ['GET', 'HEAD', 'POST'].filter((method) => app.hasRoute({ method, url: path }));
    if (allowed.length === 0) throw refusal('NOT_FOUND');
    throw refusal('METHOD_NOT_ALLOWED', `Use ${allowed.join(', ')} here.`, { allow: allowed.join(', ') });
  });
  app.setErrorHandler((error, request, reply) => {
    const refused = asRefusal(error) ?? asTransportRefusal(error, request.routeOptions.bodyLimit);
    if (!refused)
      onFault(error instanceof Error ? error : new Error('not an Error'), request.hubContext.requestId);
    const format = negotiateAnswer(request.headers.accept);
    return send(reply, writeRefusal(refused, format, request.hubContext.language));
  });
  return app;
}

/** Sends an answer. */
export function send(reply: FastifyReply, { status, headers, body }: Answer): unknown {
  return reply.code(status).headers(headers).send(body);
}

/** What Fastify itself refuses while it reads a request. @param bodyLimit bytes that its body may have */
export function asTransportRefusal(
  error: unknown,
  bodyLimit: number | undefined,
): ReturnType<typeof refusal> | undefined {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) return limitExceeded('bodyBytes', bodyLimit ?? defaultLimits.request.bodyBytes);
  if (status === 415) return refusal('UNSUPPORTED_MEDIA_TYPE');
  return typeof status === 'number' && status >= 400 && status < 500 ? refusal('BAD_REQUEST') : undefined;
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
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      ...lines,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function refusalOfParser(code: string | undefined): ReturnType<typeof refusal> {
  if (code === 'HPE_HEADER_OVERFLOW') return refusal('HEADERS_TOO_LARGE');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return refusal('REQUEST_TIMEOUT');
  return refusal('BAD_REQUEST', 'The request is not valid HTTP.');
}
