import type { AgencyEvent } from '../kit/events/agency-event.ts';
import type { HealthSources } from './sources.ts';

/** Whether what an event tells of a paper is stored: the paper in its edition, or that it was withdrawn. */
export async function holds(
  { type, document: { id, version } }: AgencyEvent,
  { papers }: HealthSources,
): Promise<boolean> {
  const paper = await papers.load(id);
  if (paper?.edition !== version) return false;
  return !type.endsWith('.withdrawn') || paper.status === 'WITHDRAWN';
}
