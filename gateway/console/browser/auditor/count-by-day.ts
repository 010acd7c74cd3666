import { dayInVietnam } from '../words/format.ts';

/** Accesses of one day. */
export interface DayCount {
  readonly day: string;
  readonly answered: number;
  /** Those of which something was refused. */
  readonly refused: number;
}

/** Days beyond this are not filled in: a chart of years would be all gaps. */
const mostDays = 92;

/** Counts accesses by their day in Vietnam, oldest first; days without one between them count as well. */
export function countByDay(
  accesses: readonly { readonly at: string; readonly outcome: string | null }[],
): readonly DayCount[] {
  const counts = new Map<string, DayCount>();
  for (const { at, outcome } of accesses) {
    const day = dayInVietnam(at);
    const { answered, refused } = counts.get(day) ?? { answered: 0, refused: 0 };
    const isAnswered = outcome === 'ANSWERED';
    counts.set(day, { day, answered: answered + Number(isAnswered), refused: refused + Number(!isAnswered) });
  }
  const found = [...counts.keys()].toSorted();
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) return [];
  const between = daysFrom(first, last);
  const days = between.length <= mostDays ? between : found;
  return days.map((day) => counts.get(day) ?? { day, answered: 0, refused: 0 });
}

function daysFrom(first: string, last: string): readonly string[] {
  const start = Date.parse(first);
  const length = Math.round((Date.parse(last) - start) / 86_400_000) + 1;
  return Array.from({ length: Math.min(length, mostDays + 1) }, (_, index) =>
    new Date(start + index * 86_400_000).toISOString().slice(0, 10),
  );
}
