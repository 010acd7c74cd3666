import type { GraphQLError } from 'graphql';
import type { Answered } from '../federation/answer-operation.ts';
import type { RequestContext } from '../http/request-context.ts';
import { refusal } from '../http/refusal.ts';
import type { ClientRegister, SubjectQuota } from '../identity/clients/client.ts';
import { retryAfter } from './retry-after.ts';
import type { Sighting, SubjectVolume } from './subject-volume.ts';

/** What holding back goes by. */
export interface VolumeRule {
  readonly volume: SubjectVolume;
  /** The clients as they are now: their files say how much. */
  readonly clients: () => ClientRegister;
  /** Is told, in one line without any value, that somebody was stopped. */
  readonly alarm: (line: string) => void;
}

/** Why an answer may not leave; undefined when it may. */
export type HoldBack = (answered: Answered, context: RequestContext) => Promise<GraphQLError | undefined>;

/**
 * Holds back an answer that would tell the actor of more people than its client's file allows (`VOLUME_EXCEEDED`), those
 * about whom was asked in vain among them. What a citizen learns of themself is not counted. A mutation is answered in any case: it has happened. Whom it told of is
 * counted and raises the alarm all the same, so that no further question is answered about anybody new.
 */
export function createHoldBack({ volume, clients, alarm }: VolumeRule): HoldBack {
  const count = async (sighting: Sighting, quota: SubjectQuota) => {
    try {
      return { wait: await volume.count(sighting, quota, Temporal.Now.instant().epochMilliseconds) };
    } catch {
      return 'uncounted';
    }
  };
  return async (answered, { caller, facts, unshown, requestId }) => {
    if (!caller.authenticated || facts === undefined) return undefined;
    const subjects = [...toldOf(answered), ...(unshown?.askedAbout() ?? [])].filter(
      (subject) => subject !== facts.citizen,
    );
    const sighting = {
      actor: `${facts.client} ${facts.actor}`,
      subjects,
      misses: missesOf(answered) + (unshown?.misses() ?? 0),
      isToldAnyway: answered.kind === 'mutation',
    };
    // A client whose file was taken away in the meantime may see nobody.
    const quota = clients().get(facts.client)?.quota.subjects ?? { perHour: 0, perDay: 0 };
    const counted = await count(sighting, quota);
    if (counted === 'uncounted') {
      alarm(`Volume: the people of an answer could not be counted (request ${requestId}).`);
      return sighting.isToldAnyway ? undefined : refusal('OVERLOADED', undefined, retryAfter(1_000));
    }
    const { wait } = counted;
    if (wait === undefined) return undefined;
    const act = sighting.isToldAnyway ? 'was told, by changing a register, of' : 'asked for';
    alarm(
      `Volume: an actor of client ${facts.client} ${act} more people than its quota allows (request ${requestId}).`,
    );
    if (sighting.isToldAnyway) return undefined;
    return refusal(
      'VOLUME_EXCEEDED',
      `One person at this client may learn of ${quota.perHour} people an hour and ${quota.perDay} a day.`,
      retryAfter(wait),
    );
  };
}

/** Asks each in turn; the first that has a reason is the last that is asked. */
export function firstToHold(...rules: readonly HoldBack[]): HoldBack {
  return async (answered, context) => {
    for (const rule of rules) {
      const reason = await rule(answered, context);
      if (reason) return reason;
    }
    return undefined;
  };
}

/**
 * Those of whom the answer tells, if only that something of them is denied. Of a record that is hidden the log knows whose it
 * is, and the caller must not: it counts as what it looks like, which is nobody.
 */
function toldOf({ disclosures, denials }: Answered): readonly string[] {
  const denied = new Set(denials.map(({ coordinate }) => coordinate));
  return disclosures
    .filter(
      ({ full, masked, answered, denied: kept = [] }) =>
        full !== undefined ||
        masked !== undefined ||
        answered !== undefined ||
        kept.some((coordinate) => denied.has(coordinate)),
    )
    .flatMap(({ subjects }) => subjects);
}

/**
 * Root fields that were asked and are empty, neither denied themselves nor failed: look-ups of nobody. What is denied
 * inside one explains nothing: whoever tries names could ask for something denied beside each. Of those in a list, and of
 * answers that say so, the agencies tell.
 */
function missesOf({ result, denials, unasked = [] }: Answered): number {
  const denied = denials.flatMap(({ path }) => (path.length === 1 ? path : []));
  const failed = (result.errors ?? []).map(({ path }) => path?.[0]);
  const told = new Set([...unasked, ...denied, ...failed]);
  return Object.entries(result.data ?? {}).filter(([key, value]) => value === null && !told.has(key)).length;
}
