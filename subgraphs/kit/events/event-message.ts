import { createPrivateKey, sign } from 'node:crypto';
import type { JWK, JWTVerifyGetKey } from 'jose';
import { isRecord, parseJson } from '../../../schema/untrusted-json.ts';
import { readAgencyEvent, type AgencyEvent } from './agency-event.ts';

/**
 * Events travel as Standard Webhooks (standardwebhooks.com, 1.0.0): the headers `webhook-id`, `webhook-timestamp` and
 * `webhook-signature` over `id.timestamp.body`, in its asymmetric form `v1a` (Ed25519), so that no receiver holds a
 * secret. Two additions of ours: `webhook-key` names the key, and the signed body names its receiver, so that nobody who
 * was sent an event can pass it on as one for somebody else.
 */
export interface EventMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Makes the message that tells one receiver of an event, now. */
export type EventSigner = (event: AgencyEvent, receiver: string) => EventMessage;

/**
 * @param key private Ed25519 JWK with a `kid`
 * @throws Error when the key is none
 */
export function createEventSigner(key: JWK): EventSigner {
  const { kid } = key;
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519' || !key.d || !kid) {
    throw new Error(
      'The event key must be a private Ed25519 JWK with a kid: make one with npm run context-key.',
    );
  }
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  return (event, receiver) => {
    const { id, type, document, occurredAt } = event;
    const body = JSON.stringify({ type, timestamp: occurredAt, data: document, to: receiver });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = sign(null, signedText(id, timestamp, body), privateKey).toString('base64');
    return {
      headers: {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1a,${signature}`,
        'webhook-key': kid,
        'content-type': 'application/json',
      },
      body,
    };
  };
}

/** Why a message was refused. The text names no value of it. */
export class EventRefused extends Error {
  override readonly name = 'EventRefused';
  readonly code: 'UNAUTHENTICATED' | 'BAD_REQUEST';

  constructor(code: EventRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Proves that an agency sent an event to this receiver just now; throws `EventRefused` otherwise. */
export type EventVerifier = (
  headers: Readonly<Record<string, unknown>>,
  body: Uint8Array,
) => Promise<AgencyEvent>;

/** Seconds by which a message may be old, or its sender's clock wrong; what is repeated within is told by its id. */
const tolerance = 300;

/**
 * @param receiver name of who verifies
 * @param senders public keys by the name of the agency: each announces its own documents and nobody else's
 */
export function createEventVerifier(
  receiver: string,
  senders: ReadonlyMap<string, JWTVerifyGetKey>,
): EventVerifier {
  return async (headers, body) => {
    const { id, timestamp, signature, kid } = readHeaders(headers);
    if (Math.abs(Date.now() / 1000 - Number(timestamp)) > tolerance) {
      throw new EventRefused('UNAUTHENTICATED', 'The message is too old, or a clock is wrong.');
    }
    const text = Buffer.from(body).toString('utf8');
    const message = parse(text);
    const event = readAgencyEvent({
      id,
      type: message['type'],
      document: message['data'],
      occurredAt: message['timestamp'],
    });
    const isWhole = Object.keys(message).length === 4;
    if (!event || !isWhole) throw new EventRefused('BAD_REQUEST', 'The message is no event.');
    const keyOf = senders.get(event.document.agency);
    if (!keyOf || !(await isSigned(signedText(id, timestamp, text), signature, kid, keyOf))) {
      throw new EventRefused('UNAUTHENTICATED', 'No agency whose document it is has signed the message.');
    }
    if (message['to'] !== receiver) {
      throw new EventRefused('UNAUTHENTICATED', 'The message is for another receiver.');
    }
    return event;
  };
}

function readHeaders(headers: Readonly<Record<string, unknown>>) {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signature = headers['webhook-signature'];
  const kid = headers['webhook-key'];
  const areTexts = [id, timestamp, signature, kid].every((value) => typeof value === 'string');
  if (!areTexts || !/^\d{1,12}$/.test(String(timestamp))) {
    throw new EventRefused(
      'UNAUTHENTICATED',
      'The message carries no signature; only agencies may send events.',
    );
  }
  return { id: String(id), timestamp: String(timestamp), signature: String(signature), kid: String(kid) };
}

/** Whether one of the signatures holds: there may be several while keys are changed. */
async function isSigned(
  text: Uint8Array<ArrayBuffer>,
  signatures: string,
  kid: string,
  keyOf: JWTVerifyGetKey,
): Promise<boolean> {
  const key = await findKey(kid, keyOf);
  if (!key) return false;
  for (const part of signatures.split(' ').slice(0, 4)) {
    if (!part.startsWith('v1a,')) continue;
    const signature = Buffer.from(part.slice(4), 'base64');
    if (await crypto.subtle.verify('Ed25519', key, signature, text)) return true;
  }
  return false;
}

async function findKey(kid: string, keyOf: JWTVerifyGetKey): Promise<CryptoKey | undefined> {
  try {
    const key = await keyOf({ alg: 'EdDSA', kid }, { payload: '', signature: '' });
    return key instanceof CryptoKey ? key : undefined;
  } catch {
    return undefined;
  }
}

function signedText(id: string, timestamp: string, body: string): Buffer<ArrayBuffer> {
  return Buffer.from(`${id}.${timestamp}.${body}`);
}

function parse(text: string): Readonly<Record<string, unknown>> {
  const value = parseJson(text);
  if (!isRecord(value)) throw new EventRefused('BAD_REQUEST', 'The message is no event.');
  return value;
}
