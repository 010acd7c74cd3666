import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { JWTPayload } from 'jose';
import { refusal } from '../../http/refusal.ts';
import type { TokenClaims } from '../../identity/token-claims.ts';
import type { TokenVerifier } from '../../identity/token-verifier.ts';
import { atMost } from '../../overload/at-most.ts';
import { requireSameOrigin } from './require-same-origin.ts';
import { CookieTooLarge, sealedCookie } from './sealed-cookie.ts';
import {
  beginSignIn,
  callbackPath,
  endSignIn,
  isCapacity,
  type Capacity,
  type SignInAttempt,
  type SignInIssuer,
} from './sign-in-desk.ts';

/** How people sign in to the console. */
export interface SignInOptions {
  readonly issuer: SignInIssuer;
  /** Where browsers find the gateway, without a path; as each request says if left out: for development. */
  readonly origin?: string;
  /** 32 bytes, the same in all gateways, that encrypt what is kept in cookies. */
  readonly cookieKey: Uint8Array;
  readonly verifyToken: TokenVerifier;
}

/** Somebody who is signed in. */
interface Session {
  readonly token: string;
  readonly capacity: Capacity;
}

/** Finds out by its cookie in whose name a request of the console asks. */
export interface ConsoleSessions {
  /** @throws GraphQLError `CSRF_PREVENTED`, `UNAUTHENTICATED` */
  tokenOf(request: FastifyRequest): Promise<string>;
}

/** Where somebody learns that a sign-in did not succeed. */
const failedPath = '/console/?sign-in=failed';

/** How long somebody may take at the issuer, in seconds. */
const attemptSeconds = 600;

/** Sign-ins that are being ended at once: each asks the issuer, and whoever began one can have it asked as often as they like. */
const mostEnding = 16;

/** No session outlasts a working day, whatever its token says; seconds. */
const longestSession = 8 * 60 * 60;

/**
 * Sign-in, sign-out, and who is signed in. The token of the issuer stays between gateway and cookie: no script of the
 * page ever sees it.
 */
export function addSessionRoutes(app: FastifyInstance, options: SignInOptions): ConsoleSessions {
  const { issuer, cookieKey, verifyToken } = options;
  const secure = options.origin?.startsWith('https:') ?? false;
  const attempts = sealedCookie(cookieKey, { name: 'console-sign-in', sameSite: 'lax', secure });
  const sessions = sealedCookie(cookieKey, { name: 'console-session', sameSite: 'strict', secure });
  const originOf = (request: FastifyRequest) => options.origin ?? `${request.protocol}://${request.host}`;
  const sessionOf = async (request: FastifyRequest): Promise<Session | undefined> =>
    asSession(await sessions.read(request.headers.cookie));

  app.get('/console/sign-in', async (request, reply) => {
    const { as, goOn, language } = request.query as Readonly<Record<string, unknown>>;
    if (!isCapacity(as))
      throw refusal('BAD_REQUEST', 'Sign in as citizen, officer, auditor or operator: `?as=`.');
    const wish = { capacity: as, goOn: pathOfConsole(goOn), language: language === 'en' ? 'en' : 'vi' };
    const begun = await beginSignIn(issuer, originOf(request), wish).catch(() => undefined);
    if (!begun) return redirect(reply, failedPath, []);
    const cookie = await attempts.write({ ...begun.attempt }, attemptSeconds);
    return redirect(reply, begun.location, [cookie]);
  });

  const endInBounds = atMost(mostEnding);
  app.get(callbackPath, async (request, reply) => {
    const attempt = asAttempt(await attempts.read(request.headers.cookie));
    const search = request.url.split('?').slice(1).join('?');
    const session =
      attempt && (await endInBounds(() => openSession(issuer, originOf(request), search, attempt)));
    // Why it failed is between gateway and issuer; the person can only try again.
    if (!session) return redirect(reply, failedPath, [attempts.clear]);
    const { capacity, goOn } = attempt;
    const cookie = await sessions.write({ token: session.accessToken, capacity }, session.seconds);
    return redirect(reply, goOn, [attempts.clear, cookie]);
  });

  app.get('/console/session', async (request, reply) => {
    const session = await sessionOf(request);
    const claims = session && (await verifyToken(session.token).catch(() => undefined))?.claims;
    return reply.send(
      session && claims ? { signedIn: true, ...tellSession(session.capacity, claims) } : { signedIn: false },
    );
  });

  app.post('/console/sign-out', async (request, reply) => {
    requireSameOrigin(request.headers, originOf(request));
    return reply.header('set-cookie', sessions.clear).send({ signedIn: false });
  });

  return {
    async tokenOf(request) {
      requireSameOrigin(request.headers, originOf(request));
      const session = await sessionOf(request);
      if (!session) throw refusal('UNAUTHENTICATED', 'Nobody is signed in to the console, or not any more.');
      return session.token;
    },
  };
}

async function openSession(issuer: SignInIssuer, origin: string, search: string, attempt: SignInAttempt) {
  try {
    const { accessToken, seconds } = await endSignIn(issuer, origin, search, attempt);
    return { accessToken, seconds: Math.min(seconds, longestSession) };
  } catch (error) {
    if (error instanceof CookieTooLarge) throw error;
    return undefined;
  }
}

/** Only what the page needs to know whom it serves: the token itself is none of it. */
function tellSession(capacity: Capacity, { roles, organisation, citizen }: TokenClaims) {
  return { capacity, roles: [...roles], organisation, citizen };
}

/** Elsewhere than in the console nobody is sent: an address from outside could lead anywhere. */
function pathOfConsole(goOn: unknown): string {
  return typeof goOn === 'string' && /^\/console\/[\w/-]*$/.test(goOn) ? goOn : '/console/';
}

function redirect(reply: FastifyReply, location: string, cookies: readonly string[]): FastifyReply {
  return reply
    .header('set-cookie', [...cookies])
    .code(303)
    .header('location', location)
    .send();
}

function asSession(content: JWTPayload | undefined): Session | undefined {
  const { token, capacity } = content ?? {};
  return typeof token === 'string' && isCapacity(capacity) ? { token, capacity } : undefined;
}

function asAttempt(content: JWTPayload | undefined): SignInAttempt | undefined {
  const { capacity, verifier, state, nonce, goOn } = content ?? {};
  const texts = [verifier, state, nonce, goOn];
  if (!isCapacity(capacity) || !texts.every((text) => typeof text === 'string')) return undefined;
  return { capacity, verifier, state, nonce, goOn } as SignInAttempt;
}
