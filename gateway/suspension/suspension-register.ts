import type { Collection, Store } from '../../subgraphs/kit/store/port.ts';
import { replaceDecided } from '../../subgraphs/kit/store/replace-decided.ts';
import { DuplicateError } from '../../subgraphs/kit/store/store-errors.ts';
import { instantText } from '../../schema/calendar/instant-text.ts';
import type { ClientRegister, Suspension } from '../identity/clients/client.ts';
import {
  clientSuspensions,
  refuseOrder,
  suspendedBy,
  type ClientSuspension,
  type SuspensionOrder,
  type SuspensionRefusal,
  type SuspensionStep,
} from './client-suspension.ts';

/** What came of an order. */
export type SuspensionChange =
  | { readonly kind: 'changed'; readonly suspension: ClientSuspension }
  | { readonly kind: 'refused'; readonly because: SuspensionRefusal };

/** Suspensions by operators, beside those in the clients' files. */
export interface SuspensionRegister {
  /** The clients with those suspended that an operator has suspended; to be asked with each request. */
  over(files: ClientRegister): ClientRegister;
  /** @param files the clients as their files have them */
  suspend(
    order: SuspensionOrder & { readonly reason: Suspension['reason'] },
    files: ClientRegister,
  ): Promise<SuspensionChange>;
  resume(order: SuspensionOrder, files: ClientRegister): Promise<SuspensionChange>;
  /** What is known of a client; undefined where no operator ever did anything about it. */
  of(client: string): ClientSuspension | undefined;
  /** Ends the watch. */
  close(): void;
}

/** How often a gateway looks at what others have ordered; milliseconds. Its own orders hold at once. */
const watchInterval = 1_000;

/** More than there are clients; a bound, not a page. */
const everyClient = 10_000;

/**
 * Opens the register over the gateways' store, which outlives them: a suspension holds after a restart, and at every
 * other gateway within a second. While the store cannot be read, what was read last holds.
 *
 * @param tell is told, in one line, that the store cannot be read
 */
export async function openSuspensionRegister(
  store: Store,
  clock: () => Temporal.Instant,
  tell: (line: string) => void,
): Promise<SuspensionRegister> {
  const collection = await store.collection(clientSuspensions);
  let known = await readAll(collection);
  let shown: { readonly files: ClientRegister; readonly clients: ClientRegister } | undefined;
  const know = (next: ReadonlyMap<string, ClientSuspension>) => {
    known = next;
    shown = undefined;
  };
  const read = async () => {
    const before = known;
    const next = await readAll(collection);
    // What was read before an order of ours, or before a later read, knows less.
    if (known === before) know(next);
  };
  const watch = setInterval(() => {
    read().catch(() => tell('Suspensions of clients cannot be read: those known so far hold.'));
  }, watchInterval).unref();
  const change = async (
    order: SuspensionOrder,
    state: ClientSuspension['state'],
    reason?: Suspension['reason'],
  ) => {
    const at = instantText(clock());
    const { note, actor } = order;
    const changed = await writeStep(collection, order.client, {
      at,
      state,
      ...(reason !== undefined && { reason }),
      note: note.trim(),
      actor,
    });
    if (changed.kind === 'changed') know(new Map([...known, [order.client, changed.suspension]]));
    return changed;
  };
  return {
    over(files) {
      if (shown?.files !== files) {
        const clients = [...files].map(([id, client]) => [id, suspendedBy(client, known.get(id))] as const);
        shown = { files, clients: new Map(clients) };
      }
      return shown.clients;
    },
    async suspend(order, files) {
      const because = refuseOrder(order, files);
      return because ? { kind: 'refused', because } : change(order, 'SUSPENDED', order.reason);
    },
    async resume(order, files) {
      const because = refuseOrder(order, files);
      return because ? { kind: 'refused', because } : change(order, 'RESUMED');
    },
    of: (client) => known.get(client),
    close: () => clearInterval(watch),
  };
}

async function readAll(
  collection: Collection<ClientSuspension>,
): Promise<ReadonlyMap<string, ClientSuspension>> {
  const states = ['SUSPENDED', 'RESUMED'];
  const pages = await collection.findEach(
    states.map((state) => ({ index: 'byState', equals: [state], limit: everyClient })),
  );
  return new Map(pages.flat().map((suspension) => [suspension.id, suspension]));
}

/** Of two operators with the same order, the second learns that it is done. */
async function writeStep(
  collection: Collection<ClientSuspension>,
  client: string,
  step: SuspensionStep,
): Promise<SuspensionChange> {
  const stays = (suspended: boolean): SuspensionChange => ({
    kind: 'refused',
    because: suspended ? 'ALREADY_SUSPENDED' : 'NOT_SUSPENDED',
  });
  const none: SuspensionChange = { kind: 'refused', because: 'NOT_SUSPENDED' };
  if (step.state === 'SUSPENDED') {
    const first: ClientSuspension = { id: client, version: 1, state: step.state, steps: [step] };
    try {
      await collection.insert(first);
      return { kind: 'changed', suspension: first };
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
    }
  }
  return replaceDecided<ClientSuspension, SuspensionChange>(
    collection,
    client,
    (stored) =>
      stored.state === step.state
        ? { stays: stays(step.state === 'SUSPENDED') }
        : {
            next: { ...stored, state: step.state, steps: [...stored.steps, step] },
            change: (suspension) => ({ kind: 'changed', suspension }),
          },
    none,
  );
}
