import type { DeskOptions } from './claims/desk/claim-desk.ts';
import { documentEvent } from './claims/resolve/document-event.ts';
import { onEvent } from './claims/resolve/on-event.ts';
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

/**
 * Hears of a paper, a registration or a change at another agency, and wakes the claims that it may be about. What is heard
 * again wakes again: the process may have ended in between, and a claim that needs nothing is left as it is.
 */
export async function hearEvent(
  event: AgencyEvent,
  { heardEvents, desk }: { readonly heardEvents: Collection<HeardEventRecord>; readonly desk: DeskOptions },
): Promise<void> {
  try {
    await heardEvents.insert({ id: event.id, version: 1, event, heardAt: new Date().toISOString() });
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
  }
  const evidence = documentEvent(event);
  if (evidence) await onEvent(evidence, desk);
}
