import type { PathStep } from '../../operation/answer-path.ts';
import { isFetchedObject } from './merge-fetched.ts';
import type { FetchedObject } from './merge-fetched.ts';

/** An object in the fetched data, and how one gets there. */
export interface Place {
  readonly object: FetchedObject;
  readonly step: PathStep | undefined;
}

/** The objects at a path of a plan (`@` stands for each element of a list), starting from some objects. */
export function placesAt(places: readonly Place[], path: readonly (string | number)[]): readonly Place[] {
  const found: Place[] = [];
  for (const { object, step } of places) collect(object, step, path, 0, found);
  return found;
}

function collect(
  value: unknown,
  step: PathStep | undefined,
  path: readonly (string | number)[],
  depth: number,
  found: Place[],
): void {
  if (Array.isArray(value)) {
    const next = path[depth] === '@' ? depth + 1 : depth;
    value.forEach((each, key) => collect(each, { before: step, key }, path, next, found));
  } else if (isFetchedObject(value)) {
    const key = path[depth];
    if (key === undefined) found.push({ object: value, step });
    else if (Object.hasOwn(value, key)) collect(value[key], { before: step, key }, path, depth + 1, found);
  }
}
