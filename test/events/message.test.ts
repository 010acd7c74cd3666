import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK } from 'jose';
import { expect, test } from 'vitest';
import { agencyEvent, readAgencyEvent } from '../../subgraphs/kit/events/agency-event.ts';
import {
  createEventSigner,
  createEventVerifier,
  type EventMessage,
} from '../../subgraphs/kit/events/event-message.ts';
import { birthEvent } from './made-events.ts';

async function keyOf(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    secret: { ...(await exportJWK(privateKey)), kid },
    set: createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] }),
  };
}

const justice = await keyOf('justice-1');
const health = await keyOf('health-1');
const senders = new Map([
  ['justice', justice.set],
  ['health', health.set],
]);
const sign = createEventSigner(justice.secret);
const verify = createEventVerifier('vss', senders);
const check = ({ headers, body }: EventMessage) => verify(headers, Buffer.from(body));

test('what an agency signed for a receiver arrives as it was announced', async () => {
  expect(await check(sign(birthEvent(1), 'vss'))).toEqual(birthEvent(1));
});

test('a message is a Standard Webhook: id, timestamp, Ed25519 signature over both and the body', async () => {
  const { headers, body } = sign(birthEvent(1), 'vss');
  expect(headers['webhook-signature']).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/);
  const { d: _secret, ...publicKey } = justice.secret;
  const key = (await importJWK(publicKey, 'EdDSA')) as CryptoKey;
  const signature = Buffer.from(headers['webhook-signature']?.slice(4) ?? '', 'base64');
  const text = Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`);
  expect(await crypto.subtle.verify('Ed25519', key, signature, text)).toBe(true);
});

test.each([
  ['a changed body', (m: EventMessage) => ({ ...m, body: m.body.replace('document-1', 'document-9') })],
  ['another id', (m: EventMessage) => withHeader(m, 'webhook-id', birthEvent(2).id)],
  [
    'another time',
    (m: EventMessage) => withHeader(m, 'webhook-timestamp', String(Math.floor(Date.now() / 1000) - 9)),
  ],
  ['no signature', (m: EventMessage) => withHeader(m, 'webhook-signature', '')],
  [
    'a symmetric signature',
    (m: EventMessage) =>
      withHeader(m, 'webhook-signature', m.headers['webhook-signature']?.replace('v1a', 'v1') ?? ''),
  ],
  ['an unknown key', (m: EventMessage) => withHeader(m, 'webhook-key', 'justice-2')],
  ['an old message', () => signedAt(-301_000)],
  ['a message from the future', () => signedAt(301_000)],
  ['a message for somebody else', () => sign(birthEvent(1), 'population')],
])('a receiver refuses %s', async (_what, change) => {
  await expect(check(change(sign(birthEvent(1), 'vss')))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('an agency announces its own documents and no other agency’s', async () => {
  const forged = createEventSigner(health.secret)(birthEvent(1), 'vss');
  await expect(check(forged)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test.each([
  ['a further member', { ...birthEvent(1), note: 'x' }],
  [
    'a further member of the pointer',
    { ...birthEvent(1), document: { ...birthEvent(1).document, name: 'x' } },
  ],
  ['a name for an id', { ...birthEvent(1), document: { ...birthEvent(1).document, id: 'Nguyễn Thị Ánh' } }],
  [
    'a name for what it replaces',
    { ...birthEvent(1), document: { ...birthEvent(1).document, supersedes: 'Nguyễn Thị Ánh' } },
  ],
  ['a sentence for a type', { ...birthEvent(1), type: 'a birth was registered' }],
  ['a day for an instant', { ...birthEvent(1), occurredAt: '2026-07-15' }],
  ['no version', { ...birthEvent(1), document: { ...birthEvent(1).document, version: 0 } }],
])('an event with %s is none: there is no room in it for data', (_what, value) => {
  expect(readAgencyEvent(value)).toBeUndefined();
});

test('an event says which version its own replaces, where it replaces one', () => {
  const event = birthEvent(1);
  const corrected = { ...event, document: { ...event.document, version: 2, supersedes: event.document.id } };
  expect(readAgencyEvent(corrected)).toEqual(corrected);
  expect(readAgencyEvent(event)).toEqual(event);
});

test('the same happening has the same id whenever it is announced, and no other has it', () => {
  const document = birthEvent(1).document;
  const later = Temporal.Instant.from('2026-08-01T00:00:00Z');
  expect(agencyEvent('justice.birth.registered', document, later).id).toBe(birthEvent(1).id);
  const others = [birthEvent(2), birthEvent(1, 2), birthEvent(1, 1, 'cancelled')];
  expect(new Set([birthEvent(1), ...others].map(({ id }) => id)).size).toBe(4);
});

function withHeader(message: EventMessage, name: string, value: string): EventMessage {
  return { ...message, headers: { ...message.headers, [name]: value } };
}

/** Signed by a clock that is wrong by so many milliseconds. */
function signedAt(offset: number): EventMessage {
  const now = Date.now;
  Date.now = () => now() + offset;
  try {
    return sign(birthEvent(1), 'vss');
  } finally {
    Date.now = now;
  }
}
