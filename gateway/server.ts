import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { addConsoleRoutes, type ConsoleOptions } from './console/console-routes.ts';
import { callbackPath } from './console/session/sign-in-desk.ts';
import { addExplorerRoutes, type ExplorerOptions } from './explorer/explorer-routes.ts';
import { createGraphqlAnswerer } from './http/answer-graphql.ts';
import { admitEverybody, type Admit } from './http/admit.ts';
import { addEventRoutes, type ServedEvents } from './http/event-routes.ts';
import { addHealthRoutes, type CircuitStates } from './http/health-routes.ts';
import { openOperationServer, type FaultListener, type FederatedGateway } from './http/operation-server.ts';
import type { ReadyCheck } from './http/readiness.ts';
import { createReception, type ArrivedRequest } from './http/reception.ts';
import { refuseDoubtful } from './http/refuse-doubtful.ts';
import { servePosts } from './http/serve-posts.ts';
import { takeEarly } from './http/take-early.ts';
import { defaultLimits, type Limits } from './limits/limits.ts';
import { addMetricsRoute } from './observability/metrics-route.ts';
import type { GatewayMetrics } from './observability/gateway-metrics.ts';
import type { Tracing } from './observability/request-trace.ts';
import type { RunLog } from './observability/run-log.ts';
import { watchRequests } from './observability/watch-requests.ts';
import { createTransport, send } from './http/transport.ts';
import { addDevelopmentProvider } from './identity/development/provider/provider-routes.ts';
import { gateRequests } from './overload/gate-requests.ts';
import {
  claimPort,
  listening,
  listeningOn,
  openDoors,
  openInheritedDoors,
  type Doors,
} from './overload/open-doors.ts';
import { addPublicationRoutes } from './publication/publication-routes.ts';
import type { Publication } from './publication/publication.ts';
import { addIntakeRoutes, type Intake } from './intake/intake-routes.ts';
import { closeGrace, closeWithin } from '../subgraphs/kit/close-within.ts';
import { boundUnsent } from '../subgraphs/kit/http/bound-unsent.ts';
import { proveHttpConnection } from '../subgraphs/kit/http/prove-http-connection.ts';
import { createSharedRoom } from '../subgraphs/kit/http/shared-room.ts';

/** What the server needs; every choice that differs between development and production is the caller's. */
export interface ServerOptions {
  readonly gateway: FederatedGateway;
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
  /** Whether an address is that of a proxy, which is believed where it says from whom it has a request; none is if left out. */
  readonly isProxy?: (address: string) => boolean;
  /** `defaultLimits` when left out. */
  readonly limits?: Limits;
  /** What must pass before `/health/ready` says ready, by the name under which it reports. */
  readonly readyChecks: Readonly<Record<string, ReadyCheck>>;
  /** Told beside it: whether each subgraph is asked. */
  readonly circuits?: CircuitStates | undefined;
  /** Served at `/metrics`; nothing is counted if left out. */
  readonly metrics?: Pick<GatewayMetrics, 'request' | 'read' | 'watchLoad'>;
  /** Where traces are kept; nowhere if left out. */
  readonly tracing?: Tracing | undefined;
  /** Where a line about each answer goes, if it wants any. */
  readonly runLog?: Pick<RunLog, 'answered'> | undefined;
  readonly onFault: FaultListener;
}

