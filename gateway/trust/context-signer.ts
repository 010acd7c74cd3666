import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import type { JWK } from 'jose';
import { graphqlTarget } from '../../schema/call-target.ts';
import { hubContextHeader, hubContextMaxAge, hubContextType } from '../../schema/hub-context.ts';
import { sha256 } from '../../schema/sha256.ts';
import type { Asker } from './asker.ts';

/** One fetch that is about to be sent to a subgraph. */
export interface SubgraphCall {
  /** Name of the subgraph as in the supergraph. */
  readonly subgraph: string;
  /** The exact body that will be sent. */
  readonly body: string | Uint8Array;
  readonly asker: Asker;
  /** What is asked for with the body; `graphqlTarget` if left out. */
  readonly target?: string;
  /** See `HubContext.classifications`; a signature alone says so. */
  readonly classifications?: readonly string[] | undefined;
}

/** Makes the headers that prove to a subgraph that the call is the gateway's, for this body, now. */
export type ContextSigner = (call: SubgraphCall) => Readonly<Record<string, string>>;

/**
 * A signer over the gateway's private key. It writes the JWS (RFC 7515, compact) and the `HubContext` in it itself: this is
 * done for every fetch, and a library that copies and checks claims which are made here costs as much again as the signature.
 *
 * @param key private JWK, Ed25519 (`kty` OKP, `crv` Ed25519) with a `kid`
 * @param issuer name of this gateway, the `iss` of each context
 * @throws Error when the key is not a private Ed25519 JWK with a `kid`
 */
export function createContextSigner(key: JWK, issuer: string): ContextSigner {
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519' || !key.d || !key.kid) {
    throw new Error(
      'The context key must be a private Ed25519 JWK with a kid, such as {"kty":"OKP","crv":"Ed25519","kid":…,"x":…,"d":…}.',
    );
  }
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  const header = base64url(JSON.stringify({ alg: 'EdDSA', typ: hubContextType, kid: key.kid }));
  const iss = JSON.stringify(issuer);
  return ({ subgraph, body, asker: { requestId, access }, target = graphqlTarget, classifications }) => {
    const now = Math.floor(Date.now() / 1000);
    const who = access === undefined ? '' : `"access":${JSON.stringify(access)},`;
    const by = classifications === undefined ? '' : `"classifications":${JSON.stringify(classifications)},`;
    const context =
      `{"bodyDigest":"${sha256(body)}","target":${JSON.stringify(target)},"requestId":${JSON.stringify(requestId)},${who}${by}` +
      `"iss":${iss},"aud":${JSON.stringify(subgraph)},"jti":"${randomUUID()}","iat":${now},"exp":${now + hubContextMaxAge}}`;
    const signed = `${header}.${base64url(context)}`;
    const signature = sign(null, Buffer.from(signed), privateKey).toString('base64url');
    return { [hubContextHeader]: `${signed}.${signature}` };
  };
}

/** A part of a JWS. */
function base64url(json: string): string {
  return Buffer.from(json).toString('base64url');
}
