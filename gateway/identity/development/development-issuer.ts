import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { localKeys, type TokenTrust } from '../token-verifier.ts';
import marked from './keys.json' with { type: 'json' };
import { developmentPersonas, type PersonaName } from './personas.ts';

/** `iss` of development tokens; `.invalid` is nobody's and never will be (RFC 6761). */
export const developmentIssuer = 'https://development.invalid/lien-thong';

/** `aud` of development tokens. */
const developmentAudience = 'lien-thong';

const { d: privatePart, ...publicKey } = marked.key;

/** The public half of the key of the development issuer. */
export const developmentKey = publicKey;

/** Trust in the development issuer: for a hub with synthetic people, never for one with real ones. */
export function trustDevelopmentIssuer(): TokenTrust {
  return {
    issuer: developmentIssuer,
    audience: developmentAudience,
    keys: localKeys({ keys: [publicKey] }),
    algorithms: [publicKey.alg],
  };
}

/** Whose token is issued, and for how long. */
export interface DevelopmentToken {
  readonly persona: PersonaName;
  /** Another citizen or organisation than the persona's own. */
  readonly citizen?: string | undefined;
  readonly organisation?: string | undefined;
  readonly minutes: number;
}

/** An access token for a persona, as an issuer of the country would write it (RFC 9068). */
export async function issueDevelopmentToken(token: DevelopmentToken): Promise<string> {
  const { client, role, alsoRoles = [], assurance, scopes = [], ...own } = developmentPersonas[token.persona];
  const { citizen = own.citizen, organisation = own.organisation } = token;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    client_id: client,
    roles: [role, ...alsoRoles],
    acr: String(assurance),
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    ...(organisation !== undefined && { organisation }),
    ...(citizen !== undefined && { citizen }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: publicKey.alg, typ: 'at+jwt', kid: publicKey.kid })
    .setIssuer(developmentIssuer)
    .setAudience(developmentAudience)
    .setSubject(subjectOf(token.persona))
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + token.minutes * 60)
    .sign(await privateKey());
}

/** To which sign-in an identity token belongs. */
export interface SignIn {
  readonly clientId: string;
  readonly nonce: string;
}

/** Tells a client who signed in (OpenID Connect Core 1.0, 2): it proves a sign-in and opens nothing. */
export async function issueIdentityToken(persona: PersonaName, { clientId, nonce }: SignIn): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ nonce, acr: String(developmentPersonas[persona].assurance) })
    .setProtectedHeader({ alg: publicKey.alg, kid: publicKey.kid })
    .setIssuer(developmentIssuer)
    .setAudience(clientId)
    .setSubject(subjectOf(persona))
    .setIssuedAt(now)
    .setExpirationTime(now + 300)
    .sign(await privateKey());
}

function subjectOf(persona: PersonaName): string {
  return `dev-${persona}`;
}

function privateKey() {
  return importJWK({ ...publicKey, d: privatePart }, publicKey.alg);
}
