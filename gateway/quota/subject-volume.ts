import type { SubjectQuota } from '../identity/clients/client.ts';

/** Whose data one answer tells an actor of. */
export interface Sighting {
  /** Names the actor among those of all clients. */
  readonly actor: string;
  /** Opaque ids of the data subjects. */
  readonly subjects: readonly string[];
  /** Look-ups that found nobody: a caller who tries ids is to be seen as well. */
  readonly misses: number;
  /** Whether it is told whatever the quota says: what a mutation did has happened, and is answered. */
  readonly isToldAnyway?: boolean;
}

/** Counts of how many data subjects each actor has learnt. */
export interface SubjectVolume {
  /**
   * Counts a sighting. One that is more than the quota allows counts for nothing, unless it is told anyway: then the next
   * new person is one too many.
   *
   * @param now milliseconds since 1970, by the clock of whoever asks; where one process counts for several, its own is taken
   * @returns milliseconds until it would be allowed; undefined when it is
   */
  count(
    sighting: Sighting,
    quota: SubjectQuota,
    now: number,
  ): Promise<number | undefined> | number | undefined;
}

/** The same where it is counted in this process. */
export interface OwnSubjectVolume extends SubjectVolume {
  count(sighting: Sighting, quota: SubjectQuota, now: number): number | undefined;
}

const hour = 60 * 60 * 1_000;

/** Days begin at midnight in Viet Nam, which has been seven hours ahead of UTC since 1975. */
const vietNam = 7 * hour;

const periods = [
  { quota: 'perHour', length: hour },
  { quota: 'perDay', length: 24 * hour },
] as const;

/** What an actor has seen in a period. */
interface Seen {
  readonly subjects: Set<string>;
  misses: number;
}

/**
 * The volume rule: how many *different* people an actor may learn of in an hour and in a day. Whoever reads one file all
 * day long counts one; whoever walks through ids is stopped. Counts are of this process, and are let go when their period
 * is over, so that they take no more room than a day's disclosures.
 */
export function createSubjectVolume(): OwnSubjectVolume {
  const current = periods.map((period) => ({ ...period, number: 0, actors: new Map<string, Seen>() }));
  return {
    count({ actor, subjects, misses, isToldAnyway = false }, quota, now) {
      const open = current.map((period) => {
        const number = Math.floor((now + vietNam) / period.length);
        // A clock that is set back, or a question that was overtaken, opens no period that has ended: it would begin anew.
        if (number > period.number) {
          period.number = number;
          period.actors = new Map();
        }
        const seen = period.actors.get(actor) ?? { subjects: new Set<string>(), misses: 0 };
        return { period, seen, fresh: new Set(subjects).difference(seen.subjects) };
      });
      const full = open.filter(
        ({ period, seen, fresh }) =>
          fresh.size + misses > 0 &&
          seen.subjects.size + seen.misses + fresh.size + misses > quota[period.quota],
      );
      const waits = full.map(({ period }) => (period.number + 1) * period.length - vietNam - now);
      if (waits.length > 0 && !isToldAnyway) return Math.max(...waits);
      for (const { period, seen, fresh } of open) {
        for (const subject of fresh) seen.subjects.add(subject);
        seen.misses += misses;
        period.actors.set(actor, seen);
      }
      return waits.length > 0 ? Math.max(...waits) : undefined;
    },
  };
}
