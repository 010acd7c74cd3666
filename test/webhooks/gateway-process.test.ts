import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContextKey } from '../../gateway/cli/make-context-key.ts';
import { readNamedFile } from '../../gateway/cli/read-file.ts';
import { issueDevelopmentToken } from '../../gateway/identity/development/development-issuer.ts';
import { openWebhooks } from '../../gateway/webhooks/open-webhooks.ts';
import { agencyEvent } from '../../subgraphs/kit/events/agency-event.ts';
import { createEventSigner } from '../../subgraphs/kit/events/event-message.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { clientsFolder } from '../identity/registers.ts';
import { startWitness, type Witness } from '../log/witness.ts';
import { kill, runUntilReady, type ReadyProcess } from '../scenario/run-command.ts';
import { startReceivingSystem, type ReceivingSystem } from './receiving-system.ts';

const form = { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' };
const folder = mkdtempSync(join(tmpdir(), 'relay-'));
const file = (name: string) => join(folder, name);
let system: ReceivingSystem;
let witness: Witness;
let gateway: ReadyProcess;
let announce: (receiver?: string) => Promise<number>;

beforeAll(async () => {
  [system, witness] = await Promise.all([startReceivingSystem(), startWitness()]);
  cpSync(clientsFolder, file('clients'), { recursive: true });
  const client = file('clients/vss-benefits.yaml');
  const webhook = `webhook:\n  url: ${system.url}\n  events: [justice.birth.*]\noperations:`;
  writeFileSync(client, readFileSync(client, 'utf8').replace('operations:', webhook));
  const [hub, justice] = [
    await makeContextKey(['--out', file('hub')]),
    await makeContextKey(['--out', file('justice')]),
  ];
  gateway = await runUntilReady(
    [
      'gateway/main.ts',
      ...'--supergraph schema/supergraph.graphql --port 0 --development-issuer --gateway-name g1'.split(' '),
      ...Object.entries({
        clients: file('clients'),
        log: file('log'),
        'event-key': hub.privateKey,
        'event-senders': `justice=${justice.publicKeys}`,
      }).flatMap(([name, value]) => [`--${name}`, value]),
    ],
    { LIENTHONG_DISCLOSURE_LOG_WITNESSES: witness.url },
  );
  const sign = createEventSigner(JSON.parse(readFileSync(justice.privateKey, 'utf8')) as JWK);
  let number = 0;
  announce = async (receiver = 'hub') => {
    const document = {
      agency: 'justice',
      kind: 'BIRTH_REGISTRATION',
      id: `entry-of-a-birth-${++number}`,
      version: 1,
    };
    const event = agencyEvent('justice.birth.registered', document, Temporal.Now.instant());
    const { headers, body } = sign(event, receiver);
    return (await fetch(new URL('/events', gateway.url), { method: 'POST', headers, body })).status;
  };
});
afterAll(async () => {
  await kill(gateway);
  system.close();
  witness.close();
  rmSync(folder, { recursive: true });
});

test('a gateway that is a process of its own tells clients’ systems of events', async () => {
  expect(await announce()).toBe(204);
  await expect.poll(() => system.received.length).toBe(1);
  expect(JSON.parse(system.received[0]?.body ?? '')).toMatchObject({
    type: 'justice.birth.registered',
    to: 'vss-benefits',
  });
  expect(await announce('another')).toBe(401);
  const metrics = await (await fetch(new URL('/metrics', gateway.url))).text();
  expect(metrics).toContain('\nhub_event_dead_letters{queue="relay"} 0\n');
});

test('a refusal is in the log, and its head with the witness that is named', async () => {
  const token = await issueDevelopmentToken({ persona: 'vss-officer', minutes: 5 });
  const refused = await fetch(gateway.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'hub-purpose': 'AU.REVIEW',
    },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect(await refused.text()).toContain('PURPOSE_NOT_ALLOWED');
  await expect.poll(() => witness.heads.length).toBeGreaterThan(0);
  expect(readFileSync(globSync(file('log/g1/*.heads'))[0] ?? '', 'utf8')).toContain(witness.heads[0]);
  const metrics = await (await fetch(new URL('/metrics', gateway.url))).text();
  expect(metrics).toMatch(
    /^hub_witness_heads_total\{witness="127\.0\.0\.1:\d+\/heads",outcome="TAKEN"\} [1-9]/m,
  );
});

test('one key set of the hub holds the keys of its log and of its webhooks, and nothing that is secret', async () => {
  const answer = await fetch(new URL('/.well-known/jwks.json', gateway.url));
  const { keys } = (await answer.json()) as { keys: readonly JWK[] };
  const log = (
    JSON.parse(readFileSync(file('log/g1/jwks.json'), 'utf8')) as { keys: readonly JWK[] }
  ).keys.map(({ kid }) => kid);
  const [webhook] = (
    JSON.parse(readFileSync(file('hub/context-jwks.json'), 'utf8')) as { keys: readonly JWK[] }
  ).keys;
  expect(keys).toEqual([
    ...log.map((kid) => ({ ...form, x: expect.any(String), kid, signs: 'disclosure-log', gateways: ['g1'] })),
    { ...form, x: webhook?.x, kid: webhook?.kid, signs: 'webhooks' },
  ]);
});

test.each([
  ['no key', '{"kty":"oct","k":"c2VjcmV0"}', '', '--event-key holds no private Ed25519 JWK'],
  ['no senders', undefined, 'justice', '--event-senders cannot be read'],
])('%s is one line that says what to do, and not what is in the key', async (_name, key, senders, line) => {
  const keyFile = file('event-key.json');
  writeFileSync(keyFile, key ?? readFileSync(file('hub/context-key.json'), 'utf8'));
  const store = await openStore({ uri: 'memory:' });
  const ground = { store, clients: () => new Map(), onFault: () => undefined };
  const opening = openWebhooks({ keyFile, senders }, ground, readNamedFile);
  await expect(opening).rejects.toThrow(line);
  const { k, d } = JSON.parse(readFileSync(keyFile, 'utf8')) as JWK;
  await expect(opening).rejects.not.toThrow(k ?? d ?? '');
  await store.close();
});
