import type {
  GatewayExecutor,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import type { AccessReport } from '../../schema/hub-context.ts';
import { sha256 } from '../../schema/sha256.ts';
import type { AccessIndex } from '../../schema/requirements/access-index.ts';
import { anonymous } from '../access/caller.ts';
import { judgeCaller, type Judge } from '../access/judge.ts';
import { namedIds, type NamedIds } from '../operation/named-ids.ts';
import { createAnswerer, type Answered, type Answerer, type OnDenial } from './answer-operation.ts';
import { defaultLimits, type Limits } from '../limits/limits.ts';
import type { LocalSubgraph } from './fetching/local-subgraph.ts';
import { createSubgraphGuards, type SubgraphGuards } from './resilience/guard-subgraphs.ts';
import { recordOrHoldBack, refuseUnrecordable } from './record-or-hold-back.ts';
import { withhold } from './withhold.ts';
import { createSchemaFilter } from './filter-schema.ts';
import { loadSupergraph } from './supergraph/load-supergraph.ts';
import type { LoadedSupergraph, Subgraph } from './supergraph/load-supergraph.ts';
import { createCallSender } from './send-calls.ts';
import type { SubgraphReply } from './reading/read-reply.ts';
import type { SubgraphFault } from './fetching/subgraph-fault.ts';
import type { ProofHeaders } from './fetching/post-signed.ts';
import type { FetchDone } from './fetching/fetch-done.ts';

/** One fetch that is about to be sent. */
export interface SubgraphCall<Context> {
  /** Name of the subgraph as in the supergraph. */
  readonly subgraph: string;
  /** The exact body that will be sent, and the GraphQL text in it. */
  readonly body: string;
  readonly query: string;
  readonly context: Context;
  /** Citizens who were found in this fetch before, and about whom something is proven by now. */
  readonly found: readonly string[];
  /** Stands for a fetch that only reads, however often it is sent; undefined for one that may change something. */
  readonly reading: object | undefined;
  /** What the agency must decide by, where something is changed: what `changes.before` gave. */
  readonly classifications: readonly string[] | undefined;
}

export interface FederationOptions<Context> {
  readonly supergraphSdl: string;
  /** Headers for one fetch: proof of who asks and why. None of the client's own headers is ever passed on. */
  readonly headersFor?: (call: SubgraphCall<Context>) => ProofHeaders | Promise<ProofHeaders>;
  /** Is told of headers that a subgraph did not accept; says whether others are worth another try. Not if left out. */
  readonly headersRefused?: (subgraph: string, headers: ProofHeaders) => boolean;
  /**
   * Sees a fetch that only reads through to the answer that counts; its first one if left out.
   *
   * @param reading stands for it, however often it is sent
   * @param send sends it, with the citizens about whom something was proven since they were found
   */
  readonly seeThrough?: (
    reading: object,
    send: (found: readonly string[]) => Promise<SubgraphReply>,
    context: Context,
  ) => Promise<SubgraphReply>;
  /** Is told what is reported beside an answer that counts. */
  readonly onReport?: (report: AccessReport, context: Context) => void;
  /** Says why the answer of an agency of a hub may not be used by a request to a graph; any may if left out. */
  readonly refuses?: (
    subgraph: string,
    reply: SubgraphReply,
    context: Context,
    graph: LoadedSupergraph,
  ) => Promise<string | undefined>;
  /** What surrounds each fetch to an agency of a hub that may change something; nothing if left out. */
  readonly changes?: {
    /**
     * Is asked before it is sent. @returns the classifications by one of which the agency must decide
     *
     * @throws SubgraphFault where it may not be sent
     */
    readonly before: (subgraph: string, graph: LoadedSupergraph) => Promise<readonly string[]>;
    /** Is told that no answer came of which anything may be used. @returns what is told of that */
    readonly failed: (fault: SubgraphFault, graph: LoadedSupergraph) => SubgraphFault;
  };
  /** Decides about who asks; everybody is anonymous if left out, and sees what no directive guards. */
  readonly judgeFor?: (index: AccessIndex, context: Context) => Judge;
  /** Whether a request only wants to know what would be denied; none does if left out. */
  readonly isDryRun?: (context: Context) => boolean;
  /** `filter` if left out. */
  readonly onDenial?: OnDenial | undefined;
  /** The schema of which who asks may know; what it may read of the graph if left out. */
  readonly introspectionFor?: (
    graph: Pick<LoadedSupergraph, 'schema' | 'access'>,
    context: Context,
  ) => GraphQLSchema | undefined;
  /** Subgraphs that this process answers itself, by name; the supergraph need not have them. */
  readonly local?: Readonly<Record<string, LocalSubgraph<Context>>>;
  /** Says why a whole answer may not leave, whatever is in it; any may if left out. */
  readonly holdBack?: (answered: Answered, context: Context) => Promise<GraphQLError | undefined>;
  /**
   * Records an answer before it leaves. When that fails, an answer that discloses anything or that changed anything is
   * held back (`LOG_UNAVAILABLE`, `CHANGE_NOT_RECORDED`).
   */
  readonly record?: (answered: Answered, operation: RecordedOperation, context: Context) => Promise<void>;
  /** Throws when no answer could be recorded: then nothing is changed (`LOG_UNAVAILABLE`). */
  readonly canRecord?: (context: Context) => Promise<void>;
  /** `defaultLimits` if left out. */
  readonly limits?: Pick<Limits, 'operation' | 'subgraph' | 'time'>;
  /** Shared with whatever else asks the same subgraphs; of its own if left out. */
  readonly guards?: SubgraphGuards;
  /** Moment of `performance.now()` by which a request must be answered; no limit but the fetch's own if left out. */
  readonly untilOf?: (context: Context) => number | undefined;
  /** Opaque id of who asks as a citizen; undefined where they are none. Nobody is if left out. */
  readonly citizenOf?: (context: Context) => string | undefined;
  /** Is told of every fetch to another process once it has ended. */
  readonly onFetch?: (done: FetchDone, context: Context) => void;
  /** Is told that an operation is planned. @param begun moment of `performance.now()` */
  readonly onPlanned?: (begun: number, context: Context) => void;
  /** Is told of every fetch that failed. The client never reads what is said there. */
  readonly onFault?: (fault: SubgraphFault) => void;
}

/** Which operation was answered. */
export interface RecordedOperation extends NamedIds {
  readonly name: string | undefined;
  /** SHA-256 of its text, base64url. */
  readonly digest: string;
}

/** The federated graph as Apollo's `GatewayInterface`, with the supergraph exchangeable while it serves. */
export interface Federation extends GatewayInterface {
  /**
   * Serves another supergraph from the next request on; requests under way finish on the one they began with.
   *
   * @throws Error when it cannot be served; then the one before keeps serving
   */
  readonly reload: (supergraphSdl: string) => void;
  /** Those of other processes. */
  readonly subgraphs: () => readonly Subgraph[];
  /** What is served now. */
  readonly graph: () => LoadedSupergraph;
}

/**
 * Plans with Apollo's query planner and fetches by itself. `ApolloGateway` is not used: it starts to send
 * telemetry when it is constructed, and its executor and its fetcher give wrong answers without saying so
 * (`test/federation`).
 *
 * @throws Error when the supergraph cannot be served
 */
export function createFederation<Context>(options: FederationOptions<Context>): Federation {
  const { onFault, judgeFor = judgeAnonymous, introspectionFor, record, canRecord } = options;
  const { limits = defaultLimits } = options;
  const guards = options.guards ?? createSubgraphGuards({ limits: limits.subgraph });
  const poster = guards.openPoster(limits.time.fetch);
  const sendCalls = createCallSender(options, poster, guards);
  const listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  const served = new WeakMap<GraphQLSchema, Serving>();
  const digests = new WeakMap<DocumentNode, string>();
  let current = serve(options.supergraphSdl);

  function serve(supergraphSdl: string): Serving {
    const loaded = loadSupergraph(supergraphSdl);
    const serving = {
      loaded,
      answer: createAnswerer(loaded, limits.operation, options.onDenial),
      schemaFor: createSchemaFilter(loaded),
    };
    served.set(loaded.schema, serving);
    return serving;
  }

  /** @throws GraphQLError that refuses the operation, of which nothing is recorded then */
  const executor: GatewayExecutor = async ({ schema, source, document, request, context }) => {
    // The document was validated against this schema, so it is answered over the supergraph that belongs to
    // it.
    const { loaded, answer, schemaFor } = served.get(schema) ?? current;
    const scope = context as Context;
    const begun = performance.now();
    const judge = judgeFor(loaded.access, scope);
    const answered = await answer(
      {
        source,
        document,
        operationName: request.operationName,
        variables: request.variables ?? {},
        judge,
      },
      {
        dryRun: options.isDryRun?.(scope) ?? false,
        send: sendCalls(loaded, scope, options.untilOf?.(scope)),
        heard: (report) => options.onReport?.(report, scope),
        planned: () => options.onPlanned?.(begun, scope),
        report: (fault) => {
          // That a subgraph is left alone is told once, when it begins.
          if (fault.kind !== 'HELD_BACK') onFault?.(fault);
        },
        mayChange: async () => canRecord && refuseUnrecordable(() => canRecord(scope)),
        introspectable: () => (introspectionFor ? introspectionFor(loaded, scope) : schemaFor(judge)),
      },
    );
    const reason = await options.holdBack?.(answered, scope);
    const leaving = reason ? withhold(answered, reason) : answered;
    if (record) {
      const { operationName, variables } = request;
      const named = { text: source, document, operationName, variables };
      const operation = {
        name: operationName,
        digest: digests.getOrInsertComputed(document, () => sha256(source)),
        ...(mayNotNameAll(answered) && namedIds(named, options.citizenOf?.(scope))),
      };
      await recordOrHoldBack(leaving, () => record(leaving, operation, scope));
    }
    return leaving.result;
  };

  return {
    load: async () => ({ executor }),
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      listener(schemaContext(current));
      return () => listeners.delete(listener);
    },
    reload(supergraphSdl) {
      current = serve(supergraphSdl);
      for (const listener of listeners) listener(schemaContext(current));
    },
    stop: () => poster.close(),
    subgraphs: () =>
      [...current.loaded.subgraphs.values()].filter(({ name }) => !Object.hasOwn(options.local ?? {}, name)),
    graph: () => current.loaded,
  };
}

/** Whether an operation may be about people whom no disclosure names: it was refused in part, or it was to change something of theirs. */
function mayNotNameAll({ kind, denials }: Answered): boolean {
  return denials.length > 0 || kind === 'mutation';
}

function judgeAnonymous(index: AccessIndex): Judge {
  return judgeCaller(index, anonymous, {});
}

/** A supergraph with all that is kept for it. */
interface Serving {
  readonly loaded: LoadedSupergraph;
  readonly answer: Answerer;
  readonly schemaFor: (judge: Judge) => GraphQLSchema | undefined;
}

function schemaContext({ loaded }: Serving): Parameters<GatewaySchemaLoadOrUpdateCallback>[0] {
  return { apiSchema: loaded.schema, coreSupergraphSdl: loaded.sdl };
}
