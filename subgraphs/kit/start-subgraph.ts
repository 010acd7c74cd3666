import { readFile } from 'node:fs/promises';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import fastify, { type FastifyInstance } from 'fastify';
import { parse, type GraphQLSchema } from 'graphql';
import { createCursorCodec } from './cursor.ts';
import { maskError } from './mask-error.ts';
import { serveCalls } from './serve-calls.ts';
import type { Store } from './store/port.ts';
import type { CallScope, Subgraph } from './subgraph.ts';
import type { ContextVerifier } from './trust/context-verifier.ts';

/** What a subgraph needs from outside to run. */
export interface SubgraphOptions {
  readonly store: Store;
  readonly verifyContext: ContextVerifier;
  /** 32 bytes that encrypt cursors; the same in all processes of the agency. */
  readonly cursorKey: Uint8Array;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/** A subgraph that listens. */
export interface RunningSubgraph {
  /** Where the gateway sends its fetches. */
  readonly url: string;
  /** Finishes the calls that are under way, then closes. The store stays open: its opener closes it. */
  close(): Promise<void>;
}

const largestBody = 4 * 1024 * 1024;

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
 * nor introspection.
 *
 * @throws Error when it cannot listen there
 */
export async function startSubgraph<Sources extends object>(
  subgraph: Subgraph<Sources>,
  options: SubgraphOptions,
): Promise<RunningSubgraph> {
  const sourcesOfCall = await subgraph.open(options.store);
  const cursors = createCursorCodec(options.cursorKey);
  const apollo = createApollo(await subgraphSchema(subgraph));
  await apollo.start();
  const server = fastify({ bodyLimit: largestBody, forceCloseConnections: 'idle' });
  serveCalls(server, apollo, options.verifyContext, (call) => ({
    call,
    cursors,
    today: Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh'),
    ...sourcesOfCall(),
  }));
  server.get('/health/live', () => ({ status: 'live', subgraph: subgraph.name }));
  const origin = await listen(server, options);
  return {
    url: `${origin}/graphql`,
    async close() {
      await server.close();
      await apollo.stop();
    },
  };
}

async function listen(server: FastifyInstance, { host, port }: SubgraphOptions): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new Error(`cannot listen at ${host}, port ${port}${reason}: give another host or port.`, { cause });
  }
}

function createApollo(schema: GraphQLSchema): ApolloServer<CallScope> {
  return new ApolloServer<CallScope>({
    schema,
    introspection: false,
    csrfPrevention: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    formatError: maskError,
    stopOnTerminationSignals: false,
    // Whatever the environment says, nothing is reported to anybody, and no resolver pays for plugins that nobody reads.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
