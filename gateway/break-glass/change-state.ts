import { instantText } from '../../schema/calendar/instant-text.ts';
import type { EmergencyAccess, EmergencyParty, EmergencyState } from './emergency-access.ts';
import type { EmergencyRefusal } from './emergency-refusal.ts';
import type { EmergencyTerms } from './emergency-terms.ts';
import { noticeOf } from './subject-notice.ts';

/** Kind of agency of the hub's own officers, as `schema/policy/roles.yaml` has it: auditors, data protection. */
export const hubAgency = 'hub';

/** What came of a wish to change an emergency access. */
export type EmergencyChange =
  | { readonly kind: 'changed'; readonly access: EmergencyAccess }
  | { readonly kind: 'refused'; readonly because: EmergencyRefusal };

/** What is asked for. Whether the case is proven, and whether anything would open, was checked before. */
export interface EmergencyRequest {
  readonly id: string;
  readonly requester: EmergencyParty;
  readonly purpose: string;
  readonly case?: string | undefined;
  readonly caseNamed?: string | undefined;
  readonly subjects: readonly string[];
  readonly ground: string;
  readonly reason: string;
  /** The default of the terms when left out. */
  readonly minutes?: number | null | undefined;
}

/** A second person, with what their token says of them. */
export interface Approver extends EmergencyParty {
  readonly scopes: ReadonlySet<string>;
  readonly assurance: number;
}

/** The state that holds at a moment: what was written, unless its time has run out since. */
export function stateAt({ state, endsAt }: EmergencyAccess, now: Temporal.Instant): EmergencyState {
  const isRunning = state === 'REQUESTED' || state === 'OPEN';
  return isRunning && !isBefore(now, endsAt) ? 'EXPIRED' : state;
}

/** A new request, which opens nothing yet. */
export function requestAccess(
  request: EmergencyRequest,
  terms: EmergencyTerms,
  now: Temporal.Instant,
): EmergencyChange {
  const { id, requester, purpose, case: claim, caseNamed, subjects, ground } = request;
  const reason = request.reason.trim();
  const minutes = request.minutes ?? terms.minutes.default;
  if (!/\p{L}/u.test(reason) || reason.length < terms.reason.least) return refused('NO_REASON');
  if (reason.length > terms.reason.most) return refused('REASON_TOO_LONG');
  if (minutes < 1) return refused('TOO_SHORT');
  if (minutes > terms.minutes.most) return refused('TOO_LONG');
  const requestedAt = instantText(now);
  return changed({
    id,
    version: 1,
    state: 'REQUESTED',
    requester,
    purpose,
    ...(claim !== undefined && { case: claim }),
    ...(caseNamed !== undefined && { caseNamed }),
    subjects,
    ground,
    reason,
    minutes,
    requestedAt,
    endsAt: instantText(now.add({ minutes: terms.approval.withinMinutes })),
    reports: [{ at: requestedAt, state: 'REQUESTED', actor: requester.actor, role: requester.role }],
  });
}

/** A second person agrees, and from now on it is open for the minutes that were asked for. */
export function approveAccess(
  access: EmergencyAccess,
  approver: Approver,
  terms: EmergencyTerms,
  now: Temporal.Instant,
): EmergencyChange {
  if (isSamePerson(access.requester, approver)) return refused('SAME_PERSON');
  if (!isSameOffice(access.requester, approver)) return refused('OTHER_AGENCY');
  if (!mayApprove(approver, terms)) return refused('NOT_AN_APPROVER');
  const state = stateAt(access, now);
  if (state === 'OPEN') return refused('ALREADY_OPEN');
  if (state !== 'REQUESTED') return refused(overBecause(state));
  const { scopes: _scopes, assurance: _assurance, ...party } = approver;
  const endsAt = instantText(now.add({ minutes: access.minutes }));
  const opened = {
    ...moved(access, 'OPEN', endsAt, { at: instantText(now), actor: approver.actor, role: approver.role }),
    approver: party,
  };
  return changed({ ...opened, notice: noticeOf(opened, terms, instantText(now)) });
}

/**
 * Ends an open access, or takes back or turns down a request: whoever asked, whoever may agree, and the
 * data-protection officer may.
 */
export function endAccess(
  access: EmergencyAccess,
  by: Approver,
  terms: EmergencyTerms,
  now: Temporal.Instant,
): EmergencyChange {
  if (!isSamePerson(access.requester, by) && by.agency !== hubAgency) {
    if (!isSameOffice(access.requester, by)) return refused('OTHER_AGENCY');
    if (!mayApprove(by, terms)) return refused('NOT_AN_APPROVER');
  }
  const state = stateAt(access, now);
  if (state !== 'OPEN' && state !== 'REQUESTED') return refused(overBecause(state));
  const who = { at: instantText(now), actor: by.actor, role: by.role };
  if (state === 'REQUESTED') return changed(moved(access, 'REJECTED', who.at, who));
  const ended = moved(access, 'ENDED', who.at, who);
  return changed({ ...ended, notice: noticeOf(ended, terms, access.notice?.openedAt ?? who.at) });
}

/** Writes down that time has run out; undefined while it has not, or when it was over before. */
export function expireAccess(access: EmergencyAccess, now: Temporal.Instant): EmergencyAccess | undefined {
  const isOver = stateAt(access, now) === 'EXPIRED' && access.state !== 'EXPIRED';
  return isOver ? moved(access, 'EXPIRED', access.endsAt, { at: access.endsAt }) : undefined;
}

/** Whether somebody's token and assurance make them one who may agree, to a request of their own office. */
export function mayApprove({ scopes, assurance }: Approver, { approval }: EmergencyTerms): boolean {
  return scopes.has(approval.scope) && assurance >= approval.minimumAssurance;
}

/** Whether two parties belong to one office of one agency. */
export function isSameOffice(one: EmergencyParty, other: EmergencyParty): boolean {
  return one.agency === other.agency && one.organisation === other.organisation;
}

function isSamePerson(one: EmergencyParty, other: EmergencyParty): boolean {
  return one.actor === other.actor || (one.citizen !== undefined && one.citizen === other.citizen);
}

function moved(
  access: EmergencyAccess,
  state: EmergencyState,
  endsAt: string,
  report: { readonly at: string; readonly actor?: string; readonly role?: string },
): EmergencyAccess {
  return { ...access, state, endsAt, reports: [...access.reports, { ...report, state }] };
}

function overBecause(state: EmergencyState): EmergencyRefusal {
  return state === 'EXPIRED' ? 'EXPIRED' : 'ALREADY_ENDED';
}

function isBefore(now: Temporal.Instant, instant: string): boolean {
  return Temporal.Instant.compare(now, Temporal.Instant.from(instant)) < 0;
}

function changed(access: EmergencyAccess): EmergencyChange {
  return { kind: 'changed', access };
}

function refused(because: EmergencyRefusal): EmergencyChange {
  return { kind: 'refused', because };
}
