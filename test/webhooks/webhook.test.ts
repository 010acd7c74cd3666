import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openEventQueue } from '../../subgraphs/kit/events/event-queue.ts';
import { act, birthInput, canaries } from '../acts/civil-acts.ts';
import { clientsFolder } from '../identity/registers.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { startReceivingSystem, type Received, type ReceivingSystem } from './receiving-system.ts';

const folder = mkdtempSync(join(tmpdir(), 'clients-'));
let system: ReceivingSystem;
let elsewhere: ReceivingSystem;
let hub: HubUnderTest;

beforeAll(async () => {
  [system, elsewhere] = await Promise.all([startReceivingSystem(), startReceivingSystem()]);
  cpSync(clientsFolder, folder, { recursive: true });
  hook('vss-benefits', system.url, 'justice.birth.*');
  hook('population-db', elsewhere.url, 'justice.death.registered');
  hook('retired-his', elsewhere.url, 'health.paper.*');
  hub = await startTestHub(120, 'acts', { clientsFolder: folder });
});
afterEach(() => (system.answer = { status: 204 }));
afterAll(async () => {
  await hub.stop();
  system.close();
  elsewhere.close();
  rmSync(folder, { recursive: true });
});

function hook(client: string, url: string, events: string): void {
  const file = join(folder, `${client}.yaml`);
  const webhook = `webhook:\n  url: ${url}\n  events: [${events}]\n`;
  writeFileSync(file, readFileSync(file, 'utf8').replace('operations:', `${webhook}operations:`));
}

const last = (): Received => system.received.at(-1) ?? { headers: {}, body: '' };

test('a client’s own system is told of what its file names, signed, and without a value of anybody', async () => {
  const before = system.received.length;
  const { registration } = await act(hub, 'registerBirth', birthInput());
  await expect.poll(() => system.received.length).toBe(before + 1);
  const { headers, body } = last();
  expect(JSON.parse(body)).toEqual({
    type: 'justice.birth.registered',
    timestamp: expect.stringMatching(/Z$/),
    data: { agency: 'justice', kind: 'BIRTH_REGISTRATION', id: registration?.id, version: 1 },
    to: 'vss-benefits',
  });
  for (const value of Object.values(canaries)) expect(JSON.stringify(last())).not.toContain(value);
  const isFromTheHub = await publishedCheck();
  const { keys } = (await (
    await fetch(`${hub.hub.url}/.well-known/webhook-jwks.json`)
  ).json()) as JSONWebKeySet;
  const own = { keys, client: 'vss-benefits' };
  expect(isFromTheHub(headers, body, own)).toBe(true);
  expect(isFromTheHub(headers, body.replace('registered', 'cancelled'), own)).toBe(false);
  expect(isFromTheHub(headers, body, { ...own, client: 'population-db' })).toBe(false);
  expect(isFromTheHub(headers, body, { ...own, keys: [] })).toBe(false);
  expect(isFromTheHub(headers, body, { ...own, now: Date.now() / 1000 + 900 })).toBe(false);
  expect(elsewhere.received).toEqual([]);
});

test('a redirect is not followed; the message comes again, under the same id', async () => {
  system.answer = { status: 307, location: elsewhere.url };
  const before = system.received.length;
  await act(hub, 'registerBirth', birthInput());
  await expect.poll(() => system.received.length).toBe(before + 1);
  const first = last().headers['webhook-id'];
  system.answer = { status: 204 };
  await expect.poll(() => system.received.length).toBe(before + 2);
  expect(last().headers['webhook-id']).toBe(first);
  expect(elsewhere.received).toEqual([]);
});

test('a client that is suspended while a message waits is told nothing more', async () => {
  system.answer = { status: 503 };
  const before = system.received.length;
  await act(hub, 'registerBirth', birthInput());
  await expect.poll(() => system.received.length).toBe(before + 1);
  const file = join(folder, 'vss-benefits.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace('webhook:', 'suspended: { since: 2026-01-01, reason: CLIENT_REQUEST }\nwebhook:'),
  );
  const queue = await openEventQueue(hub.stores.hub, 'eventRelay');
  await expect.poll(async () => (await queue.dead(10)).map(({ failure }) => failure)).toEqual(['NOT_TOLD']);
  writeFileSync(file, text);
  const metrics = await (await fetch(`${hub.hub.url}/metrics`)).text();
  expect(metrics).toContain('\nhub_event_dead_letters{queue="relay"} 1\n');
  expect(metrics).toContain('\nhub_events_waiting{queue="relay"} 0\n');
});

test('nobody but an agency sends the hub an event', async () => {
  const { headers, body } = last();
  const forged = await fetch(`${hub.hub.url}/events`, {
    method: 'POST',
    headers: {
      ...Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('webhook-'))),
      'content-type': 'application/json',
    } as Record<string, string>,
    body,
  });
  expect(forged.status).toBe(401);
});

type Check = (
  headers: Received['headers'],
  body: string,
  about: { readonly keys: JSONWebKeySet['keys']; readonly client: string; readonly now?: number },
) => boolean;

/** What the page for receivers tells them to do. */
async function publishedCheck(): Promise<Check> {
  const page = readFileSync('gateway/webhooks/README.md', 'utf8');
  const [, code = ''] = /```js\n([^]*?)```/.exec(page) ?? [];
  const { isFromTheHub } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    readonly isFromTheHub: Check;
  };
  return isFromTheHub;
}
