import type { MedicalDocumentRecord } from './collections.ts';
import { localDay } from './days.ts';

/** From when a kind of paper must be sent within which time; the latest row that is in force counts. */
interface UploadTerm {
  readonly kinds: readonly MedicalDocumentRecord['kind'][];
  /** First day of the events for which it holds. */
  readonly from: string;
  /** What starts the clock, and how long it runs: minutes of any time, or hours of working time. */
  readonly after: 'DISCHARGE' | 'ISSUE';
  readonly minutes?: number;
  readonly workingHours?: number;
}

const uploadTerms: readonly UploadTerm[] = [
  {
    // "As soon as the patient is discharged" (Decision 69/QD-TTg art. 5(4)). How long "at once" may take is not in the
    // text: three hours are those of the draft circular on insurance data. Unverified.
    kinds: ['DISCHARGE_PAPER', 'MEDICAL_RECORD_SUMMARY', 'TRANSFER_PAPER'],
    from: '2025-01-10',
    after: 'DISCHARGE',
    minutes: 180,
  },
  {
    // The same for who is not admitted: from the signature on the paper. Unverified as above.
    kinds: ['SICK_LEAVE_CERTIFICATE', 'PREGNANCY_REST_CERTIFICATE'],
    from: '2025-01-10',
    after: 'ISSUE',
    minutes: 180,
  },
  {
    // Decree 63/2024 art. 25(1): four working hours from the issue of the notice. Its first day was not read: unverified.
    kinds: ['MEDICAL_BIRTH_NOTICE', 'MEDICAL_DEATH_NOTICE'],
    from: '2024-07-01',
    after: 'ISSUE',
    workingHours: 4,
  },
];

/** Working time of offices, hours of the day in Viet Nam, Monday to Friday. Public holidays are not kept. Unverified. */
const workingSpans = [
  [8, 12],
  [13, 17],
] as const;

const minute = 60 * 1000;
const hour = 60 * minute;
const dayLength = 24 * hour;
const viet = 7 * hour;

/**
 * The instant until which a paper should have arrived (RFC 3339, UTC); null where no term is on record for its kind and
 * day. An assessment record has none: its council writes it into the register itself.
 */
export function uploadDueAt(paper: MedicalDocumentRecord): string | null {
  const term = termOf(paper);
  if (!term) return null;
  const start = startOf(paper, term);
  const due =
    term.workingHours === undefined
      ? start + (term.minutes ?? 0) * minute
      : afterWorkingTime(start, term.workingHours * hour);
  return new Date(due).toISOString();
}

/** Whether a paper arrived after its term; null where there is none. */
export function uploadedLate(paper: MedicalDocumentRecord): boolean | null {
  const due = uploadDueAt(paper);
  return due === null ? null : Date.parse(paper.receivedAt) > Date.parse(due);
}

/** Seconds from where the clock of its term began until a paper arrived; null where there is no term. */
export function uploadDelay(paper: MedicalDocumentRecord): number | null {
  const term = termOf(paper);
  return term ? Math.max(0, Date.parse(paper.receivedAt) - startOf(paper, term)) / 1_000 : null;
}

function termOf(paper: MedicalDocumentRecord): UploadTerm | undefined {
  return uploadTerms.findLast(({ kinds, from }) => kinds.includes(paper.kind) && from <= paper.eventDate);
}

function startOf(paper: MedicalDocumentRecord, { after }: UploadTerm): number {
  if (after === 'DISCHARGE' && 'dischargedAt' in paper) return Date.parse(paper.dischargedAt);
  // The forms have the day of issue alone: its time is that of the signature, where that is of the day.
  const { signedAt } = paper.signature;
  if (signedAt !== undefined && localDay(signedAt) === paper.issuedOn) return Date.parse(signedAt);
  return Date.parse(`${paper.issuedOn}T00:00:00+07:00`) + workingSpans[0][0] * hour;
}

/** The instant at which so much working time has passed. */
function afterWorkingTime(start: number, duration: number): number {
  let left = duration;
  for (let day = Math.floor((start + viet) / dayLength); ; day++) {
    // The first of January 1970 was a Thursday.
    const weekday = (day + 4) % 7;
    if (weekday === 0 || weekday === 6) continue;
    for (const [opens, closes] of workingSpans) {
      const from = Math.max(start, day * dayLength - viet + opens * hour);
      const worked = day * dayLength - viet + closes * hour - from;
      if (worked <= 0) continue;
      if (worked >= left) return from + left;
      left -= worked;
    }
  }
}
