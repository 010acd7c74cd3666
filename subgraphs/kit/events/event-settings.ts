import { readFile } from 'node:fs/promises';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import { isPrivateAddress } from '../settings/production-rules.ts';
import { readPairs } from '../settings/read-pairs.ts';
import type { EventReceiver, EventWiring } from './event-exchange.ts';
import { createEventSigner } from './event-message.ts';

/**
 * Reads how a process takes part in the exchange of events: `EVENT_KEY` (file of a private JWK; without it there is no
 * exchange), `EVENT_RECEIVERS` (`vss=https://…/events,…`, who hears of this agency) and `EVENT_SENDERS`
 * (`justice=URL or file of a JWKS,…`, whom it hears).
 *
 * @throws Error of one line that says what to do
 */
export async function readEventSettings(
  settings: Readonly<Record<string, string | undefined>>,
  onFault: (line: string) => void,
): Promise<EventWiring | undefined> {
  const {
    EVENT_KEY: keyFile,
    EVENT_RECEIVERS: receivers = '',
    EVENT_SENDERS: senders = '',
    ENCRYPTED_HOSTS: encryptedHosts,
  } = settings;
  if (!keyFile) return undefined;
  const key = await readEventKey(keyFile, 'EVENT_KEY');
  const named = readPairs(receivers, 'EVENT_RECEIVERS').map((pair) => asReceiver(pair, encryptedHosts));
  return {
    sign: createEventSigner(key),
    receivers: () => named,
    senders: await readSenderKeys(senders, 'EVENT_SENDERS'),
    onFault,
  };
}

/** The private key that signs events, from a file. @throws Error of one line, without a word of the key */
export async function readEventKey(file: string, setting: string, read = readText): Promise<JWK> {
  const key = await readJson<JWK>(file, setting, 'the file of a private Ed25519 JWK', read);
  if (key.kty === 'OKP' && key.crv === 'Ed25519' && key.d && key.kid) return key;
  throw new Error(`${setting} holds no private Ed25519 JWK with a kid: npm run context-key makes one.`);
}

/** Whose events are accepted: `justice=URL or file of a JWKS,…`. @throws Error of one line that says what to do */
export async function readSenderKeys(
  text: string,
  setting: string,
): Promise<ReadonlyMap<string, JWTVerifyGetKey>> {
  const keys = readPairs(text, setting).map(
    async ([name, place]) => [name, await keysFrom(place, setting)] as const,
  );
  return new Map(await Promise.all(keys));
}

/** Plain http stays on the machine: an event is signed, and still tells who announces how much. */
function asReceiver(
  [name, url]: readonly [string, string],
  encryptedHosts: string | undefined,
): EventReceiver {
  if (isPrivateAddress(url, encryptedHosts)) return { name, url };
  throw new Error(`EVENT_RECEIVERS: the address of ${name} must begin with https:// off this machine.`);
}

async function keysFrom(place: string, setting: string): Promise<JWTVerifyGetKey> {
  if (/^https?:/.test(place)) return createRemoteJWKSet(new URL(place));
  return createLocalJWKSet(await readJson<JSONWebKeySet>(place, setting, 'files or URLs of key sets'));
}

const readText = (file: string): Promise<string> => readFile(file, 'utf8');

async function readJson<T>(file: string, setting: string, wanted: string, read = readText): Promise<T> {
  try {
    return JSON.parse(await read(file)) as T;
  } catch (cause) {
    throw new Error(`${setting} cannot be read: give ${wanted}.`, { cause });
  }
}
