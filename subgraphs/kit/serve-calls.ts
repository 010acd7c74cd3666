import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callTarget } from '../../schema/call-target.ts';
import { errorCodes, type ErrorCode } from '../../schema/error-codes.ts';
import {
  hubContextHeader,
  type HubCall,
  type ProvenRelations,
  type RelationQuestion,
} from '../../schema/hub-context.ts';
import { hubSessionHeader } from '../../schema/hub-session.ts';
import type { OwnClassification } from './access/own-classification.ts';
import { EventRefused } from './events/event-message.ts';
import type { EventExchange } from './events/event-exchange.ts';
import { BodyRefused } from './http/body-refused.ts';
import { noteProven } from './http/proven-requests.ts';
import type { SignedEndpoint } from './signed-endpoint.ts';
import { QuestionRefused, readRelationQuestion } from './relation-question.ts';
import { StoreUnavailableError } from './store/store-errors.ts';
import type { CallScope } from './subgraph.ts';
import { OfferRefused, type ContextSessions } from './trust/context-sessions.ts';
import { changesSomething } from './trust/changes-something.ts';
import { ContextRefused, contextSession, type ContextVerifier } from './trust/context-verifier.ts';
import type { ProvenCall } from './trust/proven-call.ts';
import type { UsedCalls } from './trust/used-calls.ts';

/** What answers the gateway's calls. */
export interface CallHandlers<Scope extends CallScope> {
  readonly verifyContext: ContextVerifier;
  /** What the processes of the agency have changed something for. */
  readonly usedCalls: UsedCalls;
  /** Where gateways open sessions; every call is signed if left out. */
  readonly sessions?: ContextSessions | undefined;
  /** What every answer to one call is made with. */
  readonly scopeOf: (call: HubCall) => Scope;
  /** The same for an operation, once what its call asks for beside it is proven. */
  readonly scopeOfOperation: (call: HubCall) => Promise<Scope>;
  readonly apollo: ApolloServer<Scope>;
  /** By which it decides. */
  readonly classification: OwnClassification;
  /** Undefined for an agency that proves no relations. */
  readonly proveRelations?: (question: RelationQuestion, scope: Scope) => Promise<ProvenRelations>;
  /** Undefined for an agency that takes part in no exchange of events. */
  readonly receiveEvent?: EventExchange['receive'];
  readonly endpoints: readonly SignedEndpoint[];
}

/**
 * Serves `POST /graphql`, `POST /relations` and the agency's own endpoints to the gateway, and `POST /events` to the other agencies: who sent the body
 * is verified over its bytes, and over where they arrived, before they are read.
 */
export function serveCalls<Scope extends CallScope>(
  server: FastifyInstance,
  handlers: CallHandlers<Scope>,
): void {
  const { verifyContext, usedCalls, sessions, scopeOf, scopeOfOperation, apollo, classification } = handlers;
  const { proveRelations, receiveEvent, endpoints } = handlers;
  const verifyBytes = async ({ headers, body = Buffer.alloc(0), raw }: Call, endpoint: string) => {
    const target = callTarget(endpoint, headers['content-type'] ?? '');
    const call = await verifyContext(contextIn(headers), body, target);
    noteProven(raw);
    return call;
  };
  const verifyCall = async (request: Call, endpoint: string) => {
    const call = await verifyBytes(request, endpoint);
    return { call, body: JSON.parse(String(request.body ?? '')) as unknown };
  };
  /** A change is made once by all processes of the agency: whoever saw its call cannot have it done by another one. */
  const useUp = async ({ signature }: ProvenCall) => {
    if (signature && !(await usedCalls.firstUse(signature)))
      throw new ContextRefused('The context was used before.');
  };
  server.post<{ Body: Buffer | undefined }>('/graphql', async (request, reply) => {
    const { call, body: asked } = await verifyCall(request, 'graphql');
    if (changesSomething(asked)) await useUp(call);
    if (call.classifications?.includes(classification.digest) === false)
      throw new OtherClassification(classification.sdl);
    const scope = await scopeOfOperation(call);
    const { body, status, headers } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([
          ['content-type', 'application/json'],
          ['accept', request.headers.accept ?? 'application/json'],
        ]),
        search: '',
        body: asked,
      },
      context: async () => scope,
    });
    if (body.kind !== 'complete') throw new Error('A subgraph answers in one piece.');
    return reply
      .code(status ?? 200)
      .headers({ ...Object.fromEntries(headers), 'cache-control': 'no-store' })
      .send(body.string);
  });
  server.post<{ Body: Buffer | undefined }>('/relations', async (request, reply) => {
    const { call, body } = await verifyCall(request, 'relations');
    if (!proveRelations)
      throw new NothingThere('This agency proves no relations; ask the one that knows them.');
    const proven = await proveRelations(readRelationQuestion(body), scopeOf(call));
    return reply.header('cache-control', 'no-store').send(proven);
  });
  server.post<{ Body: Buffer | undefined }>('/session', async (request, reply) => {
    if (!sessions) throw new NothingThere('This subgraph opens no sessions: sign each call.');
    // A session that could open the next one would outlive the key of its gateway. Asked before the call is verified: the
    // session could end in between, and its code would have opened one by then.
    if (sessions.find(contextSession(contextIn(request.headers) ?? ''))) {
      throw new ContextRefused('A session is opened by a signature.');
    }
    const { call, body } = await verifyCall(request, 'session');
    return reply.header('cache-control', 'no-store').send(sessions.open(call, body));
  });
  if (receiveEvent) {
    server.post<{ Body: Buffer | undefined }>(
      '/events',
      async ({ headers, body = Buffer.alloc(0) }, reply) => {
        await receiveEvent(headers, body);
        return reply.code(204).header('cache-control', 'no-store').send();
      },
    );
  }
  for (const { path, bodyLimit, answer } of endpoints) {
    server.post<{ Body: Buffer | undefined }>(`/${path}`, { bodyLimit }, async (request, reply) => {
      const call = await verifyBytes(request, path);
      await useUp(call);
      const contentType = request.headers['content-type'] ?? '';
      const { status, body } = await answer({ call, body: request.body ?? Buffer.alloc(0), contentType });
      return reply.code(status).header('cache-control', 'no-store').send(body);
    });
  }
  server.setNotFoundHandler(async () => {
    throw new NothingThere(errorCodes.NOT_FOUND.en);
  });
  server.setErrorHandler((error, _request, reply) => {
    const { code, status, message, extensions } = refusalOf(error);
    if (status === 429 || status === 503) void reply.header('retry-after', '1');
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .send({ errors: [{ message, extensions: { code } }], extensions });
  });
}

