import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { judgeCaller, type PolicyRules } from '../../gateway/access/judge.ts';
import { createFederation, type Federation } from '../../gateway/federation/create-federation.ts';
import type { RequestContext } from '../../gateway/http/request-context.ts';
import { admitCaller } from '../../gateway/identity/admit-caller.ts';
import { createTokenVerifier, localKeys } from '../../gateway/identity/token-verifier.ts';
import { startServer } from '../../gateway/server.ts';
import { composeGraph } from '../federation/start-graph.ts';
import { serveSubgraph, type ServedSubgraph, type TestSubgraph } from '../federation/serve-subgraph.ts';

/** A subgraph with a name. */
export interface SubgraphSource extends TestSubgraph {
  readonly name: string;
}

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** Subgraphs with guarded fields, and the gateway in front of them over real HTTP. */
export interface GuardedGraph {
  readonly url: string;
  readonly federation: Federation;
  readonly supergraphSdl: string;
  /** Asks with a token of these scopes; `undefined` sends no token. */
  ask(
    scopes: string | undefined,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<WireAnswer>;
  /** A token with these claims over the right ones. */
  token(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** How many requests a subgraph received since the last call of `forget`. */
  calls(subgraph: string): number;
  /** All that all subgraphs were sent since then. */
  sent(): string;
  forget(): void;
  stop(): Promise<void>;
}

const issuer = 'https://issuer.test';
const audience = 'hub';

/**
 * Serves subgraphs and the gateway over them.
 *
 * @param edit what somebody does to the supergraph by hand before it is loaded
 */
export async function startGuardedGraph(
  sources: readonly SubgraphSource[],
  rules: PolicyRules = {},
  edit: (supergraphSdl: string) => string = (sdl) => sdl,
): Promise<GuardedGraph> {
  const served: Record<string, ServedSubgraph> = {};
  for (const source of sources) served[source.name] = await serveSubgraph(source);
  const definitions = Object.fromEntries(sources.map((source) => [source.name, source]));
  const supergraphSdl = edit(composeGraph(definitions, (name) => served[name]?.url ?? ''));
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = localKeys({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' }] });
  const federation = createFederation<RequestContext>({
    supergraphSdl,
    judgeFor: (index, { caller }) => judgeCaller(index, caller, rules),
  });
  const server = await startServer({
    gateway: federation,
    host: '127.0.0.1',
    port: 0,
    introspection: true,
    admit: admitCaller(createTokenVerifier({ keys, issuer, audience })),
    readyChecks: {},
    onFault: (fault) => {
      throw fault;
    },
  });
  const requests = () => Object.values(served).flatMap((subgraph) => subgraph.requests);
  const token = (claims: Readonly<Record<string, unknown>>) => signToken(privateKey, claims);
  return {
    url: server.url,
    federation,
    supergraphSdl,
    token,
    ask: async (scopes, query, variables = {}) =>
      post(server.url, scopes === undefined ? undefined : await token({ scope: scopes }), {
        query,
        variables,
      }),
    calls: (subgraph) => served[subgraph]?.requests.length ?? 0,
    sent: () =>
      requests()
        .map(({ body }) => body)
        .join('\n'),
    forget: () => Object.values(served).forEach((subgraph) => subgraph.requests.splice(0)),
    async stop() {
      await server.stop();
      await Promise.all(Object.values(served).map((subgraph) => subgraph.stop()));
    },
  };
}

/** Posts a body to the gateway. */
async function post(url: string, token: string | undefined, body: unknown): Promise<WireAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as {
    data?: WireAnswer['data'];
    errors?: WireAnswer['errors'];
  };
  return { status: response.status, headers: response.headers, text, data, errors };
}

/** Signs claims as the issuer does. */
async function signToken(key: CryptoKey, claims: Readonly<Record<string, unknown>>): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: issuer, aud: audience, sub: 'officer-1', iat: now, exp: now + 60, ...claims };
  const present = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(present).setProtectedHeader({ alg: 'ES256', kid: 'test' }).sign(key);
}

/** Paths of the denials in an answer. */
export function denied({ errors }: WireAnswer): readonly unknown[] {
  return errors
    .filter(({ extensions }) => extensions['code'] === 'UNAUTHORIZED_FIELD_OR_TYPE')
    .map(({ extensions }) => extensions['affectedPath']);
}
