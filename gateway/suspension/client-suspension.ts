import type { CollectionSpec, Stored } from '../../subgraphs/kit/store/port.ts';
import { dayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import type { ClientRegister, RegisteredClient, Suspension } from '../identity/clients/client.ts';

/** What an operator has done about a client; `id` is the client's. It stays, so that who did what when stays too. */
export interface ClientSuspension extends Stored {
  readonly state: 'SUSPENDED' | 'RESUMED';
  /** Oldest first. */
  readonly steps: readonly SuspensionStep[];
}

/** A suspension, or its end. `at` is ISO 8601 in UTC. */
export interface SuspensionStep {
  readonly at: string;
  readonly state: ClientSuspension['state'];
  /** Of a suspension. */
  readonly reason?: Suspension['reason'];
  /** Why, in words; the operators' own, and never told to the client. */
  readonly note: string;
  readonly actor: string;
}

/** Where it is kept: the gateways' own store, the same for all of them. */
export const clientSuspensions: CollectionSpec<ClientSuspension> = {
  name: 'clientSuspensions',
  indexes: [{ name: 'byState', fields: ['state'] }],
};

/** Who wants what done about which client. */
export interface SuspensionOrder {
  readonly client: string;
  readonly note: string;
  readonly actor: string;
  /** The client through which it is ordered. */
  readonly through: string;
}

/** Why nothing was done. */
export type SuspensionRefusal =
  'NO_SUCH_CLIENT' | 'OWN_CLIENT' | 'NO_NOTE' | 'ALREADY_SUSPENDED' | 'NOT_SUSPENDED' | 'IN_ITS_FILE';

const leastNote = 10;
const mostNote = 500;

/**
 * Why an order cannot be: an operator never locks themself out, and what a reviewed file suspends only its next review
 * lets in again. Undefined when it can.
 */
export function refuseOrder(
  { client: id, note, through }: SuspensionOrder,
  clients: ClientRegister,
): SuspensionRefusal | undefined {
  const client = clients.get(id);
  if (client === undefined) return 'NO_SUCH_CLIENT';
  if (id === through) return 'OWN_CLIENT';
  if (note.trim().length < leastNote || note.length > mostNote) return 'NO_NOTE';
  return client.suspended ? 'IN_ITS_FILE' : undefined;
}

/** A client as it is under what operators have done: suspended by its file, or else by them. */
export function suspendedBy(
  client: RegisteredClient,
  suspension: ClientSuspension | undefined,
): RegisteredClient {
  const step = suspension?.steps.at(-1);
  if (client.suspended || suspension?.state !== 'SUSPENDED' || !step?.reason) return client;
  return { ...client, suspended: { since: dayInVietnam(step.at).toString(), reason: step.reason } };
}
