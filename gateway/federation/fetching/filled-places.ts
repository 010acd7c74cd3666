import type { CallPart } from '../planning/combine-fetches.ts';
import { keysOf, renamedKeys } from '../planning/provided-fields.ts';
import type { ReadShape } from '../reading/read-shape.ts';

/** How many parts of the calls of a plan fill objects at a place by way of an object above it. */
export type FilledPlaces = ReadonlyMap<string, number>;

/** A call's answer before it is known where entities are in it. */
export interface ShapedParts {
  readonly parts: readonly CallPart[];
  readonly shape: ReadShape;
}

/**
 * Counts who fills what. What one part alone fills has one source; where there are two, each may mean another object by
 * what the other takes for the same.
 */
export function filledPlaces(calls: readonly ShapedParts[]): FilledPlaces {
  const filled = new Map<string, number>();
  for (const { parts, shape } of calls) {
    for (const part of parts) {
      for (const inside of insidesOf(part, shape)) {
        for (const place of placesOf(part, inside)) filled.set(place, (filled.get(place) ?? 0) + 1);
      }
    }
  }
  return filled;
}

/** Whether others fill the place of a part's answer, too. @param path in the answer, without list elements */
export function isFilledByOthers(filled: FilledPlaces, part: CallPart, path: readonly string[]): boolean {
  return placesOf(part, path).some((place) => (filled.get(place) ?? 0) > 1);
}

/**
 * Where in the fetched data a place of a call's answer comes to be.
 *
 * @param path in the answer, without list elements
 */
export function placesOf({ fetch, paths, entities }: CallPart, path: readonly string[]): readonly string[] {
  if (entities && entities.key !== path[0]) return [];
  const renamed = renamedKeys(fetch);
  const inside = (entities ? path.slice(1) : path).map((key) => renamed.get(key) ?? key);
  // Entities that were asked for are told apart by their order: there nothing is inside.
  if (inside.length === 0) return [];
  return paths.map((before) => [...keysOf(before), ...inside].join('.'));
}

/** The paths to all objects in the answer to a part. */
function insidesOf({ entities }: CallPart, shape: ReadShape): readonly (readonly string[])[] {
  return objectPaths(shape, []).filter(([first]) => !entities || first === entities.key);
}

function objectPaths({ fields }: ReadShape, path: readonly string[]): readonly (readonly string[])[] {
  return fields.flatMap(({ key, inside }) =>
    inside ? [[...path, key], ...objectPaths(inside, [...path, key])] : [],
  );
}
