import type { JWTPayload } from 'jose';

/** How surely an actor is known: 1 one factor, 2 two factors, 3 two factors with a signing key in hardware. */
export type Assurance = 1 | 2 | 3;

/**
 * What a proven access token says (RFC 9068). A claim that is missing, or of another form than ours, is undefined or
 * empty: it grants nothing.
 */
export interface TokenClaims {
  readonly issuer: string;
  /** `kid` of the key that signed. */
  readonly keyId: string | undefined;
  /** `jti`: names this one token. */
  readonly tokenId: string | undefined;
  /** `sub`: whom the client acts for, a pseudonym. */
  readonly actor: string | undefined;
  /** `client_id`: the system that asks. */
  readonly client: string | undefined;
  readonly scopes: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  /** Purposes to which the issuer has limited this token; all that its client has when left out. */
  readonly purposes: ReadonlySet<string> | undefined;
  /** Code of the office, facility, council, registry or employer for which the actor works. */
  readonly organisation: string | undefined;
  /** Opaque id of the actor as a citizen. */
  readonly citizen: string | undefined;
  /** `acr`; the lowest level where the token does not say. */
  readonly assurance: Assurance;
}

const levels: Readonly<Record<string, Assurance>> = { '1': 1, '2': 2, '3': 3 };

/** Reads the claims of a token whose signature, issuer, audience and times have been proven. */
export function readClaims(payload: JWTPayload, keyId: string | undefined): TokenClaims {
  const { iss, jti, sub, client_id: client, scope, roles, purposes, organisation, citizen, acr } = payload;
  return {
    issuer: iss ?? '',
    keyId,
    tokenId: asText(jti),
    actor: asText(sub),
    client: asText(client),
    scopes: asScopes(scope),
    roles: asWords(roles),
    purposes: purposes === undefined ? undefined : asWords(purposes),
    organisation: asText(organisation),
    citizen: asText(citizen),
    assurance: (typeof acr === 'string' ? levels[acr] : undefined) ?? 1,
  };
}

/** `scope` is one string of words separated by spaces (RFC 8693, 4.2); in any other form it grants nothing. */
function asScopes(scope: unknown): ReadonlySet<string> {
  return new Set(typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []);
}

function asWords(list: unknown): ReadonlySet<string> {
  const isList = Array.isArray(list) && list.every((word) => typeof word === 'string');
  return new Set(isList ? list : []);
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
