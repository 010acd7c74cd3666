import { onTestFinished } from 'vitest';
import { judgeCaller, type PolicyRules } from '../../gateway/access/judge.ts';
import { createFederation, type Federation } from '../../gateway/federation/create-federation.ts';
import type { RequestContext } from '../../gateway/http/request-context.ts';
import { admitCaller } from '../../gateway/identity/admit-caller.ts';
import { createTokenVerifier, localKeys } from '../../gateway/identity/token-verifier.ts';
import { startServer } from '../../gateway/server.ts';
import { composeGraph } from '../federation/start-graph.ts';
import {
  serveSubgraph,
  type ServedSubgraph,
  type SubgraphRequest,
  type TestSubgraph,
} from '../federation/serve-subgraph.ts';
import { audience, createIssuer, issuer, type Claims } from './issuer.ts';
import { bearer, post, type WireAnswer } from './wire.ts';

/** A subgraph with a name. */
export interface SubgraphSource extends TestSubgraph {
  readonly name: string;
}

/** What differs between guarded graphs. */
export interface GraphOptions {
  readonly rules?: PolicyRules;
  /** What somebody does to the supergraph by hand before it is loaded. */
  readonly edit?: (supergraphSdl: string) => string;
  readonly introspection?: boolean;
  readonly onDenial?: 'filter' | 'reject';
}

/** Subgraphs with guarded fields, and the gateway in front of them, all over real HTTP. */
export interface GuardedGraph {
  /** Where operations are sent. */
  readonly url: string;
  readonly federation: Federation;
  readonly supergraphSdl: string;
  /** Asks with a token of these scopes; `undefined` sends no token. */
  ask(scopes: string | undefined, query: string, variables?: Claims): Promise<WireAnswer>;
  /** A token with these claims over the right ones. */
  token(claims: Claims): Promise<string>;
  /** What a subgraph received since the last call of `forget`. */
  requests(subgraph: string): readonly SubgraphRequest[];
  /** How much that was. */
  calls(subgraph: string): number;
  /** All that all subgraphs were sent since then. */
  sent(): string;
  forget(): void;
  stop(): Promise<void>;
}

/** Serves subgraphs and the gateway over them until `stop`. */
export async function startGuardedGraph(
  sources: readonly SubgraphSource[],
  { rules = {}, edit = (sdl) => sdl, introspection = true, onDenial = 'filter' }: GraphOptions = {},
): Promise<GuardedGraph> {
  const served: Record<string, ServedSubgraph> = {};
  const stopSubgraphs = () => Promise.all(Object.values(served).map((subgraph) => subgraph.stop()));
  for (const source of sources) served[source.name] = await serveSubgraph(source);
  const { jwks, token } = await createIssuer();
  try {
    const definitions = Object.fromEntries(sources.map((source) => [source.name, source]));
    const supergraphSdl = edit(composeGraph(definitions, (name) => served[name]?.url ?? ''));
    const federation = createFederation<RequestContext>({
      supergraphSdl,
      onDenial,
      judgeFor: (index, { caller }) => judgeCaller(index, caller, rules),
    });
    const server = await startServer({
      gateway: federation,
      host: '127.0.0.1',
      port: 0,
      introspection,
      admit: admitCaller(createTokenVerifier({ keys: localKeys(jwks), issuer, audience })),
      readyChecks: {},
      onFault: (fault) => {
        throw fault;
      },
    });
    const url = `${server.url}/graphql`;
    const requests = (name: string) => served[name]?.requests ?? [];
    return {
      url,
      federation,
      supergraphSdl,
      token,
      ask: async (scopes, query, variables = {}) =>
        post(
          url,
          { query, variables },
          bearer(scopes === undefined ? undefined : await token({ scope: scopes })),
        ),
      requests,
      calls: (name) => requests(name).length,
      sent: () =>
        Object.keys(served)
          .flatMap((name) => requests(name).map(({ body }) => body))
          .join('\n'),
      forget: () => Object.values(served).forEach((subgraph) => subgraph.requests.splice(0)),
      async stop() {
        await server.stop();
        await stopSubgraphs();
      },
    };
  } catch (error) {
    await stopSubgraphs();
    throw error;
  }
}

/** The same for one test. */
export async function guard(...parameters: Parameters<typeof startGuardedGraph>): Promise<GuardedGraph> {
  const graph = await startGuardedGraph(...parameters);
  onTestFinished(() => graph.stop());
  return graph;
}

const imports =
  '"@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@interfaceObject", "@authenticated", "@requiresScopes", "@policy"';

/** The first line of a subgraph's SDL. */
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])\n`;

/** A subgraph out of its types and resolvers. */
export function subgraph(
  name: string,
  types: string,
  resolvers: NonNullable<TestSubgraph['resolvers']> = {},
): SubgraphSource {
  return { name, typeDefs: link + types, resolvers };
}
