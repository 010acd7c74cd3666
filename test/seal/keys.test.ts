import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { developmentKeyRing } from '../../subgraphs/kit/keys/development/development-keys.ts';
import { keyInForce } from '../../subgraphs/kit/keys/agency-key.ts';
import { createKeyRing } from '../../subgraphs/kit/keys/key-ring.ts';
import { softwareSigner, type PrivateKey } from '../../subgraphs/kit/keys/key-signer.ts';
import { openSealKeys } from '../../subgraphs/kit/keys/open-seal-keys.ts';
import { readKeyRing } from '../../subgraphs/kit/keys/read-key-ring.ts';
import developmentKeys from '../../subgraphs/kit/keys/development/keys.json' with { type: 'json' };
import { verifyDocument } from '../../subgraphs/kit/seal/verify/verify-document.ts';
import type { HubKey } from '../../gateway/publication/hub-keys.ts';
import { createPublication } from '../../gateway/publication/publication.ts';
import { day, makeKey, noon, published, ringOf } from './key-maker.ts';
import { sealPaper } from './paper.ts';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const silent = { log: () => {}, error: () => {} };

describe('the key in force', () => {
  const key = (kid: string, nbf: number, exp: number, revoked?: { revoked_at: number }) =>
    ({
      kid,
      alg: 'EdDSA',
      use: 'sig',
      kty: 'OKP',
      agency: 'health',
      nbf,
      exp,
      ...(revoked && { revoked }),
    }) as const;
  const kidAt = (moment: number, ...keys: ReturnType<typeof key>[]) => keyInForce(keys, moment)?.kid;
  const old = key('old', 0, 20);
  const next = key('next', 10, 40);

  test('is the newest, from its first second on, while the old one is still valid', () => {
    expect([9, 10, 19].map((moment) => kidAt(moment, next, old))).toEqual(['old', 'next', 'next']);
  });

  test('is none before the first and after the last', () => {
    expect([kidAt(39, old, next), kidAt(40, old, next), kidAt(9, next)]).toEqual([
      'next',
      undefined,
      undefined,
    ]);
  });

  test('is never a revoked one: the old one takes over again', () => {
    expect(kidAt(15, old, key('next', 10, 40, { revoked_at: 12 }))).toBe('old');
  });
});

describe('a key ring', () => {
  test('asks whatever holds its keys to sign, and never sees one', async () => {
    const held = await makeKey('hsm', { alg: 'ES256' });
    const { d: _d, ...publicHalf } = held;
    const asked: string[] = [];
    const hardware = softwareSigner([held as PrivateKey]);
    const ring = createKeyRing('health', [publicHalf], {
      sign(kid, bytes) {
        asked.push(kid);
        return hardware.sign(kid, bytes);
      },
    });
    const { tell } = await sealPaper(ring);
    await expect(verifyDocument(tell([]), { keys: published(ring), now: noon })).resolves.toBeDefined();
    expect(asked).toEqual(['hsm']);
  });

  test('publishes no private half', async () => {
    expect(JSON.stringify(ringOf('health', await makeKey('k1')).keys)).not.toContain('"d"');
  });

  test('seals nothing when no key is in force, and says what to do', async () => {
    const ring = ringOf('health', await makeKey('k1', { nbf: noon + day }));
    await expect(sealPaper(ring)).rejects.toThrow('No key of health is in force: add one to its key file.');
  });

  const refused: readonly (readonly [string, (key: object) => unknown, string])[] = [
    ['no set', (key) => key, 'is no JSON Web Key Set'],
    ['no key', () => ({ keys: [] }), 'holds no key of health'],
    [
      'a key of another agency',
      (key) => ({ keys: [{ ...key, agency: 'justice' }] }),
      'holds the key k1 of justice',
    ],
    ['two keys of one name', (key) => ({ keys: [key, key] }), 'holds two keys of one kid'],
    ['a key without a name', (key) => ({ keys: [{ ...key, kid: '' }] }), 'holds a key without a kid'],
    ['another algorithm', (key) => ({ keys: [{ ...key, alg: 'RS256' }] }), 'whose alg is not EdDSA or ES256'],
    ['another curve', (key) => ({ keys: [{ ...key, crv: 'Ed448' }] }), 'whose crv is not Ed25519'],
    ['no validity', (key) => ({ keys: [{ ...key, exp: undefined }] }), 'whose nbf and exp are no moments'],
    [
      'an end before its start',
      (key) => ({ keys: [{ ...key, exp: 1 }] }),
      'whose nbf and exp are no moments',
    ],
    ['a private half that is none', (key) => ({ keys: [{ ...key, d: 'x' }] }), 'which is not a private one'],
  ];

  test.each(refused)('refuses %s, without quoting it', async (_what, change, said) => {
    const key = await makeKey('k1');
    const text = JSON.stringify(change(key));
    expect(() => readKeyRing(text, 'health')).toThrow(said);
    expect(() => readKeyRing(text, 'health')).not.toThrow(key.d);
  });
});

