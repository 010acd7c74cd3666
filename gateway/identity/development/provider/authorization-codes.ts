import { createHash, randomBytes } from 'node:crypto';

/** What a code stands for. */
export interface CodeGrant<Person> {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly nonce: string;
  /** PKCE challenge by S256. */
  readonly challenge: string;
  readonly person: Person;
}

/** What a client shows for a code. */
export interface CodeProof {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

/** Authorization codes that were given out. */
export interface AuthorizationCodes<Person> {
  give(grant: CodeGrant<Person>): string;
  /** The grant behind a code, once, for whoever began; undefined for everybody else. */
  take(proof: CodeProof): CodeGrant<Person> | undefined;
}

/** A code is exchanged at once, or never; milliseconds. */
const lifetime = 60_000;

/** Codes in memory, each good once and for a minute (RFC 6749, 4.1.2). @param now milliseconds */
export function authorizationCodes<Person>(now: () => number = Date.now): AuthorizationCodes<Person> {
  const given = new Map<string, { readonly grant: CodeGrant<Person>; readonly until: number }>();
  return {
    give(grant) {
      for (const [code, { until }] of given) if (until < now()) given.delete(code);
      const code = randomBytes(24).toString('base64url');
      given.set(code, { grant, until: now() + lifetime });
      return code;
    },
    take({ code, clientId, redirectUri, verifier }) {
      const found = given.get(code);
      // Whoever shows a code uses it up, with whatever proof: a stolen one is then of no use.
      given.delete(code);
      if (found === undefined || found.until < now()) return undefined;
      const { grant } = found;
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const fits =
        grant.clientId === clientId && grant.redirectUri === redirectUri && grant.challenge === challenge;
      return fits ? grant : undefined;
    },
  };
}
