import type { AgencyEvent } from '../kit/events/agency-event.ts';
import type { PopulationSources } from './sources.ts';

/** Whether what an event tells is stored: the record in that version, or in a later one. */
export async function holds(
  { document: { kind, id, version } }: AgencyEvent,
  { citizenCollection, relationCollection }: PopulationSources,
): Promise<boolean> {
  const record = await (kind === 'CITIZEN' ? citizenCollection : relationCollection).get(id);
  return record !== undefined && record.version >= version;
}
