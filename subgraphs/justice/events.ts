import type { AgencyEvent } from '../kit/events/agency-event.ts';
import type { JusticeSources } from './sources.ts';

/** Whether what an event tells of an entry is stored: the entry in its edition, or that it was cancelled. */
export async function holds(
  { type, document: { kind, id, version } }: AgencyEvent,
  { births, deaths, extractCollection }: JusticeSources,
): Promise<boolean> {
  const collections = {
    BIRTH_REGISTRATION: births.collection,
    DEATH_REGISTRATION: deaths.collection,
    BIRTH_EXTRACT: extractCollection,
    DEATH_EXTRACT: extractCollection,
  };
  const entry = await collections[kind as keyof typeof collections]?.get(id);
  if (entry?.edition !== version) return false;
  return !type.endsWith('.cancelled') || entry.status === 'WITHDRAWN';
}
