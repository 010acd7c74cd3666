import type { UnfiledDocument } from './collections.ts';
import { localDay } from './days.ts';

/** Days that a paper proves, first and last included (ISO 8601). */
export interface LeaveSpan {
  readonly kind: 'STAY' | 'LEAVE';
  readonly from: string;
  readonly to: string;
}

/**
 * What a paper proves as stay in hospital or as leave (Law 41/2024/QH15 Art. 47): a stay from admission to discharge,
 * transfer or death, days that a doctor prescribed, and both where a discharge paper prescribes days to follow.
 * Birth notices and assessments prove none.
 */
export function leaveSpans(paper: UnfiledDocument): readonly LeaveSpan[] {
  switch (paper.kind) {
    case 'DISCHARGE_PAPER': {
      const { outpatientLeaveFrom: from, outpatientLeaveTo: to } = paper;
      const stay = span('STAY', localDay(paper.admittedAt), localDay(paper.dischargedAt));
      return from && to ? [...stay, ...span('LEAVE', from, to)] : stay;
    }
    case 'MEDICAL_RECORD_SUMMARY':
      return span('STAY', localDay(paper.admittedAt), localDay(paper.dischargedAt));
    case 'TRANSFER_PAPER':
      return paper.inpatientFrom
        ? span('STAY', localDay(paper.inpatientFrom), localDay(paper.dischargedAt))
        : [];
    case 'MEDICAL_DEATH_NOTICE':
      return paper.admittedAt ? span('STAY', localDay(paper.admittedAt), localDay(paper.diedAt)) : [];
    case 'SICK_LEAVE_CERTIFICATE':
      return span('LEAVE', paper.leaveFrom, paper.leaveTo);
    case 'PREGNANCY_REST_CERTIFICATE':
      return span('LEAVE', paper.restFrom, paper.restTo);
    case 'MEDICAL_BIRTH_NOTICE':
    case 'MEDICAL_ASSESSMENT_RECORD':
      return [];
  }
}

/** None where the paper says that the days end before they begin: it proves nothing then. */
function span(kind: LeaveSpan['kind'], from: string, to: string): readonly LeaveSpan[] {
  return from <= to ? [{ kind, from, to }] : [];
}