/** Where a server listens. */
export interface ServerAddress {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/** A socket that the process was born with, which it shares with others. */
export interface InheritedSocket {
  /** IP address to which it is bound. */
  readonly address: string;
  /** Each of them stands for the socket. */
  readonly descriptors: readonly [number, ...number[]];
}

/** How a server stops. */
export interface ServerStop {
  /** Milliseconds that requests under way may take after its notice; `closeGrace` if left out. */
  readonly grace?: number | undefined;
  /** Milliseconds that it goes on answering; none if left out. */
  readonly notice?: number;
  /** Whether others answer on its socket: then it lets nobody in during its notice, and does not call itself unwell. */
  readonly isReplaced?: boolean;
}

/** A server that does not listen yet. */
export interface OpenServer {
  /**
   * @returns where, without a path: `http://127.0.0.1:4000`
   * @throws Error when the address cannot be listened on
   */
  listen(place: ServerAddress | InheritedSocket): Promise<string>;
  /**
   * Says that it is not ready and goes on answering, so that whoever sends requests here can learn of it; then stops
   * listening, lets the requests that are under way finish (at most 10 s), and stops the gateway.
   */
  stop(how?: ServerStop): Promise<void>;
}

/** A server that listens. */
export interface RunningServer extends Pick<OpenServer, 'stop'> {
  /** Without a path: `http://127.0.0.1:4000`. */
  readonly url: string;
}

/**
 * Loads the supergraph and starts to listen.
 * @throws Error when the gateway refuses its supergraph, or the address cannot be listened on
 */
export async function startServer(options: ServerOptions & ServerAddress): Promise<RunningServer> {
  const server = await openServer(options);
  return { url: await server.listen(options), stop: server.stop };
}

/**
 * Loads the supergraph.
 * @throws Error when the gateway refuses it, or Node keeps connections otherwise than is known here
 */
export async function openServer(options: ServerOptions): Promise<OpenServer> {
  const { limits = defaultLimits } = options;
  await proveHttpConnection();
  const operations = await openOperationServer(
    options.gateway,
    options.introspection,
    limits.operation,
    options.onFault,
  );
  const { metrics } = options;
  let stopping: ServerStop | undefined;
  const isStopping = () => stopping !== undefined;
  const reception = createReception(
    limits,
    options.onFault,
    watchRequests(options),
    isStopping,
    options.isProxy,
  );
  const app = createTransport(limits, reception);
  const { bodyBytes } = limits.request;
  const answerInTurn = (request: ArrivedRequest) => gate.run(request, () => answer(request));
  // Before the gate, which then sees requests before it.
  takeEarly(app.server, servePosts({ path: '/graphql', bodyBytes, reception, answer: answerInTurn }));
  const gate = gateRequests(app, limits.load, reception);
  takeEarly(app.server, refuseDoubtful(reception));
  const bound = boundUnsent(createSharedRoom(limits.load.unsentBytes), reception.addressOf);
  takeEarly(app.server, (request, response) => {
    bound(request, response);
    return false;
  });
  metrics?.watchLoad(gate.state);
  const admit = options.admit ?? admitEverybody;
  const answer = createGraphqlAnswerer({ operations, admit, limits, learn: gate.learn });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => send(reply, await answerInTurn(request)),
  });
  if (options.intake) addIntakeRoutes(app, options.intake, gate, options.onFault);
  addHealthRoutes(app, {
    checks: options.readyChecks,
    circuits: options.circuits,
    isStopping: () => isStopping() && !stopping?.isReplaced,
  });
  if (metrics) addMetricsRoute(app, metrics);
  if (options.publication) addPublicationRoutes(app, options.publication);
  if (options.events) addEventRoutes(app, options.events);
  if (options.explorer) addExplorerRoutes(app, options.explorer);
  if (options.developmentProvider) addDevelopmentProvider(app, callbackPath);
  if (options.console) {
    addConsoleRoutes(app, options.console, (request, token) => {
      const authorization = `Bearer ${token}`;
      return gate.run(request, () => answer(request, { authorization }), authorization);
    });
  }
  await app.ready();
  let doors: Doors | undefined;
  return {
    async listen(place) {
      const entrance = await openEntrance(app, place);
      ({ doors } = entrance);
      return entrance.url;
    },
    async stop(how = {}) {
      stopping = how;
      const { notice = 0, isReplaced = false, grace = closeGrace } = how;
      const empty = isReplaced ? doors?.close() : undefined;
      await withinNotice(notice, empty);
      await closeWithin(app, grace, empty ?? doors?.close());
      await operations.stop();
    },
  };
}

/** Waits for so many milliseconds, or until everybody has left. */
async function withinNotice(notice: number, empty: Promise<void> | undefined): Promise<void> {
  const over = new AbortController();
  const waiting = setTimeout(notice, undefined, { signal: over.signal }).catch(() => undefined);
  await (empty ? Promise.race([waiting, empty]) : waiting);
  over.abort();
}

async function openEntrance(
  app: FastifyInstance,
  place: ServerAddress | InheritedSocket,
): Promise<{ readonly url: string; readonly doors: Doors }> {
  if ('descriptors' in place) {
    const [first, ...others] = place.descriptors;
    const url = await app.listen({ host: place.address, ...listeningOn(first) });
    return { url, doors: await openInheritedDoors(app.server, others) };
  }
  const { host, port } = place;
  await claimPort(place);
  const url = await app.listen({ host, port, ...listening });
  return { url, doors: await openDoors(app.server) };
}
