import { readEventKey, readSenderKeys } from '../../subgraphs/kit/events/event-settings.ts';
import { createEventSigner } from '../../subgraphs/kit/events/event-message.ts';
import type { ReadNamed } from '../cli/read-file.ts';
import type { ServedEvents } from '../http/event-routes.ts';
import { openWebhookRelay, type WebhookRelay, type WebhookRelayOptions } from './webhook-relay.ts';

/** How a gateway tells clients' systems of events. */
export interface WebhookSettings {
  /** File of the private key that signs what clients are told; without it nobody is told. */
  readonly keyFile: string | undefined;
  /** Whose events are relayed: `justice=URL or file of a key set,…`. */
  readonly senders: string;
}

/** A relay that is served, and its public keys. */
export interface Webhooks extends ServedEvents {
  readonly relay: WebhookRelay;
}

/**
 * Opens the relay of a gateway that is a process of its own.
 *
 * @returns undefined where no key is named
 * @throws Error of one line that says what to do
 */
export async function openWebhooks(
  { keyFile, senders }: WebhookSettings,
  ground: Pick<WebhookRelayOptions, 'store' | 'clients' | 'onFault'>,
  read: ReadNamed,
): Promise<Webhooks | undefined> {
  if (keyFile === undefined) return undefined;
  const key = await readEventKey(keyFile, '--event-key', (file) => read('event-key', file));
  const { d: _private, ...publicHalf } = key;
  const relay = await openWebhookRelay({
    ...ground,
    senders: await readSenderKeys(senders, '--event-senders'),
    sign: createEventSigner(key),
  });
  return { relay, keys: { keys: [publicHalf] } };
}
