import type { Disclosed } from '../../../schema/hub-context.ts';

/** What a record says of an answer of which nothing left: whose data were asked for, and that all of it was refused. */
export function allDenied({ full, masked, answered, denied, ...about }: Disclosed): Disclosed {
  const coordinates = [full, masked, answered, denied].flatMap((each) => each ?? []);
  return { ...about, denied: [...new Set(coordinates)].toSorted() };
}
