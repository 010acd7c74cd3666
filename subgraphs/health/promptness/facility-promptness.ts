import type { CallScope } from '../../kit/subgraph.ts';
import type { MedicalDocumentRecord } from '../collections.ts';
import type { HealthSources } from '../sources.ts';
import { readTimedPapers, requirePeriod, type Period } from './read-timed-papers.ts';
import { summariseDelays, type DelaySummary } from './summarise-delays.ts';

/** How promptly a facility sent what arrived in a period. */
export interface FacilityPromptness extends DelaySummary, Period {
  /** Code of the facility. */
  readonly facility: string;
}

interface PromptnessArguments extends Period {
  readonly facility: string;
  readonly kind?: MedicalDocumentRecord['kind'] | null;
}

/**
 * Counts what arrived of a facility in a period, both days included, and what of it came late (Decision 69/QD-TTg
 * Art. 5(4), Decree 63/2024 Art. 25(1)).
 *
 * @throws GraphQLError `BAD_USER_INPUT` for what is no period, or too long a one
 */
export async function facilityPromptness(
  _root: unknown,
  { facility, from, to, kind }: PromptnessArguments,
  sources: CallScope & HealthSources,
): Promise<FacilityPromptness> {
  requirePeriod({ from, to });
  const timed = await readTimedPapers(facility, { from, to }, sources, kind);
  return { facility, from, to, ...summariseDelays(timed) };
}