type Call = FastifyRequest<{ Body: Buffer | undefined }>;

/** What proves a call, as it came. */
function contextIn(headers: Call['headers']): string | undefined {
  const header = headers[hubContextHeader];
  return typeof header === 'string' ? header : undefined;
}

/** Whether the head of a call names an open session. Only the hub knows how the calls of its sessions begin. */
export function isOfSession(sessions: Pick<ContextSessions, 'find'>, headers: Call['headers']): boolean {
  const named = headers[hubSessionHeader];
  return [contextSession(contextIn(headers) ?? ''), named].some(
    (header) => typeof header === 'string' && sessions.find(header) !== undefined,
  );
}

/** The gateway does not know by what would be decided: see `HubCall.classifications`. It is told at once, and need not meet this process again. */
class OtherClassification extends Error {
  override readonly name = 'OtherClassification';
  readonly sdl: string;

  constructor(sdl: string) {
    super('This agency classifies its data by another schema.');
    this.sdl = sdl;
  }
}

class NothingThere extends Error {
  override readonly name = 'NothingThere';
}

interface Refusal {
  readonly code: ErrorCode;
  readonly status: number;
  readonly message: string;
  readonly extensions?: object;
}

/** What the gateway is told when a call ended before it was an operation. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof ContextRefused) return refusal('UNAUTHENTICATED', error.message);
  if (error instanceof EventRefused) return refusal(error.code, error.message);
  if (error instanceof QuestionRefused) return refusal('BAD_REQUEST', error.message);
  if (error instanceof OtherClassification)
    return { ...refusal('BAD_REQUEST', error.message), status: 412, extensions: { sdl: error.sdl } };
  if (error instanceof NothingThere) return refusal('NOT_FOUND', error.message);
  if (error instanceof StoreUnavailableError) return refusal('SOURCE_UNAVAILABLE');
  if (error instanceof OfferRefused) return refusal('BAD_REQUEST', error.message);
  if (error instanceof SyntaxError) return refusal('BAD_REQUEST', 'The body is not JSON.');
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  // It had more than its share: that says nothing against the agency, as a 503 would with whoever counts its failures.
  if (error instanceof BodyRefused && status === 503)
    return { ...refusal('OVERLOADED', error.message), status: 429 };
  if (status === 413) return refusal('PAYLOAD_TOO_LARGE');
  if (status === 415) return refusal('UNSUPPORTED_MEDIA_TYPE');
  if (typeof status === 'number' && status < 500) return refusal('BAD_REQUEST');
  return refusal('INTERNAL_SERVER_ERROR', 'The agency could not answer.');
}

function refusal(code: ErrorCode, message: string = errorCodes[code].en): Refusal {
  return { code, message, status: errorCodes[code].status };
}