describe('the keys of a process', () => {
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, `${name}.new`), content);
    renameSync(join(folder, `${name}.new`), join(folder, name));
    return join(folder, name);
  };
  const fileOf = async (...kids: readonly string[]) =>
    JSON.stringify({ keys: await Promise.all(kids.map((kid) => makeKey(kid))) });

  test('are those of development where none are given, but not in production', async () => {
    const { current } = await openSealKeys('health', {}, silent);
    expect(current().keys.map(({ kid }) => kid)).toEqual(['development-health']);
    await expect(openSealKeys('health', { NODE_ENV: 'production' }, silent)).rejects.toThrow(
      'SEAL_KEYS is not set',
    );
  });

  test('of development are refused by a production start, under whatever name', async () => {
    const renamed = developmentKeys.keys.map((key) => ({ ...key, kid: 'real' })).slice(0, 1);
    const path = write('renamed.json', JSON.stringify({ keys: renamed }));
    await expect(openSealKeys('health', { SEAL_KEYS: path, NODE_ENV: 'production' }, silent)).rejects.toThrow(
      /renamed\.json holds the development key real, whose private half is public/,
    );
    const { close } = await openSealKeys('health', { SEAL_KEYS: path }, silent);
    close();
  });

  test('follow their file; one that became bad changes nothing', async () => {
    const path = write('followed.json', await fileOf('k1'));
    const said: string[] = [];
    const told = Promise.withResolvers<void>();
    let waiting = told;
    const hear = (line: string) => {
      said.push(line);
      waiting.resolve();
    };
    const { current, close } = await openSealKeys('health', { SEAL_KEYS: path }, { log: hear, error: hear });
    write('followed.json', await fileOf('k1', 'k2'));
    await waiting.promise;
    expect(current().keys.map(({ kid }) => kid)).toEqual(['k1', 'k2']);
    waiting = Promise.withResolvers<void>();
    write('followed.json', 'nonsense');
    await waiting.promise;
    expect(current().keys.map(({ kid }) => kid)).toEqual(['k1', 'k2']);
    expect(said).toEqual([
      `Reloaded: ${path}`,
      `SEAL_KEYS ${path} is no JSON. The keys from before stay in force.`,
    ]);
    close();
  });
});

describe('the gateway', () => {
  const agencies = [
    { name: 'health', url: 'http://health.test/graphql' },
    { name: 'justice', url: 'http://justice.test/graphql' },
  ];
  const ownKey: HubKey = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: 'x',
    kid: 'log',
    alg: 'EdDSA',
    use: 'sig',
    signs: 'disclosure-log',
  };
  const ofAgency = (name: string) => JSON.stringify({ keys: developmentKeyRing(name).keys });

  test('publishes of each agency its own keys alone', async () => {
    const { keys } = await createPublication({
      agencies: () => agencies,
      ownKeys: async () => [],
      get: async () => ofAgency('justice'),
    }).keys();
    expect(keys.map(({ kid }) => kid)).toEqual(['development-justice']);
  });

  test('publishes what it knew, while an agency is away', async () => {
    let isAway = false;
    const whileNear = <Value>(value: Value): Promise<Value> =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve(value);
    const publication = createPublication({
      agencies: () => agencies.slice(0, 1),
      ownKeys: () => whileNear([ownKey]),
      get: () => whileNear(ofAgency('health')),
      longestKept: 0,
    });
    const before = await publication.keys();
    isAway = true;
    expect(await publication.keys()).toEqual(before);
    expect(before.keys).toHaveLength(2);
  });
});
