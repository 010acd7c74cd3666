/** How many papers a facility sent in the period of a report, and how many of them came late. */
export interface LateFacility {
  /** Its code. */
  readonly facility: string;
  readonly papers: number;
  readonly latePapers: number;
}

/** Reads it out of an answer of Health; undefined for anything else. */
export function lateFacilityOf(value: unknown): LateFacility | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { facility, papers, latePapers } = value as Readonly<Record<string, unknown>>;
  return typeof facility === 'string' && isCount(papers) && isCount(latePapers)
    ? { facility, papers, latePapers }
    : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
