import * as openid from 'openid-client';

/** In what capacity somebody signs in to the console: each is a client of its own, with its own roles and purposes. */
export const capacities = ['citizen', 'officer', 'auditor', 'operator'] as const;

/** One of the capacities. */
export type Capacity = (typeof capacities)[number];

/** Whether a text names a capacity. */
export function isCapacity(text: unknown): text is Capacity {
  return capacities.some((capacity) => capacity === text);
}

/** What a browser must bring back from the issuer, kept in its cookie meanwhile. */
export interface SignInAttempt {
  readonly capacity: Capacity;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  /** Path of the console to go on with. */
  readonly goOn: string;
}

/** What the issuer gave in exchange for the code. */
export interface IssuedToken {
  readonly accessToken: string;
  /** Seconds for which it counts. */
  readonly seconds: number;
}

/** The issuer at which people sign in, as OpenID Connect describes it. */
export interface SignInIssuer {
  /** The issuer's metadata and keys, as the client of a capacity. @throws Error when they cannot be had */
  configuration(capacity: Capacity, origin: string): Promise<openid.Configuration>;
  /** What the access token is for (RFC 8707); left out where the issuer knows by the client. */
  readonly resource?: string;
}

/** Where the issuer sends browsers back to. */
export const callbackPath = '/console/callback';

/** For how long a token is used whose issuer does not say, in seconds. */
const unsaidSeconds = 300;

/**
 * Begins a sign-in: authorization code with PKCE (RFC 7636), bound to the browser by state and nonce.
 *
 * @param origin where the browser found the gateway
 * @returns where to send the browser, and what to keep in its cookie
 */
export async function beginSignIn(
  issuer: SignInIssuer,
  origin: string,
  wish: Pick<SignInAttempt, 'capacity' | 'goOn'> & { readonly language: string },
): Promise<{ readonly location: string; readonly attempt: SignInAttempt }> {
  const configuration = await issuer.configuration(wish.capacity, origin);
  const verifier = openid.randomPKCECodeVerifier();
  const attempt: SignInAttempt = {
    capacity: wish.capacity,
    goOn: wish.goOn,
    verifier,
    state: openid.randomState(),
    nonce: openid.randomNonce(),
  };
  const location = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: origin + callbackPath,
    scope: 'openid',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: attempt.state,
    nonce: attempt.nonce,
    ui_locales: wish.language,
    ...(issuer.resource !== undefined && { resource: issuer.resource }),
  });
  return { location: location.href, attempt };
}

/**
 * Ends a sign-in: exchanges the code behind the browser's back.
 *
 * @param search query of the callback, as it came
 * @throws Error when anything does not fit: state, nonce, issuer, verifier, signature of the identity token
 */
export async function endSignIn(
  issuer: SignInIssuer,
  origin: string,
  search: string,
  attempt: SignInAttempt,
): Promise<IssuedToken> {
  const configuration = await issuer.configuration(attempt.capacity, origin);
  const tokens = await openid.authorizationCodeGrant(
    configuration,
    new URL(`${origin}${callbackPath}?${search}`),
    {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    },
    issuer.resource === undefined ? {} : { resource: issuer.resource },
  );
  return { accessToken: tokens.access_token, seconds: tokens.expiresIn() ?? unsaidSeconds };
}
