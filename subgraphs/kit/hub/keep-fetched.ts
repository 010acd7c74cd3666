/** How long what was fetched is good; milliseconds. A revoked key, or a paper withdrawn, is known after it. */
const longestKept = 60_000;

/** What was made of something fetched. @param freshly whether what was fetched before does not do */
export type Fetched<T> = (name: string, freshly?: boolean) => Promise<T>;

/**
 * Keeps what was made of what was fetched for a minute, by its name. Those who ask meanwhile wait for the one fetch; what
 * could not be had is asked for again at once.
 *
 * @param fetchOne fetches, and reads what came
 * @param most how many are kept; the oldest go first
 */
export function keepFetched<T>(
  fetchOne: (name: string) => Promise<T>,
  { most, now }: { readonly most: number; readonly now: () => number },
): Fetched<T> {
  const kept = new Map<string, { readonly at: number; readonly made: Promise<T> }>();
  return (name, freshly = false) => {
    const before = kept.get(name);
    if (before && !freshly && now() - before.at < longestKept) return before.made;
    const made = fetchOne(name);
    kept.delete(name);
    kept.set(name, { at: now(), made });
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    made.catch(() => kept.get(name)?.made === made && kept.delete(name));
    return made;
  };
}
