import { randomBytes, randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { createContextSigner, type ContextSigner } from '../../gateway/trust/context-signer.ts';
import {
  hubContextHeader,
  hubContextType,
  type AccessContext,
  type AccessReport,
} from '../../schema/hub-context.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { sha256 } from '../../schema/sha256.ts';
import { startSubgraph, type SubgraphOptions } from '../../subgraphs/kit/start-subgraph.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { createContextSessions } from '../../subgraphs/kit/trust/context-sessions.ts';
import { createContextVerifier } from '../../subgraphs/kit/trust/context-verifier.ts';

/** Name of the gateway that the subgraphs of tests trust. */
export const issuer = 'test-gateway';

/** A gateway's key, and what a subgraph needs to trust it. */
export interface GatewayKey {
  readonly sign: ContextSigner;
  readonly publicKey: CryptoKey;
  readonly jwks: { readonly keys: JWK[] };
  /**
   * A context with claims or headers that an honest gateway would not write.
   *
   * @param claims replace the right ones; undefined leaves one out. Times are in seconds from now.
   */
  forge(body: string, claims?: ForgedClaims, header?: Readonly<Record<string, unknown>>): Promise<string>;
}

/** Claims of a forged context. */
export interface ForgedClaims {
  readonly [claim: string]: unknown;
  readonly iat?: number | undefined;
  readonly exp?: number | undefined;
}

/** A new key of a gateway, for contexts to the subgraph `population`. */
export async function createGatewayKey(kid = 'key-1'): Promise<GatewayKey> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    sign: createContextSigner({ ...(await exportJWK(privateKey)), kid }, issuer),
    publicKey,
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' }] },
    forge(body, { iat = 0, exp = 20, ...claims } = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const right = { iss: issuer, aud: 'population', jti: randomUUID(), requestId: 'request-1' };
      const payload = { ...right, bodyDigest: sha256(body), ...claims, iat: now + iat, exp: now + exp };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'EdDSA', typ: hubContextType, kid, ...header })
        .sign(privateKey, { crit: { hub: true } });
    },
  };
}

/** What came back over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly data: unknown;
  /** `extensions.access` of the answer. */
  readonly access: AccessReport | undefined;
  readonly errors: readonly { readonly message: string; readonly code: unknown }[];
}

/** Sends a body to a subgraph, with a context or without. */
export async function send(url: string, body: string | Uint8Array, context?: string): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(context && { [hubContextHeader]: context }) },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  const text = await response.text();
  const answer = JSON.parse(text) as {
    data?: unknown;
    extensions?: { access?: AccessReport };
    errors?: { message: string; extensions?: { code?: unknown } }[];
  };
  const errors = (answer.errors ?? []).map(({ message, extensions }) => ({
    message,
    code: extensions?.code,
  }));
  const { data, extensions } = answer;
  return { status: response.status, text, data, errors, access: extensions?.access };
}

/** A subgraph that listens on loopback and trusts one key. */
export interface ListeningSubgraph {
  readonly url: string;
  /** Asks as the gateway does, for a caller or for nobody. */
  ask(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    access?: AccessContext,
  ): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** Starts a subgraph on a free port over a store that the caller opened. */
export async function listen<Sources extends object>(
  subgraph: Subgraph<Sources>,
  store: Store,
  key: GatewayKey,
  options: Partial<SubgraphOptions> = {},
): Promise<ListeningSubgraph> {
  const { sessions = createContextSessions() } = options;
  const { url, close } = await startSubgraph(subgraph, {
    store,
    policy: await loadPolicy(),
    sessions,
    verifyContext: createContextVerifier({
      keys: createLocalJWKSet(key.jwks),
      issuers: [issuer],
      audience: subgraph.name,
      sessions,
    }),
    cursorKey: randomBytes(32),
    host: '127.0.0.1',
    port: 0,
    ...options,
  });
  return {
    url,
    close,
    async ask(query, variables, access) {
      const body = JSON.stringify({ query, variables });
      return send(url, body, await key.forge(body, { aud: subgraph.name, access }));
    },
  };
}
