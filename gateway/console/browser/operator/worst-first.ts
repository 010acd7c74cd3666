/** How promptly one facility sent its papers. Delays are minutes; null where none came late. */
export interface Delays {
  readonly facility: string;
  readonly papers: number;
  readonly latePapers: number;
  readonly medianDelayMinutes: number | null;
  readonly worstDelayMinutes: number | null;
}

/** By the share of papers that came late, then by how many; among the prompt ones whoever sends most, then by the code. */
export function worstFirst(facilities: readonly Delays[]): readonly Delays[] {
  return facilities.toSorted(
    (one, other) =>
      shareLate(other) - shareLate(one) ||
      other.latePapers - one.latePapers ||
      other.papers - one.papers ||
      one.facility.localeCompare(other.facility),
  );
}

function shareLate({ papers, latePapers }: Delays): number {
  return papers === 0 ? 0 : latePapers / papers;
}
