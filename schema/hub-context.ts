/**
 * The signed context that the gateway sends with each fetch: a JWS (RFC 7515) that says who asks, for which subgraph,
 * and over which body. A subgraph answers nothing without it.
 */

/** HTTP header that carries the context; a client's own copy is dropped at the gateway's door. */
export const hubContextHeader = 'hub-context';

/** `typ` of the JWS, so that no other token of the same key can stand in for a context (RFC 8725 section 3.11). */
export const hubContextType = 'hub-context+jwt';

/** Longest life of a context, in seconds. */
export const hubContextMaxAge = 30;

/** Claims of a context. Times are seconds since 1970. */
export interface HubContext {
  /** The gateway that signed. */
  readonly iss: string;
  /** Name of the one subgraph that may accept it, as in the supergraph. */
  readonly aud: string;
  /** Unique; a subgraph accepts it once. */
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
  /** SHA-256 of the exact body bytes, base64url. */
  readonly bodyDigest: string;
  /** Joins the calls of one client request in traces and in the disclosure log. */
  readonly requestId: string;
}
