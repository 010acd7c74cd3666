import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleVersion, type BrowserBundle } from '../../gateway/browser-bundle/kept-bundle.ts';
import { serveBundle } from '../../gateway/browser-bundle/serve-bundle.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { createReception } from '../../gateway/http/reception.ts';
import { createTransport } from '../../gateway/http/transport.ts';

const name = `test-${randomUUID()}`;
const sources = async () => [new URL(import.meta.url)];

/** Serves a bundle, and its place at `/`. */
function serve(make: BrowserBundle['make']): FastifyInstance {
  const app = createTransport(
    defaultLimits,
    createReception(defaultLimits, () => {}),
  );
  const bundle = serveBundle(app, '/files', { name, sources, make }, 'Run the build.');
  app.get('/', async (_, reply) => reply.send(await bundle.base()));
  return app;
}

/** As Node says it where a package is not installed. */
const notInstalled = () =>
  Promise.reject(Object.assign(new Error('no such package'), { code: 'ERR_MODULE_NOT_FOUND' }));

describe('what a page is sent', () => {
  let version = '';
  beforeAll(async () => {
    version = await bundleVersion({ name, sources, make: notInstalled });
  });
  afterAll(() => rm(new URL(`../../build/${name}`, import.meta.url), { recursive: true, force: true }));

  test('says what to run where it is not there and cannot be made', async () => {
    const answer = await serve(notInstalled).inject('/');
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('Run the build.');
  });

  test('is made once, and found by a start that could not make it', async () => {
    let made = 0;
    const make = async () => {
      made += 1;
      return new Map([['app.js', Buffer.from('1')]]);
    };
    const app = serve(make);
    const bases = await Promise.all([app.inject('/'), app.inject('/')]);
    expect(bases.map(({ body }) => body)).toEqual([`/files/${version}/`, `/files/${version}/`]);
    expect(made).toBe(1);
    const file = await serve(notInstalled).inject(`/files/${version}/app.js`);
    expect(file.body).toBe('1');
    expect(file.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  test('has no other version and no other file', async () => {
    const app = serve(notInstalled);
    for (const path of [
      `/files/other/app.js`,
      `/files/${version}/other.js`,
      `/files/${version}/..%2fapp.js`,
    ]) {
      expect((await app.inject(path)).statusCode).toBe(404);
    }
  });
});
