import type { AgencyEvent } from '../../subgraphs/kit/events/agency-event.ts';
import type { ClientRegister, RegisteredClient } from '../identity/clients/client.ts';

/**
 * Ids of the clients that are told of an event: their file names its type, their agreement names its agency and is in force,
 * and they are not suspended.
 *
 * @param day ISO day, in Viet Nam
 */
export function webhookReceivers(
  event: AgencyEvent,
  clients: ClientRegister,
  day: string,
): readonly string[] {
  return Array.from(clients.values())
    .filter((client) => isTold(client, event, day))
    .map(({ id }) => id);
}

/** Whether a client is told of an event on a day. */
export function isTold(
  { webhook, suspended, agreement }: RegisteredClient,
  { type, document }: AgencyEvent,
  day: string,
): boolean {
  if (!webhook || suspended || day < agreement.from || day > agreement.to) return false;
  const isProvided = agreement.providers.some((agency) => agency === document.agency);
  return isProvided && webhook.events.some((wanted) => covers(wanted, type));
}

function covers(wanted: string, type: string): boolean {
  return wanted.endsWith('.*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}
