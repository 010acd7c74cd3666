import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { errorCodes, type ErrorCode } from '../../schema/error-codes.ts';
import { hubContextHeader, type HubContext } from '../../schema/hub-context.ts';
import type { CallScope } from './subgraph.ts';
import { ContextRefused, type ContextVerifier } from './trust/context-verifier.ts';

/** Serves `POST /graphql` to the gateway: the context is verified over the bytes of the body before they are read. */
export function serveCalls(
  server: FastifyInstance,
  apollo: ApolloServer<CallScope>,
  verifyContext: ContextVerifier,
  scopeOf: (call: HubContext) => CallScope,
): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  server.post<{ Body: Buffer | undefined }>('/graphql', async (request, reply) => {
    const header = request.headers[hubContextHeader];
    const bytes = request.body ?? Buffer.alloc(0);
    const context = await verifyContext(typeof header === 'string' ? header : undefined, bytes);
    const { body, status, headers } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([
          ['content-type', 'application/json'],
          ['accept', request.headers.accept ?? 'application/json'],
        ]),
        search: '',
        body: JSON.parse(bytes.toString('utf8')),
      },
      context: async () => scopeOf(context),
    });
    if (body.kind !== 'complete') throw new Error('A subgraph answers in one piece.');
    return reply
      .code(status ?? 200)
      .headers({ ...Object.fromEntries(headers), 'cache-control': 'no-store' })
      .send(body.string);
  });
  server.setErrorHandler((error, _request, reply) => {
    const { code, status, message } = refusalOf(error);
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .send({ errors: [{ message, extensions: { code } }] });
  });
}

interface Refusal {
  readonly code: ErrorCode;
  readonly status: number;
  readonly message: string;
}

/** What the gateway is told when a call ended before it was an operation. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof ContextRefused) return refusal('UNAUTHENTICATED', error.message);
  if (error instanceof SyntaxError) return refusal('BAD_REQUEST', 'The body is not JSON.');
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) return refusal('PAYLOAD_TOO_LARGE');
  if (status === 415) return refusal('UNSUPPORTED_MEDIA_TYPE');
  if (typeof status === 'number' && status < 500) return refusal('BAD_REQUEST');
  return refusal('INTERNAL_SERVER_ERROR', 'The agency could not answer.');
}

function refusal(code: ErrorCode, message: string = errorCodes[code].en): Refusal {
  return { code, message, status: errorCodes[code].status };
}
