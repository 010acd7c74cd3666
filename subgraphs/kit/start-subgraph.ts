import { hkdfSync } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { readFile } from 'node:fs/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { FastifyInstance } from 'fastify';
import { parse, type GraphQLSchema } from 'graphql';
import { Registry } from 'prom-client';
import type { HubCall } from '../../schema/hub-context.ts';
import { todayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import { enforceAccess, type EnforcedSchema } from './access/enforce-access.ts';
import { ownClassification } from './access/own-classification.ts';
import { questionBeside, withProven } from './access/prove-beside.ts';
import type { DecidingPolicy } from './access/judge.ts';
import { closeGrace, closeWithin, leaveAfter, workGrace } from './close-within.ts';
import { createApollo } from './create-apollo.ts';
import { createCursorCodec } from './cursor.ts';
import { DeliveryFailed } from './events/delivery-outcome.ts';
import { openEventExchange, type EventExchange, type EventWiring } from './events/event-exchange.ts';
import type { Announce } from './events/agency-event.ts';
import { HubAway, noHub, type AskHub } from './hub/ask-hub.ts';
import { createServer, serverBounds } from './http/create-server.ts';
import { proveHttpConnection } from './http/prove-http-connection.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { watchBacklog } from './metrics/watch-backlog.ts';
import { sealAtWrite } from './seal/at-write/seal-at-write.ts';
import { openSealing, type Sealing } from './seal/open-sealing.ts';
import { servePublished } from './seal/serve-published.ts';
import { sealLoader } from './seal/seal-loader.ts';
import { refuseSdl } from './refuse-sdl.ts';
import { isOfSession, serveCalls } from './serve-calls.ts';
import type { Store } from './store/port.ts';
import type { Subgraph } from './subgraph.ts';
import type { ContextSessions } from './trust/context-sessions.ts';
import type { ContextVerifier } from './trust/context-verifier.ts';
import { openUsedCalls } from './trust/used-calls.ts';

/** What a subgraph needs from outside to run. */
export interface SubgraphOptions {
  readonly store: Store;
  readonly verifyContext: ContextVerifier;
  /** The sessions that the verifier accepts; without them every call is signed. */
  readonly sessions?: ContextSessions | undefined;
  /** Decides about each record, for each caller anew: `loadPolicy()`. */
  readonly policy: DecidingPolicy;
  /** 32 bytes that encrypt cursors and make pseudonyms; the same in all processes of the agency. */
  readonly cursorKey: Uint8Array;
  /** The agency's keys as they are now; without them nothing is sealed. */
  readonly keys?: () => KeyRing;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** How it hears of other agencies' documents and tells of its own; without it, neither. */
  readonly events?: EventWiring;
  /** Where it counts what it does, with what its process counts; a registry of its own if left out. */
  readonly metrics?: Registry;
  /** Is told, in one line without any value, of what its own work could not do. */
  readonly onFault?: (line: string) => void;
  /** In production keys and certificates that everybody knows are refused; not if left out. */
  readonly isProduction?: boolean;
  /** Milliseconds that calls under way, and its own work, may take once it closes; `closeGrace` and `workGrace` if left out. */
  readonly closeGrace?: number | undefined;
  /**
   * Off to measure what the protection costs, with synthetic people. No setting reaches it: an agency's process always
   * enforces.
   */
  readonly enforcement?: 'on' | 'off for measurement';
}

/** A subgraph that listens. */
export interface RunningSubgraph {
  /** Where the gateway sends its fetches. */
  readonly url: string;
  /** Where other agencies send their events. */
  readonly eventsUrl: string;
  /** Begins to deliver events, once everybody who hears them listens. */
  startEvents(): void;
  /** Lets the calls that are under way finish in time, then closes. The store stays open: its opener closes it. */
  close(): Promise<void>;
}

/** The executable schema of a subgraph. */
export async function subgraphSchema<Sources>(
  subgraph: Pick<Subgraph<Sources>, 'schema' | 'resolvers'>,
): Promise<GraphQLSchema> {
  const typeDefs = parse(await readFile(subgraph.schema, 'utf8'));
  const { resolvers } = subgraph as unknown as { resolvers: NonNullable<BuildInput['resolvers']> };
  return buildSubgraphSchema({ typeDefs, resolvers });
}
type BuildInput = Extract<
  Parameters<typeof buildSubgraphSchema>[0],
  { typeDefs: unknown; resolvers?: unknown }
>;

/**
 * Starts a subgraph. It answers nothing without a context signed by the gateway: neither `_entities` nor `_service`
 * nor introspection. What it publishes for everybody is its public keys and status lists (`servePublished`), and to
 * whoever reaches its port what it counts (`serveMetrics`).
 *
 * @throws Error when it cannot listen there, its SDL breaks a rule of the agreement, or Node keeps connections otherwise than is known
 */
export async function startSubgraph<Sources extends object>(
  subgraph: Subgraph<Sources>,
  options: SubgraphOptions,
): Promise<RunningSubgraph> {
  await proveHttpConnection();
  await refuseSdl(subgraph.name, subgraph.schema);
  const cursors = createCursorCodec(options.cursorKey);
  const { schema, accessOf, sealing } = await servedSchema(subgraph, options);
  const atWrite = sealing && (await sealAtWrite(options.store, sealing.sealer, subgraph.sealedIn ?? []));
  const { policy, isProduction = false, onFault = () => undefined, metrics = new Registry() } = options;
  const store = atWrite?.store ?? options.store;
  const sourcesOfCall = await subgraph.open(store);
  const exchange = await openEvents(subgraph, options, sourcesOfCall);
  const announce: Announce = async (event) => exchange?.announce(event);
  const endpoints = (await subgraph.endpoints?.({ store, policy, announce, metrics, isProduction })) ?? [];
  const isOfHub = (headers: IncomingHttpHeaders) =>
    options.sessions !== undefined && isOfSession(options.sessions, headers);
  const server = createServer(serverBounds, isOfHub);
  const groundOf = () => {
    const today = todayInVietnam();
    return { today, cursors, announce, ...sourcesOfCall() };
  };
  const scopeOf = (call: HubCall, ground = groundOf()) => {
    const scope = { call, ...ground };
    const seals = sealing && sealLoader(sealing.sealer, scope);
    return { ...scope, access: accessOf(call.access, scope.today), ...(seals && { seals }) };
  };
  const scopeOfOperation = async (call: HubCall) => {
    const question = questionBeside(call);
    if (!question || !subgraph.proveRelations) return scopeOf(call);
    // What was read for the proof is not read again.
    const ground = groundOf();
    const proven = await subgraph.proveRelations(question, scopeOf(call, ground));
    return { ...scopeOf(withProven(call, proven), ground), proven };
  };
  const classification = await ownClassification(schema);
  const apollo = createApollo<ReturnType<typeof scopeOf>>(schema, classification.digest);
  await apollo.start();
  serveCalls(server, {
    apollo,
    classification,
    verifyContext: options.verifyContext,
    usedCalls: await openUsedCalls(options.store),
    sessions: options.sessions,
    scopeOf: (call) => scopeOf(call),
    scopeOfOperation,
    endpoints,
    ...(subgraph.proveRelations && { proveRelations: subgraph.proveRelations }),
    ...(exchange && { receiveEvent: exchange.receive }),
  });
  if (sealing) servePublished(server, sealing);
  watchBacklog(metrics, { seals: atWrite, events: exchange });
  serveMetrics(server, metrics);
  server.get('/health/live', () => ({ status: 'live', subgraph: subgraph.name }));
  const origin = await listen(server, options);
  const work = await subgraph.work?.(store);
  const sealJob = atWrite?.start({ scopeOf: groundOf, onFault });
  return {
    url: `${origin}/graphql`,
    eventsUrl: `${origin}/events`,
    startEvents: () => exchange?.start(),
    async close() {
      const own = options.closeGrace ?? workGrace;
      if (work) await leaveAfter(own, work.stop());
      await closeWithin(server, options.closeGrace ?? closeGrace);
      await Promise.all([exchange?.close(own), sealJob && leaveAfter(own, sealJob.close())]);
      await apollo.stop();
    },
  };
}

/** An event about which the hub gives no answer is tried again, and says why; a dead letter in the end. */
function forEvents(ask: AskHub): AskHub {
  return async (question) => {
    try {
      return await ask(question);
    } catch (error) {
      throw error instanceof HubAway ? new DeliveryFailed(`HUB_${error.message}`) : error;
    }
  };
}

async function openEvents<Sources>(
  { name, events = {} }: Subgraph<Sources>,
  { store, events: wiring }: SubgraphOptions,
  sources: () => Sources,
): Promise<EventExchange | undefined> {
  if (!wiring) return undefined;
  const { holds, onEvent } = events;
  const ask = forEvents(wiring.ask ?? noHub);
  return openEventExchange(
    store,
    {
      name,
      holds: async (event) => (await holds?.(event, sources())) ?? false,
      onEvent: onEvent && ((event) => onEvent(event, sources(), ask)),
    },
    wiring,
  );
}

/** What is served: the schema with its guards, and with its seals. */
interface ServedSchema extends EnforcedSchema {
  readonly sealing?: Sealing | undefined;
}

async function servedSchema<Sources>(
  subgraph: Subgraph<Sources>,
  { store, policy, cursorKey, keys, enforcement = 'on' }: SubgraphOptions,
): Promise<ServedSchema> {
  const schema = await subgraphSchema(subgraph);
  const { standings = {}, alsoIn, sealed, openEnded } = subgraph;
  const secret = Buffer.from(hkdfSync('sha256', cursorKey, '', 'pseudonyms of masked values', 32));
  const maskKey = secret.toString('base64url');
  const ended = await openEnded?.(store);
  const sealing =
    sealed &&
    keys &&
    (await openSealing(schema, { types: sealed, store, keys, maskKey, ...(ended && { ended }) }));
  const rules = { policy, standings, alsoIn, maskKey, ...(sealing && { withSight: sealing.resolvers }) };
  const enforced = enforceAccess(schema, rules);
  // Then every answer says that it discloses nothing.
  if (enforcement === 'off for measurement') return { schema, accessOf: enforced.accessOf };
  return { ...enforced, sealing };
}

async function listen(server: FastifyInstance, { host, port }: SubgraphOptions): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new Error(`cannot listen at ${host}, port ${port}${reason}: give another host or port.`, { cause });
  }
}
