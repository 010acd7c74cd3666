import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createTokenVerifier,
  remoteKeys,
  type TokenVerifier,
} from '../../gateway/identity/token-verifier.ts';
import { createTestIssuer } from './token-maker.ts';

/** As long as the library waits before it fetches again; milliseconds. */
const cooldown = 30_000;

let host: Server;
let served: readonly JWK[] = [];
let status = 200;
let fetches = 0;

beforeEach(async () => {
  [status, fetches] = [200, 0];
  host = createServer((_, response) => {
    fetches += 1;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 200 ? JSON.stringify({ keys: served }) : '{}');
  });
  await once(host.listen(0, '127.0.0.1'), 'listening');
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(async () => {
  vi.useRealTimers();
  host.closeAllConnections();
  await once(host.close(), 'close');
});

async function start() {
  const [old, next] = [await createTestIssuer(undefined, 'old'), await createTestIssuer(undefined, 'next')];
  served = [old.publicKey];
  const url = new URL(`http://127.0.0.1:${(host.address() as AddressInfo).port}/jwks.json`);
  const verify = createTokenVerifier({ ...old.trust, keys: remoteKeys(url) });
  return { old, next, verify };
}

function outcome(verify: TokenVerifier, token: string): Promise<string> {
  return verify(token).then(
    () => 'accepted',
    (error: Error) => error.name,
  );
}

describe('keys at a URL', () => {
  test('are fetched once for many tokens', async () => {
    const { old, verify } = await start();
    expect(await outcome(verify, await old.token())).toBe('accepted');
    expect(await outcome(verify, await old.token())).toBe('accepted');
    expect(fetches).toBe(1);
  });

  test('are fetched again for a key that is not known, and the old one is forgotten', async () => {
    const { old, next, verify } = await start();
    expect(await outcome(verify, await old.token())).toBe('accepted');
    served = [next.publicKey];
    vi.setSystemTime(Date.now() + cooldown);
    expect(await outcome(verify, await next.token())).toBe('accepted');
    expect(await outcome(verify, await old.token())).toBe('TokenRefused');
    expect(fetches).toBe(2);
  });

  test('are not fetched again and again for keys that somebody makes up', async () => {
    const { old, verify } = await start();
    expect(await outcome(verify, await old.token())).toBe('accepted');
    for (const kid of ['a', 'b', 'c']) {
      expect(await outcome(verify, await old.token({}, { kid }))).toBe('TokenRefused');
    }
    expect(fetches).toBe(1);
  });

  test('that cannot be had are no judgement over the token', async () => {
    const { old, verify } = await start();
    status = 500;
    expect(await outcome(verify, await old.token())).toBe('KeysUnavailable');
    status = 200;
    expect(await outcome(verify, await old.token())).toBe('accepted');
  });

  test('are not asked for tokens of an issuer who is not trusted', async () => {
    const { old, verify } = await start();
    expect(await outcome(verify, await old.token({ iss: 'https://evil.test' }))).toBe('TokenRefused');
    expect(fetches).toBe(0);
  });
});
