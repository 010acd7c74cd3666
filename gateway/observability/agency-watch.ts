/** An agency, and since when this gateway has found it so. `since` is when it first heard of the agency at the latest. */
export interface WatchedAgency {
  readonly agency: string;
  readonly isUp: boolean;
  readonly since: Temporal.Instant;
}

/** Remembers which agencies answer. */
export interface AgencyWatch {
  /** A fetch from an agency has ended. */
  heard(agency: string, isUp: boolean): void;
  /** Asks each agency, and tells how it is. */
  look(): Promise<readonly WatchedAgency[]>;
}

/**
 * Watches agencies by the fetches that are made anyway, and by asking them when somebody looks: nothing runs by itself.
 *
 * @param agencies those of the supergraph that is served now
 * @param answers whether anything answers at an address
 */
export function createAgencyWatch(
  agencies: () => readonly { readonly name: string; readonly url: string }[],
  answers: (url: string) => Promise<boolean>,
  clock: () => Temporal.Instant,
): AgencyWatch {
  const known = new Map<string, WatchedAgency>();
  const note = (agency: string, isUp: boolean): WatchedAgency => {
    const before = known.get(agency);
    const now = before?.isUp === isUp ? before : { agency, isUp, since: clock() };
    known.set(agency, now);
    return now;
  };
  return {
    heard: note,
    look: () => Promise.all(agencies().map(async ({ name, url }) => note(name, await answers(url)))),
  };
}
