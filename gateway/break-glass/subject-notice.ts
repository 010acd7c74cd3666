import { instantText } from '../../schema/calendar/instant-text.ts';
import type { EmergencyAccess, SubjectNotice } from './emergency-access.ts';
import type { EmergencyTerms } from './emergency-terms.ts';

const hoursOfDay = 24;

/**
 * What the data subjects will be told of an access that was opened: who, in which role, when, for which case and kind of
 * reason. It is written when the access opens, with the end that it must have, so that it is due also when the hub stops
 * before the end.
 */
export function noticeOf(access: EmergencyAccess, terms: EmergencyTerms, openedAt: string): SubjectNotice {
  const { requester, purpose, case: claim, subjects, ground, endsAt } = access;
  const days = terms.grounds.find(({ code }) => code === ground)?.noticeAfterDays ?? terms.noticeAfterDays;
  const dueAt = Temporal.Instant.from(endsAt).add({ hours: days * hoursOfDay });
  return {
    dueAt: instantText(dueAt),
    subjects,
    agency: requester.agency,
    ...(requester.organisation !== undefined && { organisation: requester.organisation }),
    role: requester.role,
    purpose,
    ...(claim !== undefined && { case: claim }),
    ground,
    openedAt,
    endsAt,
  };
}
