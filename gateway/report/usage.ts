import { dayOfEntry, type DisclosureEntry } from '../log/disclosure-entry.ts';

/** Who used a coordinate, and what for. */
export interface UsageKey {
  readonly coordinate: string;
  readonly client: string;
  readonly role: string;
  readonly purpose: string;
}

/** How often a coordinate was used so: in how many answers it was shown, and in how many it was refused. */
export interface Usage extends UsageKey {
  readonly shown: number;
  readonly refused: number;
  /** The last day on which it was shown; undefined when it never was. */
  readonly lastShown: string | undefined;
}

/** An emergency access as the log has it. */
export interface EmergencyUsage {
  readonly id: string;
  readonly client: string;
  readonly role: string;
  readonly purpose: string;
  readonly organisation: string | undefined;
  readonly case: string | undefined;
  readonly first: string;
  readonly last: string;
  readonly answers: number;
}

/** What was counted. */
export interface Counts {
  readonly usage: readonly Usage[];
  readonly emergencies: readonly EmergencyUsage[];
}

/** Counts entries as they pass by; it keeps no entry. */
export interface UsageCounter {
  add(entry: DisclosureEntry): void;
  counts(): Counts;
}

/** Days in Vietnam, ISO 8601, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

type Counted = { -readonly [Key in keyof Usage]: Usage[Key] };
type CountedEmergency = { -readonly [Key in keyof EmergencyUsage]: EmergencyUsage[Key] };

/** Counts uses on these days. The last use is the last one up to the end of them, however long before they began. */
export function countUsage({ from, to }: Days): UsageCounter {
  const usage = new Map<string, Counted>();
  const emergencies = new Map<string, CountedEmergency>();
  function usageOf(key: UsageKey): Counted {
    const name = JSON.stringify([key.coordinate, key.client, key.role, key.purpose]);
    return usage.getOrInsertComputed(name, () => ({ ...key, shown: 0, refused: 0, lastShown: undefined }));
  }
  return {
    add(entry) {
      const day = dayOfEntry(entry);
      if (day > to) return;
      const { client, role, purpose } = entry.caller;
      const isCounted = day >= from;
      const { shown, refused } = coordinatesIn(entry);
      for (const coordinate of shown) {
        const counted = usageOf({ coordinate, client, role, purpose });
        if (isCounted) counted.shown += 1;
        if (counted.lastShown === undefined || counted.lastShown < day) counted.lastShown = day;
      }
      if (!isCounted) return;
      for (const coordinate of refused) usageOf({ coordinate, client, role, purpose }).refused += 1;
      noteEmergency(emergencies, entry);
    },
    counts: () => ({
      usage: sorted(usage.values(), ({ coordinate, client, role, purpose }) =>
        [coordinate, client, role, purpose].join('\n'),
      ),
      emergencies: sorted(emergencies.values(), ({ first, id }) => `${first}\n${id}`),
    }),
  };
}

/** An answer that showed a coordinate of one person and refused it of another counts as both. */
function coordinatesIn({ disclosures, denials }: DisclosureEntry) {
  const shown = disclosures.flatMap(({ full = [], masked = [], answered = [] }) => [
    ...full,
    ...masked,
    ...answered,
  ]);
  const refused = [
    ...disclosures.flatMap(({ denied = [] }) => denied),
    ...denials.map(({ coordinate }) => coordinate),
  ];
  return { shown: new Set(shown), refused: new Set(refused) };
}

/** Of a request that was refused whole nothing is proven, not even that there is such an access. */
function noteEmergency(known: Map<string, CountedEmergency>, { at, caller, refused }: DisclosureEntry): void {
  const { emergency: id, client, role, purpose, organisation } = caller;
  if (id === undefined || refused !== undefined) return;
  const noted = known.getOrInsertComputed(id, () => ({
    id,
    client,
    role,
    purpose,
    organisation,
    case: caller.case,
    first: at,
    last: at,
    answers: 0,
  }));
  noted.answers += 1;
  if (at < noted.first) noted.first = at;
  if (at > noted.last) noted.last = at;
}

function sorted<T>(values: Iterable<T>, keyOf: (value: T) => string): readonly T[] {
  return [...values].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
