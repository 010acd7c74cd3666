import { stateAt } from '../../break-glass/change-state.ts';
import type { EmergencyRegister } from '../../break-glass/emergency-register.ts';
import { several, type DisclosureEntry } from '../../log/disclosure-entry.ts';
import type { LogRow } from '../../log/index/log-row.ts';

type Disclosures = DisclosureEntry['disclosures'];

/** What tells, shown or denied, that somebody asked for an emergency access, agreed to one or looked at it. */
const ofEmergency = /^(?:Emergency\w*\.|Query\.emergency|Mutation\.\w+EmergencyAccess\b)/;

/** Seconds by which the clocks of two processes may differ: one may record a look at what another has just opened. */
const clockSkew = 5;

/** Whether a coordinate tells of an emergency access as such, and not of what was seen under one. */
export function tellsOfEmergency(coordinate: string): boolean {
  return ofEmergency.test(coordinate);
}

/** What was disclosed beside emergency accesses; a disclosure of nothing else is left out. */
export function withoutEmergency(disclosures: Disclosures): Disclosures {
  return disclosures.flatMap(({ full, masked, answered, denied, ...about }) => {
    const kept = Object.entries({ full, masked, answered, denied }).flatMap(([outcome, coordinates = []]) => {
      const others = coordinates.filter((coordinate) => !tellsOfEmergency(coordinate));
      return others.length > 0 ? [[outcome, others] as const] : [];
    });
    return kept.length > 0 ? [{ ...about, ...Object.fromEntries(kept) }] : [];
  });
}

/**
 * Whether a data subject is told of an access now. What somebody does under their own emergency access is told once its notice is
 * due, and anything else at once, whatever access a request named: only the delay is an exception. Of several that were counted
 * together nobody knows any more whose was named: they wait while any access to that citizen's data does (decision 0233).
 */
export function toldToSubject(
  emergencies: Pick<EmergencyRegister, 'get' | 'now' | 'untoldTo'>,
  citizen: string,
): (row: LogRow) => Promise<boolean> {
  const isUntold = untoldBefore(emergencies, citizen);
  return async ({ at, actor, emergency }) => {
    if (emergency === undefined) return true;
    if (emergency === several.emergency || actor === several.actor) return !(await isUntold(at));
    const access = await emergencies.get(emergency);
    if (!access || access.requester.actor !== actor) return true;
    if (!access.notice) return stateAt(access, emergencies.now()) !== 'REQUESTED';
    return Temporal.Instant.compare(Temporal.Instant.from(access.notice.dueAt), emergencies.now()) <= 0;
  };
}

/**
 * Whether what an access tells of emergency accesses waits for the notice of one to a citizen's data (decision 0012). One that was
 * asked for later hides nothing earlier: what was told stays told.
 */
export function emergencyWaits(
  emergencies: Pick<EmergencyRegister, 'untoldTo'>,
  citizen: string,
): (row: LogRow) => Promise<boolean> {
  const isUntold = untoldBefore(emergencies, citizen);
  return async ({ at, coordinates }) => coordinates.some(tellsOfEmergency) && isUntold(at);
}

/** Whether a citizen is not told yet of an access to their data that was asked for before an instant; read once. */
function untoldBefore(
  emergencies: Pick<EmergencyRegister, 'untoldTo'>,
  citizen: string,
): (at: string) => Promise<boolean> {
  let reading: ReturnType<EmergencyRegister['untoldTo']> | undefined;
  return async (at) => {
    const untold = await (reading ??= emergencies.untoldTo(citizen));
    const latest = Temporal.Instant.from(at).add({ seconds: clockSkew });
    return untold.some(
      ({ requestedAt }) => Temporal.Instant.compare(Temporal.Instant.from(requestedAt), latest) <= 0,
    );
  };
}
