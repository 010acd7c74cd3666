import type { Term } from '../words/language.ts';

/** A field in a row of the access log, and how much of it was shown. */
export interface SeenField extends Term {
  readonly coordinate: string;
  readonly owners: readonly string[] | null;
  readonly outcome: string | null;
}

/** Without the frames of lists (Relay): they are in each answer and hold nothing. What was refused is never left out. */
export function withoutFrames(fields: readonly SeenField[]): readonly SeenField[] {
  return fields.filter(
    ({ coordinate, outcome }) => outcome === 'NONE' || !/(Connection|Edge)[.]/.test(coordinate),
  );
}

/** Fields under the names of those who own them, joined by a space. */
export function fieldsByOwner(fields: readonly SeenField[]): ReadonlyMap<string, readonly SeenField[]> {
  return Map.groupBy(fields, ({ owners }) => (owners ?? []).join(' '));
}
