import { createHash, randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT, type JWK } from 'jose';

/** An OpenID provider that knows the console's clients by their key, as one of the country would. */
export interface RealIssuer {
  readonly url: string;
  readonly keys: { readonly keys: readonly JWK[] };
  /** The key of the console's clients. */
  readonly clientKey: JWK;
  /** Signs in whoever comes, at once. @returns where the browser is sent back to */
  signIn(authorization: string): string;
  stop(): Promise<void>;
}

/** Starts a provider. @param claims what its access tokens say besides */
export async function startRealIssuer(claims: Readonly<Record<string, unknown>>): Promise<RealIssuer> {
  const own = await makeKey();
  const client = await makeKey();
  const clientKeys = createLocalJWKSet({ keys: [client.publicJwk] });
  const asked = new Map<string, URLSearchParams>();
  let url = '';
  const sign = (payload: Record<string, unknown>, audience: string) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', kid: own.kid })
      .setIssuer(url)
      .setAudience(audience)
      .setSubject('somebody')
      .setIssuedAt()
      .setExpirationTime('10 minutes')
      .sign(own.privateKey);
  const app = Fastify();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, body),
  );
  app.get('/.well-known/openid-configuration', (_, reply) =>
    reply.send({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      id_token_signing_alg_values_supported: ['ES256'],
    }),
  );
  app.get('/jwks', (_, reply) => reply.send({ keys: [own.publicJwk] }));
  app.post('/token', async ({ body }, reply) => {
    const form = new URLSearchParams(String(body));
    const request = asked.get(form.get('code') ?? '') ?? new URLSearchParams();
    const clientId = request.get('client_id') ?? '';
    await jwtVerify(form.get('client_assertion') ?? '', clientKeys, { issuer: clientId, audience: url });
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (challenge !== request.get('code_challenge')) throw new Error('The verifier is another.');
    return reply.send({
      access_token: await sign({ ...claims, client_id: clientId }, request.get('resource') ?? ''),
      token_type: 'Bearer',
      expires_in: 600,
      id_token: await sign({ nonce: request.get('nonce') }, clientId),
    });
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    keys: { keys: [own.publicJwk] },
    clientKey: { ...(await exportJWK(client.privateKey)), kid: client.kid, alg: 'ES256' },
    signIn(authorization) {
      const request = new URL(authorization).searchParams;
      const code = randomUUID();
      asked.set(code, request);
      const answer = new URLSearchParams({ code, state: request.get('state') ?? '' });
      return `${request.get('redirect_uri')}?${answer}`;
    },
    stop: () => app.close(),
  };
}

async function makeKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomUUID();
  return { privateKey, kid, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}
