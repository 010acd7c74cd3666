import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';

// A count of late papers of its own: minute by minute, with the clock of Vietnam, from the papers as they are stored.

const zone = 'Asia/Ho_Chi_Minh';
/** Three hours after the discharge (Decision 69/QD-TTg art. 5(4)); of who was not admitted, after the signature. */
const threeHours: Readonly<Record<string, 'dischargedAt' | 'signed'>> = {
  DISCHARGE_PAPER: 'dischargedAt',
  MEDICAL_RECORD_SUMMARY: 'dischargedAt',
  TRANSFER_PAPER: 'dischargedAt',
  SICK_LEAVE_CERTIFICATE: 'signed',
  PREGNANCY_REST_CERTIFICATE: 'signed',
};
/** Four hours of work (Decree 63/2024 art. 25(1)). */
const fourHoursOfWork = new Set(['MEDICAL_BIRTH_NOTICE', 'MEDICAL_DEATH_NOTICE']);

/** What the report must say of facilities, from all papers there are. @param from first day, `to` last, in Vietnam */
export function countLateByHand(papers: readonly MedicalDocumentRecord[], from: string, to: string) {
  const byFacility = Map.groupBy(
    papers.filter((paper) => isLate(paper) !== undefined && isWithin(paper.receivedAt, from, to)),
    ({ issuer }) => issuer.code,
  );
  return [...byFacility]
    .map(([facility, all]) => ({ facility, papers: all.length, latePapers: all.filter(isLate).length }))
    .filter(({ latePapers }) => latePapers > 0)
    .toSorted((a, b) => (a.facility < b.facility ? -1 : 1));
}

function isWithin(at: string, from: string, to: string): boolean {
  const day = inVietnam(at).toPlainDate().toString();
  return from <= day && day <= to;
}

/** Undefined where no term is known. */
function isLate(paper: MedicalDocumentRecord): boolean | undefined {
  const received = inVietnam(paper.receivedAt);
  const begins = threeHours[paper.kind];
  if (begins) {
    const discharged =
      begins === 'dischargedAt' && 'dischargedAt' in paper ? inVietnam(paper.dischargedAt) : undefined;
    const due = (discharged ?? signedAt(paper)).add({ minutes: 180 });
    return Temporal.ZonedDateTime.compare(received, due) > 0;
  }
  return fourHoursOfWork.has(paper.kind) ? minutesOfWork(signedAt(paper), received) > 240 : undefined;
}

/** When the paper was signed on its day; at eight where that is not known. */
function signedAt({ issuedOn, signature }: MedicalDocumentRecord): Temporal.ZonedDateTime {
  const signed = signature.signedAt === undefined ? undefined : inVietnam(signature.signedAt);
  if (signed?.toPlainDate().toString() === issuedOn) return signed;
  return Temporal.PlainDate.from(issuedOn).toZonedDateTime({ timeZone: zone, plainTime: '08:00' });
}

/** Begun minutes of office hours between two instants, no more than are asked about. */
function minutesOfWork(start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime): number {
  let worked = 0;
  for (
    let now = start;
    worked <= 240 && Temporal.ZonedDateTime.compare(now, end) < 0;
    now = now.add({ minutes: 1 })
  ) {
    const isOpen = (now.hour >= 8 && now.hour < 12) || (now.hour >= 13 && now.hour < 17);
    if (isOpen && now.dayOfWeek <= 5) worked += 1;
  }
  return worked;
}

function inVietnam(instant: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
}
