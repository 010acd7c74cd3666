import { agencyEvent, type AgencyEvent } from '../../subgraphs/kit/events/agency-event.ts';
import type { DeliveryTerms } from '../../subgraphs/kit/events/delivery-terms.ts';

/** Terms under which everything happens at once. */
export const shortTerms: DeliveryTerms = {
  firstDelay: 2,
  longestDelay: 16,
  attempts: 4,
  lease: 300,
  grace: 10_000,
};

const start = Temporal.Instant.from('2026-07-15T02:00:00Z');

/** An event about a document, by the number of the document. */
export function birthEvent(number: number, version = 1, act = 'registered'): AgencyEvent {
  const id = `document-${number}`;
  return agencyEvent(
    `justice.birth.${act}`,
    { agency: 'justice', kind: 'BIRTH_REGISTRATION', id, version },
    start,
  );
}
