/** A paper whose arrival had a term. Instants are milliseconds since 1970. */
export interface TimedPaper {
  readonly id: string;
  readonly dueAt: number;
  readonly receivedAt: number;
}

/** A paper that arrived after its term. */
export interface LatePaper {
  readonly id: string;
  /** Minutes after the term that have begun, at least 1. */
  readonly delayMinutes: number;
}

/** How promptly papers arrived. */
export interface DelaySummary {
  /** Papers that had a term. */
  readonly papers: number;
  /** Worst first. */
  readonly late: readonly LatePaper[];
  /** Of the late ones; null where none was. */
  readonly medianDelayMinutes: number | null;
  readonly worstDelayMinutes: number | null;
}

const minute = 60_000;

/** Sums up how promptly papers arrived: an arrival at the very instant of the term is in time. */
export function summariseDelays(papers: readonly TimedPaper[]): DelaySummary {
  const late = papers
    .map(({ id, dueAt, receivedAt }) => ({ id, delayMinutes: Math.ceil((receivedAt - dueAt) / minute) }))
    .filter(({ delayMinutes }) => delayMinutes >= 1)
    .toSorted((one, other) => other.delayMinutes - one.delayMinutes || (one.id < other.id ? -1 : 1));
  return {
    papers: papers.length,
    late,
    medianDelayMinutes: medianOf(late.map(({ delayMinutes }) => delayMinutes)),
    worstDelayMinutes: late[0]?.delayMinutes ?? null,
  };
}

/** Of two in the middle the mean, rounded down. @param sorted in either order */
function medianOf(sorted: readonly number[]): number | null {
  const [lower, upper] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? null : Math.floor((lower + upper) / 2);
}
