import type { JWTVerifyGetKey } from 'jose';
import { leaveAfter, workGrace } from '../../subgraphs/kit/close-within.ts';
import { startLane, type Lane } from '../../subgraphs/kit/events/delivery-lane.ts';
import { DeliveryFailed } from '../../subgraphs/kit/events/delivery-outcome.ts';
import { webhookTerms, type DeliveryTerms } from '../../subgraphs/kit/events/delivery-terms.ts';
import type { AgencyEvent } from '../../subgraphs/kit/events/agency-event.ts';
import { createEventVerifier, type EventSigner } from '../../subgraphs/kit/events/event-message.ts';
import { openEventQueue, type EventQueue } from '../../subgraphs/kit/events/event-queue.ts';
import { createEventSender } from '../../subgraphs/kit/events/send-event.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { todayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import type { ClientRegister } from '../identity/clients/client.ts';
import { lookupPublic, mayReach } from './reachable-address.ts';
import { isTold, webhookReceivers } from './webhook-receivers.ts';

/** What the relay works with. */
export interface WebhookRelayOptions {
  /** The gateway's own store. */
  readonly store: Store;
  readonly clients: () => ClientRegister;
  /** Public keys of the agencies, by their names. */
  readonly senders: ReadonlyMap<string, JWTVerifyGetKey>;
  /** With the hub's key: clients know one key, whichever agency it is about. */
  readonly sign: EventSigner;
  readonly terms?: DeliveryTerms;
  readonly onFault: (line: string) => void;
}

/** Tells clients' own systems of agencies' events: one more receiver for the agencies, one sender for the clients. */
export interface WebhookRelay {
  /** Takes an event that an agency sent; when it returns, the event outlives the process. */
  readonly receive: (headers: Readonly<Record<string, unknown>>, body: Uint8Array) => Promise<void>;
  /** What waits and what was given up. */
  readonly queue: Pick<EventQueue, 'dead' | 'waiting'>;
  /** Begins to deliver what an earlier process left. */
  start(): void;
  /** Lets what is under way end. @param grace milliseconds for that; `workGrace` if left out */
  close(grace?: number): Promise<void>;
}

/** The name of the relay, as the agencies send to it. */
export const relayName = 'hub';

/** Opens the relay. Who is told is decided when an event arrives, and again when it is sent: a suspension holds at once. */
export async function openWebhookRelay({
  store,
  clients,
  senders,
  sign,
  terms = webhookTerms,
  onFault,
}: WebhookRelayOptions): Promise<WebhookRelay> {
  const queue = await openEventQueue(store, 'eventRelay');
  const verify = createEventVerifier(relayName, senders);
  // On this machine plain names and addresses are meant; everywhere else they must be public.
  const outside = createEventSender(lookupPublic);
  const here = createEventSender();
  const lanes = new Map<string, Lane>();

  const send = async (event: AgencyEvent, id: string): Promise<void> => {
    const client = clients().get(id);
    if (!client?.webhook || !isTold(client, event, today())) throw new DeliveryFailed('NOT_TOLD', true);
    const url = new URL(client.webhook.url);
    if (!mayReach(url)) throw new DeliveryFailed('ADDRESS_INSIDE');
    await (url.protocol === 'http:' ? here : outside).send(url, sign(event, id));
  };
  const laneTo = (destination: string): Lane =>
    lanes.getOrInsertComputed(destination, () =>
      startLane({
        queue,
        destination,
        deliver: (event) => send(event, destination),
        holds: async () => true,
        terms,
        onFault,
      }),
    );

  return {
    queue,
    async receive(headers, body) {
      const event = await verify(headers, body);
      const receivers = webhookReceivers(event, clients(), today());
      const { agency, kind, id } = event.document;
      await queue.put(event, receivers, `${agency}/${kind}/${id}`);
      for (const receiver of receivers) laneTo(receiver).wake();
    },
    start() {
      for (const { id, webhook } of clients().values()) if (webhook) laneTo(id);
    },
    async close(grace = workGrace) {
      await leaveAfter(grace, Promise.all(Array.from(lanes.values(), (lane) => lane.close())));
      await Promise.all([outside.close(), here.close()]);
    },
  };
}

function today(): string {
  return todayInVietnam().toString();
}
