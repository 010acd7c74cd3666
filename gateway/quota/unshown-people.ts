import type { AccessReport } from '../../schema/hub-context.ts';

/** Whom one request asks about without its answer showing them: they count in the quota of people all the same. */
export interface UnshownPeople {
  /** Look-ups that found nobody. */
  misses(): number;
  /** Opaque ids, as they were stated, of those about whom was asked. */
  askedAbout(): readonly string[];
  /** Takes what an agency reports beside one answer. */
  add(report: Pick<AccessReport, 'missed' | 'askedAbout'>): void;
}

/** From nothing. */
export function createUnshownPeople(): UnshownPeople {
  let misses = 0;
  const asked = new Set<string>();
  return {
    misses: () => misses,
    askedAbout: () => [...asked],
    add({ missed = 0, askedAbout = [] }) {
      misses += missed;
      for (const id of askedAbout) asked.add(id);
    },
  };
}
