import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { verifyLog } from '../../gateway/cli/log/log-verify.ts';
import { makeContextKey } from '../../gateway/cli/make-context-key.ts';
import { openKeptLog } from '../../gateway/start/open-log.ts';
import { hubKeys } from '../../gateway/publication/hub-keys.ts';
import { readPublishedKeys } from '../../subgraphs/kit/seal/verify/published-keys.ts';
import { entriesOf } from './entries.ts';

const folder = mkdtempSync(join(tmpdir(), 'rotated-'));
const keyFile = join(folder, 'log-key.json');
afterAll(() => rmSync(folder, { recursive: true }));

async function newKey(name: string): Promise<JWK> {
  const { privateKey } = await makeContextKey(['--out', join(folder, name)]);
  return JSON.parse(readFileSync(privateKey, 'utf8')) as JWK;
}

/** A gateway that starts with a key file, writes an entry and ends. @returns what it publishes */
async function run(place: string, keys: JWK | { readonly keys: readonly JWK[] }): Promise<string> {
  writeFileSync(keyFile, JSON.stringify(keys));
  const log = await openKeptLog({ place, keyFile, gateway: 'g1' }, () => undefined);
  for (const entry of entriesOf('2026-08', 1)) await log.append(entry);
  const published = JSON.stringify({ keys: await hubKeys({ log: log.kept }) });
  await log.close();
  return published;
}

const [first, second, third] = [await newKey('a'), await newKey('b'), await newKey('c')];

const publicOf = ({ kid, kty, crv, x, alg }: JWK): JWK => ({ kid, kty, crv, x, alg }) as JWK;

test('of a log that others can write are published only where this gateway was given them', async () => {
  const place = join(folder, 'intruded');
  await run(place, first);
  const log = await openKeptLog({ place, keyFile, gateway: 'g1' }, () => undefined);
  const own = join(place, 'g1', 'jwks.json');
  const { keys } = JSON.parse(readFileSync(own, 'utf8')) as { readonly keys: readonly JWK[] };
  const intruder = publicOf(second);
  // A second key of the same name is none that was given either.
  const same = { ...intruder, kid: first.kid };
  writeFileSync(own, JSON.stringify({ keys: [...keys, intruder, same] }));
  mkdirSync(join(place, 'never-was'));
  writeFileSync(join(place, 'never-was', 'jwks.json'), JSON.stringify({ keys: [intruder] }));
  const published = await hubKeys({ log: log.kept });
  await log.close();
  expect(published.map(({ kid, x }) => ({ kid, x }))).toEqual([{ kid: first.kid, x: first.x }]);
});

describe.each(['folder', 'store'])('the keys of a log in a %s', (kind) => {
  const place = kind === 'store' ? `file:${join(folder, 'log.db')}` : join(folder, 'log');
  const verify = async (published: string) => {
    const jwks = join(folder, 'published.json');
    writeFileSync(jwks, published);
    return verifyLog({ log: place, from: undefined, to: undefined, jwks, heads: undefined }, () => undefined);
  };

  test('are published before they sign, so that a copy is good beyond the rotation', async () => {
    const copy = await run(place, { keys: [first, second] });
    expect(await verify(copy)).toContain('1 head ok');
    const later = await run(place, { keys: [second, third, publicOf(first)] });
    expect(await verify(copy)).toContain('2 heads ok');
    await run(place, third);
    await expect(verify(copy)).rejects.toThrow('its key is not among the known ones');
    expect(await verify(later)).toContain('3 heads ok');
  });

  test('are no keys of a document, and hold nothing that is secret', async () => {
    const published = await run(place, { keys: [third, publicOf(first), publicOf(second)] });
    expect(JSON.parse(published)).toMatchObject({
      keys: [first, second, third].map(({ kid }) => ({ kid, signs: 'disclosure-log', gateways: ['g1'] })),
    });
    expect(published).not.toContain(`"d"`);
    expect(readPublishedKeys(JSON.parse(published)).size).toBe(0);
  });
});
