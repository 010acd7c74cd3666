import type { JWTVerifyGetKey } from 'jose';
import { leaveAfter, workGrace } from '../close-within.ts';
import type { Store } from '../store/port.ts';
import type { AgencyEvent, Announce } from './agency-event.ts';
import { DeliveryFailed } from './delivery-outcome.ts';
import { startLane, type Lane } from './delivery-lane.ts';
import { agencyTerms, type DeliveryTerms } from './delivery-terms.ts';
import { createEventVerifier, type EventSigner } from './event-message.ts';
import type { AskHub } from '../hub/ask-hub.ts';
import { openEventQueue, type EventQueue } from './event-queue.ts';
import { createEventSender } from './send-event.ts';

/** Somebody who hears events. */
export interface EventReceiver {
  /** The name in the signed message, and of the lane. */
  readonly name: string;
  readonly url: string;
}

/** How an agency's process takes part in the exchange of events. */
export interface EventWiring {
  readonly sign: EventSigner;
  /** Who hears of this agency's documents. */
  readonly receivers: () => readonly EventReceiver[];
  /** Whose events are accepted: public keys by the name of the agency. */
  readonly senders: ReadonlyMap<string, JWTVerifyGetKey>;
  /** For agencies that ask the hub about what they hear; without it such events wait. */
  readonly ask?: AskHub;
  /** Other terms than between agencies, for tests. */
  readonly terms?: DeliveryTerms;
  readonly onFault: (line: string) => void;
}

/** What the exchange asks of the agency. */
export interface EventParty {
  readonly name: string;
  readonly holds: (event: AgencyEvent) => Promise<boolean>;
  /** May be called again for an event that it was handling when the process was killed; undefined hears nothing. */
  readonly onEvent?: ((event: AgencyEvent) => Promise<void>) | undefined;
}

/** The outbox and the inbox of an agency, both in its own store. */
export interface EventExchange {
  /**
   * Announces what is about to happen to a document. **Call it before the document is written**: nobody is told before
   * the document is stored, and an event whose document never comes is void. So neither a kill -9 between the two
   * writes nor one after them loses an event, although no store transaction spans both. Repeating it does nothing.
   */
  readonly announce: Announce;
  /** Takes an event that another agency sent; when it returns, the event outlives the process. */
  readonly receive: (headers: Readonly<Record<string, unknown>>, body: Uint8Array) => Promise<void>;
  /** Begins to deliver, what an earlier process left included. */
  start(): void;
  /** What waits and what was given up. */
  readonly queues: Readonly<Record<'outbox' | 'inbox', Pick<EventQueue, 'dead' | 'waiting'>>>;
  /** Lets what is under way end. @param grace milliseconds for that; `workGrace` if left out */
  close(grace?: number): Promise<void>;
}

/** The one destination of an inbox. */
const handler = 'handler';

/** Opens outbox and inbox. */
export async function openEventExchange(
  store: Store,
  { name, holds, onEvent }: EventParty,
  { sign, receivers, senders, terms = agencyTerms, onFault }: EventWiring,
): Promise<EventExchange> {
  const outbox = await openEventQueue(store, 'eventOutbox');
  const inbox = await openEventQueue(store, 'eventInbox');
  const verify = createEventVerifier(name, senders);
  const sender = createEventSender();
  const lanes = new Map<string, Lane>();

  function laneTo(receiver: string): Lane {
    return lanes.getOrInsertComputed(receiver, () =>
      startLane({
        queue: outbox,
        destination: receiver,
        async deliver(event) {
          const url = receivers().find((one) => one.name === receiver)?.url;
          if (url === undefined) throw new DeliveryFailed('NO_SUCH_RECEIVER');
          await sender.send(new URL(url), sign(event, receiver));
        },
        holds,
        terms,
        onFault,
      }),
    );
  }

  function laneIn(): Lane {
    return lanes.getOrInsertComputed(`${handler}:`, () =>
      startLane({
        queue: inbox,
        destination: handler,
        deliver: async (event) => onEvent?.(event),
        holds: async () => true,
        terms,
        onFault: (line) => onFault(`${name}: ${line}`),
      }),
    );
  }

  return {
    async announce(event) {
      const names = receivers().map((receiver) => receiver.name);
      await outbox.put(event, names, streamOf(event));
      for (const receiver of names) laneTo(receiver).wake();
    },
    async receive(headers, body) {
      const event = await verify(headers, body);
      await inbox.put(event, [handler], streamOf(event));
      if (onEvent) laneIn().wake();
    },
    start() {
      for (const { name: receiver } of receivers()) laneTo(receiver);
      if (onEvent) laneIn();
    },
    queues: { outbox, inbox },
    async close(grace = workGrace) {
      await leaveAfter(grace, Promise.all(Array.from(lanes.values(), (lane) => lane.close())));
      await sender.close();
    },
  };
}

/** Events of one document, whose versions may be records of their own. */
function streamOf({ document: { agency, kind, id } }: AgencyEvent): string {
  return `${agency}/${kind}/${id}`;
}
