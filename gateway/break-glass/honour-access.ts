import { stateAt } from './change-state.ts';
import type { EmergencyAccess } from './emergency-access.ts';
import type { EmergencyRefusal } from './emergency-refusal.ts';

/** A request that names an emergency access in `hub-break-glass`. */
export interface EmergencyUse {
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  /** The case that it serves, by its opaque id or as the caller names it; absent where the purpose has none. */
  readonly case?: string | undefined;
}

/** Whether a request may rest on an emergency access. There is no third answer: never silently "not open". */
export type EmergencyAnswer =
  | { readonly kind: 'open'; readonly access: EmergencyAccess }
  | { readonly kind: 'refused'; readonly because: EmergencyRefusal };

/** Whether a request may rest on this access at this moment: whoever asked for it, as they asked for it, in its time. */
export function honourAccess(
  access: EmergencyAccess | undefined,
  use: EmergencyUse,
  now: Temporal.Instant,
): EmergencyAnswer {
  const because = access === undefined ? 'NOT_FOUND' : refusalOf(access, use, now);
  return access === undefined || because !== undefined
    ? { kind: 'refused', because: because ?? 'NOT_FOUND' }
    : { kind: 'open', access };
}

function refusalOf(
  access: EmergencyAccess,
  use: EmergencyUse,
  now: Temporal.Instant,
): EmergencyRefusal | undefined {
  const { requester } = access;
  if (requester.actor !== use.actor || requester.role !== use.role) return 'OTHER_ACTOR';
  const state = stateAt(access, now);
  if (state === 'REQUESTED') return 'NOT_OPEN_YET';
  if (state === 'EXPIRED') return 'EXPIRED';
  if (state !== 'OPEN') return 'ALREADY_ENDED';
  if (access.purpose !== use.purpose) return 'OTHER_PURPOSE';
  if (use.case !== access.case && (use.case === undefined || use.case !== access.caseNamed))
    return 'OTHER_CASE';
  return undefined;
}
