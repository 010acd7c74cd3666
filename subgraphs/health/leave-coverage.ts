import type { MedicalDocumentRecord } from './collections.ts';
import { dayAfter } from './days.ts';
import { leaveSpans, type LeaveSpan } from './leave-spans.ts';
import { validityOf } from './validity.ts';

/** Days from the first to the last, both included (ISO 8601). */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export type CoverageExtent = 'FULL' | 'PARTIAL' | 'NONE';

/** What papers say of a period; `extent` is null when none speaks of it. */
export interface LeaveCoverage {
  readonly outcome: 'MATCH' | 'MISMATCH' | 'NOT_FOUND' | 'NOT_YET_REGISTERED';
  readonly extent: CoverageExtent | null;
}

/** How much of a period the spans fill, in calendar days: what is a working day is for the payer to say. */
export function extentOf(period: Period, spans: readonly Period[]): CoverageExtent {
  const touching = spans
    .filter(({ from, to }) => from <= period.to && to >= period.from)
    .toSorted((one, other) => Number(one.from > other.from) - Number(one.from < other.from));
  if (touching.length === 0) return 'NONE';
  let uncovered = period.from;
  for (const { from, to } of touching) {
    if (from > uncovered) return 'PARTIAL';
    if (to >= uncovered) uncovered = dayAfter(to);
  }
  return uncovered > period.to ? 'FULL' : 'PARTIAL';
}

/**
 * Whether a person's papers prove leave throughout a period.
 *
 * Part of a period that still runs is no "no": a stay is proven at discharge only (Decision 69/QD-TTg Art. 5(4)). Nor
 * is a paper that is not there. A paper that was withdrawn or corrected away is one.
 *
 * @param kind only days of this kind; all when left out
 * @param today ISO day
 */
export function judgeCoverage(
  papers: readonly MedicalDocumentRecord[],
  period: Period,
  today: string,
  kind?: LeaveSpan['kind'],
): LeaveCoverage {
  const spansOf = (paper: MedicalDocumentRecord) =>
    leaveSpans(paper).filter((span) => kind === undefined || span.kind === kind);
  const extentUnder = (wanted: ReturnType<typeof validityOf>) =>
    extentOf(period, papers.filter((paper) => validityOf(paper) === wanted).flatMap(spansOf));
  const extent = extentUnder('IN_FORCE');
  if (extent === 'FULL') return { outcome: 'MATCH', extent };
  if (extent === 'PARTIAL') {
    return { outcome: period.to >= today ? 'NOT_YET_REGISTERED' : 'MISMATCH', extent };
  }
  return extentUnder('REVOKED') === 'NONE'
    ? { outcome: 'NOT_FOUND', extent: null }
    : { outcome: 'MISMATCH', extent };
}
