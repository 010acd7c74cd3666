import { composeServices } from '@apollo/composition';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, HeaderMap } from '@apollo/server';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { parse, type GraphQLFormattedError } from 'graphql';
import { onTestFinished, vi } from 'vitest';
import { createFederation, type FederationOptions } from '../../gateway/federation/create-federation.ts';
import { defaultLimits, type Limits } from '../../gateway/limits/limits.ts';
import { serveSubgraph, type ServedSubgraph, type TestSubgraph } from './serve-subgraph.ts';

/** An answer as a client reads it. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** HTTP status that the gateway asks for. */
  readonly status: number | undefined;
}

export type Ask = (
  query: string,
  variables?: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

export interface Graph {
  readonly supergraphSdl: string;
  /** Asks plain `@apollo/gateway`. */
  readonly plain: Ask;
  /** Asks the federation of this project. */
  readonly ours: Ask;
  readonly subgraphs: Readonly<Record<string, ServedSubgraph>>;
}

type Options = Partial<Omit<FederationOptions<unknown>, 'supergraphSdl'>>;

/** Serves subgraphs over HTTP and puts both gateways in front of them, until the test is over. */
export async function startGraph(
  definitions: Readonly<Record<string, TestSubgraph>>,
  options: Options = {},
): Promise<Graph> {
  const subgraphs: Record<string, ServedSubgraph> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    subgraphs[name] = await serveSubgraph(definition);
    onTestFinished(subgraphs[name].stop);
  }
  const supergraphSdl = composeGraph(definitions, (name) => subgraphs[name]?.url ?? '');
  // Plain `@apollo/gateway` reports to its maker unless the environment forbids it.
  vi.stubEnv('APOLLO_TELEMETRY_DISABLED', '1');
  const plain = lazily(() => serveGateway(new ApolloGateway({ supergraphSdl, logger: silent })));
  const ours = lazily(() => serveGateway(createFederation({ supergraphSdl, ...options })));
  return {
    supergraphSdl,
    subgraphs,
    plain: async (...question) => (await plain())(...question),
    ours: async (...question) => (await ours())(...question),
  };
}

/** Limits under which a subgraph may take so many milliseconds for an answer. */
export function within(fetch: number): Limits {
  return { ...defaultLimits, time: { ...defaultLimits.time, fetch } };
}

/** @throws Error with what composition says against the subgraphs */
export function composeGraph(
  definitions: Readonly<Record<string, Pick<TestSubgraph, 'typeDefs'>>>,
  urlOf: (name: string) => string = (name) => `http://127.0.0.1:1/${name}`,
): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(definitions).map(([name, { typeDefs }]) => ({
      name,
      url: urlOf(name),
      typeDefs: parse(typeDefs),
    })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** Puts Apollo Server in front of a gateway, until the test is over. */
export async function serveGateway(gateway: GatewayInterface): Promise<Ask> {
  const server = new ApolloServer({
    gateway,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    logger: silent,
    nodeEnv: 'development',
  });
  await server.start();
  onTestFinished(() => server.stop());
  return async (query, variables = {}, headers = {}) => {
    const http = { method: 'POST', headers: new HeaderMap(Object.entries(headers)), search: '', body: {} };
    const response = await server.executeOperation({ query, variables, http });
    if (response.body.kind !== 'single') throw new Error('Not a single answer.');
    const answer = JSON.parse(JSON.stringify(response.body.singleResult)) as Omit<Answer, 'status'>;
    return { ...answer, status: response.http.status };
  };
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

const ignore = (): void => {};
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The first lines of a subgraph schema. */
export function link(...imports: readonly string[]): string {
  const names = imports.map((name) => JSON.stringify(name)).join(', ');
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names}])`;
}
