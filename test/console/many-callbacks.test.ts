import { randomBytes } from 'node:crypto';
import { None, Configuration } from 'openid-client';
import { expect, test } from 'vitest';
import { startLocal } from '../http/start-local.ts';

test('whoever began a sign-in has the issuer asked so many times at once, and is told to come again beyond that', async () => {
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => {});
  const at = 'https://issuer.invalid';
  const known = new Configuration({ issuer: at, authorization_endpoint: `${at}/authorize` }, 'c', {}, None());
  let asked = 0;
  const server = await startLocal({
    console: {
      cookieKey: randomBytes(32),
      verifyToken: () => over.promise,
      issuer: { configuration: () => (asked++ === 0 ? Promise.resolve(known) : over.promise) },
    },
  });
  const begun = await fetch(`${server.url}/console/sign-in?as=citizen`, { redirect: 'manual' });
  const [cookie = ''] = begun.headers.getSetCookie();
  const headers = { cookie: cookie.split(';')[0] ?? '' };
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const callback = () =>
    fetch(`${server.url}/console/callback?code=x&state=${state}`, { headers, redirect: 'manual' });
  const answers = Array.from({ length: 20 }, callback);
  const refused: Response[] = [];
  for (const answer of answers) void answer.then((early) => refused.push(early));
  await expect.poll(() => [asked, refused.length]).toEqual([17, 4]);
  expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(['1', '1', '1', '1']);
  over.reject(new Error('away'));
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([...Array<number>(16).fill(303), ...Array<number>(4).fill(503)]);
  expect((await callback()).status).toBe(303);
  await server.stop();
});
