/** Finds the values that stand in a text. */
export type FindPersonal = (text: string) => readonly string[];

/** Values with the same beginning are looked at together. */
const beginning = 6;

/**
 * @param values no shorter than six characters
 * @throws Error for a value that is shorter: it would stand everywhere
 */
export function personalFinder(values: Iterable<string>): FindPersonal {
  const byBeginning = new Map<string, string[]>();
  for (const value of values) {
    if (value.length < beginning) throw new Error('A value is too short to be looked for.');
    byBeginning.getOrInsertComputed(value.slice(0, beginning), () => []).push(value);
  }
  return (text) => {
    const found = new Set<string>();
    for (let at = 0; at + beginning <= text.length; at++) {
      const candidates = byBeginning.get(text.slice(at, at + beginning));
      for (const value of candidates ?? []) if (text.startsWith(value, at)) found.add(value);
    }
    return [...found];
  };
}
