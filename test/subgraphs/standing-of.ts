import type { Standing, Standings } from '../../subgraphs/kit/access/standing.ts';

/** Whose record something is, by the type or the field that it stands for. @throws Error where none is written */
export function standingOf(standings: Standings, coordinate: string, record: unknown): Standing {
  const standing: Standing | undefined = standings[coordinate]?.(record as never);
  if (!standing) throw new Error(`No standing is written for ${coordinate}.`);
  return standing;
}
