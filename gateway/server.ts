import type { ApolloServer } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { addConsoleRoutes, type ConsoleOptions } from './console/console-routes.ts';
import { callbackPath } from './console/session/sign-in-desk.ts';
import { addExplorerRoutes, type ExplorerOptions } from './explorer/explorer-routes.ts';
import { negotiateAnswer } from './http/answer-format.ts';
import { writeResult, type Answer } from './http/answer.ts';
import { refuseBareGet } from './http/bare-get.ts';
import { admitEverybody, type Admit } from './http/admit.ts';
import { checkRequest, type GraphqlRequest } from './http/graphql-request.ts';
import { addEventRoutes, type ServedEvents } from './http/event-routes.ts';
import { addHealthRoutes } from './http/health-routes.ts';
import { createOperationServer, type FaultListener, type FederatedGateway } from './http/operation-server.ts';
import type { ReadyCheck } from './http/readiness.ts';
import { refusal } from './http/refusal.ts';
import { checkBodyType, parseBody } from './http/request-body.ts';
import type { RequestContext } from './http/request-context.ts';
import { checkSearchType, readSearch } from './http/request-search.ts';
import { defaultLimits, type Limits } from './limits/limits.ts';
import { addMetricsRoute } from './observability/metrics-route.ts';
import type { GatewayMetrics } from './observability/gateway-metrics.ts';
import { createTransport, send } from './http/transport.ts';
import { addDevelopmentProvider } from './identity/development/provider/provider-routes.ts';
import { addPublicationRoutes } from './publication/publication-routes.ts';
import type { Publication } from './publication/publication.ts';
import { addIntakeRoutes, type Intake } from './intake/intake-routes.ts';

/** What the server needs; every choice that differs between development and production is the caller's. */
export interface ServerOptions {
  readonly gateway: FederatedGateway;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly introspection: boolean;
  /** Says who asks and whether the request may be run; without it everybody is anonymous. */
  readonly admit?: Admit;
  /** Takes the files of facilities in; without it there are no such addresses. */
  readonly intake?: Intake | undefined;
  /** With what the explorer at `/` begins; without it there is no explorer. Development only. */
  readonly explorer?: ExplorerOptions;
  /** How people sign in to the console at `/console`; without it there is no console. */
  readonly console?: ConsoleOptions;
  /** Whether personas sign in here, without a password. Development only. */
  readonly developmentProvider?: boolean;
  /** What is published for whoever verifies a document; nothing if left out. */
  readonly publication?: Publication;
  /** How clients' own systems hear of events; without it nobody does. */
  readonly events?: ServedEvents;
  /** `defaultLimits` when left out. */
  readonly limits?: Pick<Limits, 'request' | 'time'>;
  /** What must pass before `/health/ready` says ready, by the name under which it reports. */
  readonly readyChecks: Readonly<Record<string, ReadyCheck>>;
  /** Served at `/metrics`; nothing is counted if left out. */
  readonly metrics?: Pick<GatewayMetrics, 'request' | 'read'>;
  readonly onFault: FaultListener;
}

/** A server that listens. */
export interface RunningServer {
  /** Without a path: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Stops listening, lets the requests that are under way finish (at most 10 s), then stops the gateway. */
  stop(): Promise<void>;
}

/** Of the headers that belong to an error those that tell the caller what to do; the rest would be Apollo's own. */
const tellingHeaders: ReadonlySet<string> = new Set(['allow', 'retry-after']);

/** How long requests under way may take to finish once the server stops; milliseconds. */
const stopGrace = 10_000;

/**
 * Loads the supergraph and starts to listen.
 * @throws Error when the gateway refuses its supergraph, or the address cannot be listened on
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const operations = createOperationServer(options.gateway, options.introspection, options.onFault);
  await operations.start();
  const { metrics } = options;
  const app = createTransport(options.limits ?? defaultLimits, options.onFault, metrics?.request);
  const admit = options.admit ?? admitEverybody;
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => send(reply, await answerGraphql(operations, admit, request)),
  });
  if (options.intake) addIntakeRoutes(app, options.intake, options.onFault);
  addHealthRoutes(app, options.readyChecks);
  if (metrics) addMetricsRoute(app, metrics);
  if (options.publication) addPublicationRoutes(app, options.publication);
  if (options.events) addEventRoutes(app, options.events);
  if (options.explorer) addExplorerRoutes(app, options.explorer);
  if (options.developmentProvider) addDevelopmentProvider(app, callbackPath);
  if (options.console) {
    addConsoleRoutes(app, options.console, (request, token) =>
      answerGraphql(operations, admit, request, { authorization: `Bearer ${token}` }),
    );
  }
  const url = await app.listen({ host: options.host, port: options.port });
  return {
    url,
    stop: async () => {
      const late = setTimeout(() => app.server.closeAllConnections(), stopGrace);
      await app.close();
      clearTimeout(late);
      await operations.stop();
    },
  };
}

/**
 * The life of a request, in order. Each step refuses by throwing a GraphQLError with a code of ours; the transport
 * writes it down. (Before: body limit, request id, headers. See `http/transport.ts`.)
 *
 * @param proof who asks, where something else than the request's own header says so
 */
async function answerGraphql(
  operations: ApolloServer<RequestContext>,
  admit: Admit,
  request: FastifyRequest,
  proof: { readonly authorization?: string } = {},
): Promise<Answer> {
  const format = negotiateAnswer(request.headers.accept);
  if (format === undefined) throw refusal('NOT_ACCEPTABLE');
  const arriving = request.method === 'POST' ? readPost(request) : readGet(request);
  const { graphql, context } = await admit({
    headers: { ...request.headers, ...proof },
    distinctHeaders: request.raw.headersDistinct,
    graphql: arriving,
    context: request.hubContext,
  });
  // Without `http`: none of the caller's headers goes on to the planner or to a subgraph by itself.
  const { body, http } = await operations.executeOperation({ ...graphql }, { contextValue: context });
  if (body.kind !== 'single') throw new Error('The gateway gave an incremental answer.');
  const headers = Object.fromEntries([...http.headers].filter(([name]) => tellingHeaders.has(name)));
  return writeResult(body.singleResult, format, request.hubContext.language, headers);
}

function readPost(request: FastifyRequest): GraphqlRequest {
  checkBodyType(request.headers);
  return checkRequest(parseBody(request.body instanceof Uint8Array ? request.body : undefined));
}

function readGet(request: FastifyRequest): GraphqlRequest {
  checkSearchType(request.headers);
  const graphqlRequest = checkRequest(readSearch(request.url.split('?').slice(1).join('?')));
  refuseBareGet(request.headers, graphqlRequest);
  return graphqlRequest;
}
