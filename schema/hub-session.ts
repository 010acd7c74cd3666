import { createPublicKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import { hubContextType } from './hub-context.ts';

/**
 * A session between one gateway and one subgraph: a key that both derive (X25519, RFC 7748), so that a context can carry
 * a keyed digest (HS256) in place of a signature. The gateway signs its offer as it signs a fetch; the subgraph alone,
 * and for itself alone, learns the same key. The offer goes to `POST /session`.
 */

/** How long a session is good for, in seconds: a gateway whose key is taken back is out after that at the latest. */
export const hubSessionMaxAge = 600;

/** What the gateway offers. */
export interface SessionOffer {
  /** X25519, base64url. */
  readonly publicKey: string;
}

/** What the subgraph answers. */
export interface SessionAnswer {
  /** The `kid` of contexts of this session. */
  readonly id: string;
  /** X25519, base64url. */
  readonly publicKey: string;
}

/** The first part of every context of a session; no other session has the same one. */
export function sessionHeader(id: string): string {
  return Buffer.from(JSON.stringify({ alg: 'HS256', typ: hubContextType, kid: id })).toString('base64url');
}

/** @throws Error when the text is no X25519 public key */
export function readSessionKey(publicKey: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: publicKey }, format: 'jwk' });
}

/** The 32 bytes that both sides come to. @param subgraph name of the subgraph, as in the supergraph */
export function deriveSessionKey(
  own: KeyObject,
  theirs: KeyObject,
  { id, subgraph }: { readonly id: string; readonly subgraph: string },
): Buffer {
  const secret = diffieHellman({ privateKey: own, publicKey: theirs });
  return Buffer.from(hkdfSync('sha256', secret, '', `hub-context session ${id} ${subgraph}`, 32));
}
