import type { PregnancyRestCertificateRecord, SickLeaveCertificateRecord } from './papers/leave-papers.ts';
import type { DischargePaperRecord } from './papers/stay-papers.ts';

export type GestationBand = 'UNDER_5_WEEKS' | 'FROM_5_TO_12_WEEKS' | 'FROM_13_TO_21_WEEKS' | 'FROM_22_WEEKS';

/** The band of Law 41/2024/QH15 Art. 52(1) that weeks of pregnancy fall in; null when they are not known. */
export function gestationBand(weeks: number | undefined): GestationBand | null {
  if (weeks === undefined) return null;
  if (weeks < 5) return 'UNDER_5_WEEKS';
  if (weeks < 13) return 'FROM_5_TO_12_WEEKS';
  return weeks < 22 ? 'FROM_13_TO_21_WEEKS' : 'FROM_22_WEEKS';
}

/** Whether one of the ICD-10 codes is tuberculosis (A15 to A19); null when there is no code to tell from. */
export function isTuberculosis(codes: readonly (string | undefined)[]): boolean | null {
  const known = codes.filter((code) => code !== undefined);
  return known.length === 0 ? null : known.some((code) => /^A1[5-9]/.test(code));
}

/** Most days that one paper may prescribe, by the day from which the rules hold; the latest last. */
const leaveCaps = [
  // Circular 25/2025/TT-BYT.
  { from: '2025-07-01', ordinary: 30, lossFrom13Weeks: 50, tuberculosis: 180 },
] as const;

/**
 * Whether the days that a paper prescribes keep the cap of their kind under the rules of that day. Null when it
 * prescribes none or is older than the rules on record.
 */
export function withinLeaveCap(
  paper: DischargePaperRecord | SickLeaveCertificateRecord | PregnancyRestCertificateRecord,
): boolean | null {
  const days = prescribedDays(paper);
  const caps = leaveCaps.findLast(({ from }) => from <= paper.eventDate);
  if (days === undefined || caps === undefined) return null;
  if (isTuberculosis([paper.icd10Code])) return days <= caps.tuberculosis;
  const lateLoss =
    paper.kind !== 'PREGNANCY_REST_CERTIFICATE' &&
    paper.pregnancyTerminated === true &&
    (paper.gestationWeeks ?? 0) >= 13;
  return days <= (lateLoss ? caps.lossFrom13Weeks : caps.ordinary);
}

function prescribedDays(paper: Parameters<typeof withinLeaveCap>[0]): number | undefined {
  switch (paper.kind) {
    case 'DISCHARGE_PAPER':
      return paper.outpatientLeaveDays;
    case 'SICK_LEAVE_CERTIFICATE':
      return paper.leaveDays;
    case 'PREGNANCY_REST_CERTIFICATE':
      return paper.restDays;
  }
}
