import { dayInVietnam } from '../../schema/calendar/day-in-vietnam.ts';
import { instantText } from '../../schema/calendar/instant-text.ts';
import { desksOf, hubDesk, isDesk, isOffice } from './desk.ts';
import type { RightsRefusal } from './rights-refusal.ts';
import type { RightsParty, RightsRequest, RightsState } from './rights-request.ts';
import { deadlinesOf, termOf, type Deadlines, type RightKind, type RightTerm } from './rights-terms.ts';

/** What came of a wish to make or change a request. */
export type RightsChange =
  | { readonly kind: 'changed'; readonly request: RightsRequest }
  | { readonly kind: 'refused'; readonly because: RightsRefusal };

/** What is asked for. That the requester may speak for the subject was checked before. */
export interface RightsWish {
  readonly id: string;
  readonly kind: RightKind;
  readonly subject: string;
  readonly requester: RightsParty;
  readonly coordinate?: string | undefined;
  /** Names of the agencies that own the element; none where the graph has no such element. */
  readonly owners: readonly string[];
  /** Code of the office that holds the record, where whoever asks knows it. */
  readonly office?: string | undefined;
  readonly text: string;
}

/** Characters that somebody who has to answer reads. */
const mostText = 2_000;

/** A new request, with the clock that the law sets for it on this day. */
export function receiveRequest(
  wish: RightsWish,
  terms: readonly RightTerm[],
  now: Temporal.Instant,
): RightsChange {
  const { id, kind, subject, requester, coordinate, owners, office } = wish;
  const text = wish.text.trim();
  const because = faultOf(text);
  if (because) return refused(because);
  if (coordinate === undefined && kind === 'CORRECT') return refused('ELEMENT_NEEDED');
  if (coordinate !== undefined && owners.length === 0) return refused('NO_SUCH_ELEMENT');
  const day = dayInVietnam(now).toString();
  const term = termOf(terms, kind, day);
  if (!term) return refused('NOT_IN_FORCE');
  const receivedAt = instantText(now);
  const routedTo = kind === 'CORRECT' ? owners : [hubDesk];
  if (!isOffice(office)) return refused('NO_SUCH_DESK');
  const atOffice = kind === 'CORRECT' ? office : undefined;
  return changed({
    id,
    version: 1,
    state: 'RECEIVED',
    kind,
    subject,
    requester,
    ...(coordinate !== undefined && { coordinate }),
    routedTo,
    ...(atOffice !== undefined && { office: atOffice }),
    desks: desksOf(routedTo, atOffice),
    text,
    receivedAt,
    ...clocked('RECEIVED', deadlinesOf(term, day, false)),
    articles: term.articles,
    steps: [{ at: receivedAt, state: 'RECEIVED', actor: requester.actor, role: requester.role }],
  });
}

/** An officer takes it up, and answers for it from now on. */
export function takeUpRequest(
  request: RightsRequest,
  officer: RightsParty,
  now: Temporal.Instant,
): RightsChange {
  if (request.state === 'TAKEN_UP') return refused('ALREADY_TAKEN_UP');
  if (request.state !== 'RECEIVED') return refused('ALREADY_CLOSED');
  return changed({ ...moved(request, 'TAKEN_UP', officer, now), officer });
}

/**
 * An officer sends it on to whoever holds the record. Nobody has taken it up there, so it is as it came in; its clock has
 * run since then and runs on.
 */
export function forwardRequest(
  request: RightsRequest,
  to: { readonly agency: string; readonly office?: string | undefined },
  officer: RightsParty,
  now: Temporal.Instant,
): RightsChange {
  if (!request.isOpen) return refused('ALREADY_CLOSED');
  if (!isDesk(to.agency, to.office)) return refused('NO_SUCH_DESK');
  const { officer: _before, office: _left, ...kept } = moved(request, 'RECEIVED', officer, now);
  const routedTo = [to.agency];
  return changed({
    ...kept,
    routedTo,
    ...(to.office !== undefined && { office: to.office }),
    desks: desksOf(routedTo, to.office),
  });
}

