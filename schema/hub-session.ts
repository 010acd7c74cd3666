import { createPublicKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import type { HubCall } from './hub-context.ts';

/**
 * A session between one gateway and one subgraph: a key that both derive (X25519, RFC 7748), so that a call can carry a
 * keyed code in place of a signature. The gateway signs its offer as it signs a fetch; the subgraph alone, and for itself
 * alone, learns the same key. The offer goes to `POST /session`.
 *
 * A call of a session carries, in the header of a context, `SESSION.ASKER.NUMBER.CODE`:
 *
 * - SESSION: `sessionHeader`, the same for all its calls;
 * - ASKER: `SessionAsker` as JSON, base64url; the same for calls of one request for which the same is proven;
 * - NUMBER: of the call in its session, decimal; each is used once;
 * - CODE: HMAC with SHA-256 under the key over `SESSION.ASKER.NUMBER.`, the call's target (`call-target.ts`), a line feed and
 *   the exact bytes of the body, base64url.
 */

/** Of which form the calls of a session are. Where one side does not know the other's there is no session: calls are signed. */
export const hubSessionForm = 2;

/** How long a session is good for, in seconds: a gateway whose key is taken back is out after that at the latest. */
export const hubSessionMaxAge = 600;

/** What the gateway offers. */
export interface SessionOffer {
  readonly form: typeof hubSessionForm;
  /** X25519, base64url. */
  readonly publicKey: string;
}

/**
 * HTTP header beside the signature of a change: `sessionHeader` of a session that its gateway has open. It proves nothing; an
 * agency sees by it that the hub sends a body which is still to be read.
 */
export const hubSessionHeader = 'hub-session';

/** What the subgraph answers. */
export interface SessionAnswer {
  readonly form: typeof hubSessionForm;
  readonly id: string;
  /** X25519, base64url. */
  readonly publicKey: string;
}

/** Who asks in calls of a session: which gateway, and of which subgraph, says the session. Times are seconds since 1970. */
export interface SessionAsker extends Pick<HubCall, 'requestId' | 'access'> {
  readonly iat: number;
  readonly exp: number;
}

/** Parts of a call of a session. A signed context, which is a JWS, has three. */
export const sessionParts = 4;

/**
 * The first part of every call of a session; no other session has the same one.
 *
 * @param subgraph name of the subgraph, as in the supergraph
 */
export function sessionHeader(id: string, subgraph: string): string {
  return Buffer.from(
    JSON.stringify({ typ: 'hub-call', form: hubSessionForm, kid: id, aud: subgraph }),
  ).toString('base64url');
}

/** @throws Error when the text is no X25519 public key */
export function readSessionKey(publicKey: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: publicKey }, format: 'jwk' });
}

/** The 32 bytes that both sides come to, for calls of this form alone. @param header the session's `sessionHeader` */
export function deriveSessionKey(own: KeyObject, theirs: KeyObject, header: string): Buffer {
  const secret = diffieHellman({ privateKey: own, publicKey: theirs });
  return Buffer.from(hkdfSync('sha256', secret, '', `hub-call session ${header}`, 32));
}
