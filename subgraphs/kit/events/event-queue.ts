import type { Collection, CollectionSpec, Store, Stored } from '../store/port.ts';
import { ConflictError, DuplicateError } from '../store/store-errors.ts';
import type { AgencyEvent } from './agency-event.ts';

/** An event on its way to one destination. */
export interface Delivery extends Stored {
  readonly event: AgencyEvent;
  readonly destination: string;
  /** Events of one document, in all its versions: they are delivered one after the other. */
  readonly stream: string;
  /** VOID: the document that was announced never came to be stored. */
  readonly state: 'DUE' | 'DELIVERED' | 'DEAD' | 'VOID';
  /** Set while the delivery is neither made nor void: what comes later in its stream waits for it. */
  readonly unsettled?: true;
  readonly attempts: number;
  /** When it is tried next, or when it was settled; ISO instant of fixed length, as all times here. */
  readonly dueAt: string;
  readonly queuedAt: string;
  /** Code of why the last attempt failed. */
  readonly failure?: string;
}

/** What a delivery comes to after an attempt. */
export type Outcome = Pick<Delivery, 'state' | 'dueAt' | 'attempts'> & { readonly failure?: string };

/** Deliveries that outlive the process. One document each, so that no two writes must go together. */
export interface EventQueue {
  /** Queues an event; for a destination that has it already, nothing happens, unless it was void there. */
  put(event: AgencyEvent, destinations: readonly string[], stream: string): Promise<void>;
  /** Deliveries that are still to be made, earliest first. */
  due(destination: string, limit: number): Promise<readonly Delivery[]>;
  /** What must be settled before anything later in a stream; undefined where nothing waits. */
  firstOf(destination: string, stream: string): Promise<Delivery | undefined>;
  /** Changes a delivery; undefined when another process was faster. */
  settle(delivery: Delivery, outcome: Outcome): Promise<Delivery | undefined>;
  /** Deliveries still to be made, to all destinations, oldest first. */
  waiting(limit: number): Promise<readonly Delivery[]>;
  /** Dead letters of all destinations, oldest first. */
  dead(limit: number): Promise<readonly Delivery[]>;
  /** Makes a dead letter due again, with all its attempts before it; false where there is none with this id. */
  replay(id: string): Promise<boolean>;
}

function queueSpec(name: string): CollectionSpec<Delivery> {
  return {
    name,
    indexes: [
      { name: 'byDue', fields: ['destination', 'state', 'dueAt'] },
      { name: 'byState', fields: ['state', 'queuedAt'] },
      {
        name: 'byStream',
        fields: ['destination', 'stream', 'unsettled', 'event.document.version', 'queuedAt'],
      },
    ],
  };
}

/**
 * Opens a queue in an agency's own store.
 *
 * @param name of its collection
 * @param now milliseconds since 1970
 */
export async function openEventQueue(
  store: Store,
  name: 'eventOutbox' | 'eventInbox' | 'eventRelay',
  now: () => number = Date.now,
): Promise<EventQueue> {
  const deliveries = await store.collection(queueSpec(name));
  const instant = () => new Date(now()).toISOString();
  return {
    async put(event, destinations, stream) {
      for (const destination of destinations) {
        const queuedAt = instant();
        await putOne(deliveries, {
          id: `${event.id}.${destination}`,
          version: 1,
          event,
          destination,
          stream,
          state: 'DUE',
          unsettled: true,
          attempts: 0,
          dueAt: queuedAt,
          queuedAt,
        });
      }
    },
    due: (destination, limit) => deliveries.find({ index: 'byDue', equals: [destination, 'DUE'], limit }),
    async firstOf(destination, stream) {
      const equals = [destination, stream, true];
      const [first] = await deliveries.find({ index: 'byStream', equals, limit: 1 });
      return first;
    },
    settle: ({ unsettled: _before, failure: _last, ...delivery }, outcome) => {
      const isUnsettled = outcome.state === 'DUE' || outcome.state === 'DEAD';
      return unlessChanged(() =>
        deliveries.replace({ ...delivery, ...outcome, ...(isUnsettled && { unsettled: true }) }),
      );
    },
    waiting: (limit) => deliveries.find({ index: 'byState', equals: ['DUE'], limit }),
    dead: (limit) => deliveries.find({ index: 'byState', equals: ['DEAD'], limit }),
    async replay(id) {
      const letter = await deliveries.get(id);
      if (letter?.state !== 'DEAD') return false;
      const { failure: _last, ...delivery } = letter;
      await deliveries.replace({ ...delivery, state: 'DUE', attempts: 0, dueAt: instant() });
      return true;
    },
  };
}

async function putOne(deliveries: Collection<Delivery>, delivery: Delivery): Promise<void> {
  try {
    await deliveries.insert(delivery);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    const there = await deliveries.get(delivery.id);
    // Its document was not stored the first time; whoever announces it again is about to store it now.
    if (there?.state === 'VOID') {
      await unlessChanged(() => deliveries.replace({ ...delivery, version: there.version }));
    }
  }
}

async function unlessChanged<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ConflictError) return undefined;
    throw error;
  }
}
