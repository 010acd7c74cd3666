import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HubAway } from '../../../subgraphs/kit/hub/ask-hub.ts';
import { createHubPublication, type HubPublication } from '../../../subgraphs/kit/hub/hub-publication.ts';
import { readKeySources } from '../../../subgraphs/kit/hub/key-sources.ts';
import type { KeyRing } from '../../../subgraphs/kit/keys/key-ring.ts';
import { signStatusList } from '../../../subgraphs/kit/seal/status/sign-status-list.ts';
import { makeKey, noon, ringOf } from '../../seal/key-maker.ts';

const keysPath = '/.well-known/jwks.json';
const listPath = '/status/health/2026-07';
const listUri = `https://lienthong.gov.vn${listPath}`;
const minute = 60_000;

let server: Server;
let hub: HubPublication;
/** What is served, what was asked for, and the clock. */
let served: Record<string, string | undefined>;
let asked: string[];
let now: number;
let told: string[];
let ring: KeyRing;
beforeEach(async () => {
  vi.restoreAllMocks();
  [asked, told, now] = [[], [], 0];
  ring = ringOf('health', await makeKey('k1'));
  served = {
    [keysPath]: JSON.stringify({ keys: ring.keys }),
    [listPath]: await signStatusList('2026-07', [[3, 'WITHDRAWN']], ring, noon),
  };
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const text = served[url];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  hub = createHubPublication(() => `http://127.0.0.1:${port}`, { now: () => now });
});
afterEach(() => server.close());

describe('what the hub publishes is', () => {
  test('fetched, parsed and verified once, however many papers are looked at meanwhile', async () => {
    const read = vi.spyOn(JSON, 'parse');
    const lists = await Promise.all(Array.from({ length: 50 }, () => hub.statusList(listUri)));
    expect(lists.map((list) => list?.statusAt(3))).toEqual(Array(50).fill('WITHDRAWN'));
    expect(new Set(lists).size).toBe(1);
    expect(await hub.keys()).toBe(await hub.keys());
    expect(asked.toSorted()).toEqual([keysPath, listPath]);
    expect(read.mock.calls.filter(([text]) => text === served[keysPath])).toHaveLength(1);
  });

  test('fetched again after a minute', async () => {
    await hub.statusList(listUri);
    served[listPath] = await signStatusList('2026-07', [], ring, noon + 60);
    now = minute - 1;
    expect((await hub.statusList(listUri))?.statusAt(3)).toBe('WITHDRAWN');
    now = minute;
    expect((await hub.statusList(listUri))?.statusAt(3)).toBe('IN_FORCE');
    expect(asked).toHaveLength(4);
  });

  test('fetched again at once where it could not be had', async () => {
    const text = served[keysPath];
    served[keysPath] = 'no keys';
    await expect(hub.keys()).rejects.toThrow(SyntaxError);
    served[keysPath] = text;
    expect((await hub.keys()).has('k1')).toBe(true);
  });
});

describe('a status list', () => {
  test('proves nothing any more once its key is revoked, though the list itself is kept', async () => {
    await hub.statusList(listUri);
    const revoked = ring.keys.map((key) => ({
      ...key,
      revoked: { revoked_at: noon, reason: 'keyCompromise' },
    }));
    served[keysPath] = JSON.stringify({ keys: revoked });
    await hub.keys(true);
    await expect(hub.statusList(listUri)).rejects.toThrow(HubAway);
    expect(asked.filter((path) => path === listPath)).toHaveLength(1);
  });

  test('of a newer key than those kept is verified with keys fetched anew', async () => {
    await hub.keys();
    const newer = ringOf('health', await makeKey('k2'));
    served[listPath] = await signStatusList('2026-07', [], newer, noon);
    served[keysPath] = JSON.stringify({ keys: newer.keys });
    expect((await hub.statusList(listUri))?.statusAt(3)).toBe('IN_FORCE');
  });

  test('that proves nothing is no answer, even with keys fetched anew', async () => {
    served[listPath] = 'no list';
    await expect(hub.statusList(listUri)).rejects.toThrow(HubAway);
    expect(asked).toEqual([listPath, keysPath, keysPath]);
  });

  test('that nobody publishes is none', async () => {
    expect(await hub.statusList('https://lienthong.gov.vn/status/vss/2026-07')).toBeUndefined();
  });
});

describe('keys that the agencies publish themselves', () => {
  const ownPath = '/health/.well-known/jwks.json';
  const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const sourced = (sources: string) =>
    createHubPublication(() => url('/'), {
      getKeys: readKeySources({ SEAL_KEY_SOURCES: sources }, (line) => told.push(line)),
      now: () => now,
    });

  test('count alone: a list that the hub signed by a key of its own making proves nothing', async () => {
    const forged = ringOf('health', await makeKey('forged'));
    served[ownPath] = served[keysPath];
    served[keysPath] = JSON.stringify({ keys: forged.keys });
    const published = sourced(`health=${url(ownPath)}`);
    expect((await published.statusList(listUri))?.statusAt(3)).toBe('WITHDRAWN');
    expect([...(await published.keys()).keys()]).toEqual(['k1']);
    served[listPath] = await signStatusList('2026-07', [], forged, noon);
    now = minute;
    await expect(published.statusList(listUri)).rejects.toThrow(HubAway);
    expect(asked).not.toContain(keysPath);
  });

  test('are each agency’s own: no other source gives them, and one that is away harms no other', async () => {
    const stranger = await makeKey('stranger');
    served[ownPath] = served[keysPath];
    served['/justice'] = JSON.stringify({ keys: ringOf('health', stranger).keys });
    const published = sourced(`health=${url(ownPath)},justice=${url('/justice')},vss=http://127.0.0.1:1/`);
    expect([...(await published.keys()).keys()]).toEqual(['k1']);
    expect(told).toEqual([expect.stringContaining('the source of justice gives keys of another agency')]);
  });

  test('are kept beside each other where two agencies give them one kid, and that is told once', async () => {
    served[ownPath] = served[keysPath];
    const same = await makeKey('k1', { agency: 'justice' });
    served['/justice'] = JSON.stringify({ keys: ringOf('justice', same).keys });
    const published = sourced(`health=${url(ownPath)},justice=${url('/justice')}`);
    const keys = await published.keys();
    expect(keys.get('k1')?.map(({ agency }) => agency)).toEqual(['health', 'justice']);
    expect((await published.statusList(listUri))?.statusAt(3)).toBe('WITHDRAWN');
    await published.keys(true);
    expect(told).toEqual([expect.stringContaining('health, justice publish keys under one kid')]);
  });

  test.each([
    ['health', 'give NAME=ADDRESS'],
    ['health=http://health.invalid/jwks.json', 'the address of health must begin with https://'],
  ])('are refused at the start from %s', (sources, said) => {
    expect(() => readKeySources({ SEAL_KEY_SOURCES: sources }, () => {})).toThrow(said);
  });

  test('are not looked for where no source is named', () => {
    expect(readKeySources({}, () => {})).toBeUndefined();
  });
});
