import type { MedicalDocumentRecord, UnfiledDocument } from './collections.ts';
import { localDay } from './days.ts';
import { leaveSpans } from './leave-spans.ts';

/**
 * Makes a paper ready to be stored: adds the day of its event, the last day it covers and whom it names, which the
 * indexes need.
 */
export function fileDocument(paper: UnfiledDocument): MedicalDocumentRecord {
  const eventDate = dayOfEvent(paper);
  const coversUntil = leaveSpans(paper)
    .map(({ to }) => to)
    .toSorted()
    .at(-1);
  const filed = { ...paper, eventDate, ...(coversUntil && { coversUntil }) };
  if (filed.kind !== 'MEDICAL_BIRTH_NOTICE') return filed;
  const named = [filed.citizenId, filed.fatherId, filed.childId];
  return { ...filed, partyIds: named.filter((id) => id !== undefined) };
}

function dayOfEvent(paper: UnfiledDocument): string {
  switch (paper.kind) {
    case 'DISCHARGE_PAPER':
    case 'MEDICAL_RECORD_SUMMARY':
    case 'TRANSFER_PAPER':
      return localDay(paper.dischargedAt);
    case 'SICK_LEAVE_CERTIFICATE':
      return paper.leaveFrom;
    case 'PREGNANCY_REST_CERTIFICATE':
      return paper.restFrom;
    case 'MEDICAL_BIRTH_NOTICE':
      return localDay(paper.childBornAt);
    case 'MEDICAL_DEATH_NOTICE':
      return localDay(paper.diedAt);
    case 'MEDICAL_ASSESSMENT_RECORD':
      return paper.meetingOn;
  }
}
