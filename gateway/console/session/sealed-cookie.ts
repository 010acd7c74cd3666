import { parseCookie, stringifySetCookie } from 'cookie';
import { EncryptJWT, jwtDecrypt, type JWTPayload } from 'jose';

/** A cookie whose content only the gateways can read or write. */
export interface SealedCookie {
  /** What is in it; undefined where there is none, or none of ours that still counts. */
  read(cookieHeader: string | undefined): Promise<JWTPayload | undefined>;
  /** `Set-Cookie` that puts it there. @param seconds for which it counts @throws CookieTooLarge */
  write(content: JWTPayload, seconds: number): Promise<string>;
  /** `Set-Cookie` that takes it away. */
  readonly clear: string;
}

/** What is to be kept is more than browsers keep. */
export class CookieTooLarge extends Error {
  override readonly name = 'CookieTooLarge';
}

/** Where a cookie is kept, and when it is sent. */
export interface CookieTerms {
  readonly name: string;
  /** `strict`: never with a request that another site began; `lax`: with such a one only where the address bar changes. */
  readonly sameSite: 'strict' | 'lax';
  /** Whether browsers reach the gateway by https. */
  readonly secure: boolean;
}

/** Browsers keep 4096 bytes of name, value and attributes. */
const mostBytes = 3900;

/**
 * Gateways keep no sessions, so that any of them can answer: what they must remember of a browser is in its cookie,
 * encrypted (RFC 7516, A256GCM), out of reach of scripts. Over https the name binds it to this very host (`__Host-`,
 * RFC 6265bis): no neighbouring site can put one in its place.
 *
 * @param key 32 bytes, the same in all gateways
 */
export function sealedCookie(key: Uint8Array, { name, sameSite, secure }: CookieTerms): SealedCookie {
  const fullName = secure ? `__Host-${name}` : name;
  const attributes = { name: fullName, path: '/', httpOnly: true, secure, sameSite } as const;
  // The name is bound to the content: one cookie of ours cannot stand in for another.
  const terms = { issuer: name, audience: name };
  return {
    async read(cookieHeader) {
      const value = parseCookie(cookieHeader ?? '')[fullName];
      if (value === undefined) return undefined;
      const opened = await jwtDecrypt(value, key, {
        ...terms,
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp'],
      }).catch(() => undefined);
      return opened?.payload;
    },
    async write(content, seconds) {
      const value = await new EncryptJWT(content)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuer(terms.issuer)
        .setAudience(terms.audience)
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .encrypt(key);
      if (value.length > mostBytes) throw new CookieTooLarge(`The cookie ${name} would be too large.`);
      return stringifySetCookie({ ...attributes, value, maxAge: seconds });
    },
    clear: stringifySetCookie({ ...attributes, value: '', maxAge: 0 }),
  };
}
