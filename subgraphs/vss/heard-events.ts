import type { AgencyEvent } from '../kit/events/agency-event.ts';
import type { Collection, CollectionSpec, Stored } from '../kit/store/port.ts';
import { DuplicateError } from '../kit/store/store-errors.ts';

/** That social insurance has heard of an event; its id is the event's, so that it is there once. */
export interface HeardEventRecord extends Stored {
  readonly event: AgencyEvent;
  /** ISO instant. */
  readonly heardAt: string;
}

export const heardEvents: CollectionSpec<HeardEventRecord> = {
  name: 'heardEvents',
  indexes: [{ name: 'byDocument', fields: ['event.document.id', 'event.document.version'] }],
};

/** Hears of a paper, a registration or a change at another agency. */
export async function hearEvent(
  event: AgencyEvent,
  { heardEvents }: { readonly heardEvents: Collection<HeardEventRecord> },
): Promise<void> {
  try {
    await heardEvents.insert({ id: event.id, version: 1, event, heardAt: new Date().toISOString() });
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
  }
}