/** It takes longer, for a reason that the data subject is told; once. */
export function extendRequest(
  request: RightsRequest,
  reason: string,
  terms: readonly RightTerm[],
): RightsChange {
  if (request.state !== 'TAKEN_UP') return refused(notTakenUp(request));
  if (request.extended !== undefined) return refused('ALREADY_EXTENDED');
  const text = reason.trim();
  const because = faultOf(text);
  if (because) return refused(because);
  const received = dayInVietnam(request.receivedAt).toString();
  const term = termOf(terms, request.kind, received);
  if (!term) return refused('NOT_IN_FORCE');
  const { answerBy } = deadlinesOf(term, received, true);
  return changed({ ...request, extended: text, ...clocked(request.state, { ...request, answerBy }) });
}

/** The answer, with its reason in words: a right is not refused in silence. */
export function answerRequest(
  request: RightsRequest,
  outcome: 'FULFILLED' | 'REFUSED',
  answer: string,
  officer: RightsParty,
  now: Temporal.Instant,
): RightsChange {
  if (request.state !== 'TAKEN_UP') return refused(notTakenUp(request));
  const text = answer.trim();
  const because = faultOf(text);
  if (because) return refused(because);
  return changed({ ...moved(request, outcome, officer, now), answer: text });
}

/** Whoever asked does not ask any more; what was restricted on their wish is so no longer. */
export function withdrawRequest(
  request: RightsRequest,
  by: RightsParty,
  now: Temporal.Instant,
): RightsChange {
  if (!request.isOpen && !isRestriction(request)) return refused('ALREADY_CLOSED');
  return changed(moved(request, 'WITHDRAWN', by, now));
}

/** Whether it was granted that somebody's data are used less (Law 91/2025 art. 4). */
export function isRestriction({ kind, state }: Pick<RightsRequest, 'kind' | 'state'>): boolean {
  return state === 'FULFILLED' && (kind === 'RESTRICT' || kind === 'OBJECT');
}

/** Whether a request is, or was, answered later than the law lets. @param now while it is open */
export function isLate({ isOpen, answerBy, steps }: RightsRequest, now: Temporal.Instant): boolean {
  const closed = steps.at(-1)?.at;
  const settled = isOpen || closed === undefined ? now : closed;
  return dayInVietnam(settled).toString() > answerBy;
}

function notTakenUp({ state }: RightsRequest): RightsRefusal {
  return state === 'RECEIVED' ? 'NOT_TAKEN_UP' : 'ALREADY_CLOSED';
}

function faultOf(text: string): RightsRefusal | undefined {
  if (!/\p{L}/u.test(text)) return 'NO_TEXT';
  return text.length > mostText ? 'TEXT_TOO_LONG' : undefined;
}

function moved(
  request: RightsRequest,
  state: RightsState,
  { actor, role }: RightsParty,
  now: Temporal.Instant,
): RightsRequest {
  const { dueBy: _due, ...kept } = request;
  return {
    ...kept,
    state,
    ...clocked(state, request),
    steps: [...request.steps, { at: instantText(now), state, actor, role }],
  };
}

/** The terms of a request in a state, with the one that comes next. */
function clocked(state: RightsState, { acknowledgeBy, answerBy }: Deadlines) {
  const isOpen = state === 'RECEIVED' || state === 'TAKEN_UP';
  const dueBy = state === 'RECEIVED' ? acknowledgeBy : answerBy;
  return { acknowledgeBy, answerBy, isOpen, ...(isOpen && { dueBy }) };
}

function changed(request: RightsRequest): RightsChange {
  return { kind: 'changed', request };
}

function refused(because: RightsRefusal): RightsChange {
  return { kind: 'refused', because };
}
