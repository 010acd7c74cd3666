import type { DocumentNode } from 'graphql';
import { readDataAnnotations } from '../data-annotation.ts';
import type { DataAnnotation } from '../data-annotation.ts';
import { coordinatesOf } from './coordinate.ts';

/**
 * What `@data` says of each coordinate, by its name: of a field its own annotations and those of its type, which
 * hold together; of everything else its own. Coordinates without an annotation are in the map with an empty list.
 */
export function classify(document: DocumentNode): ReadonlyMap<string, readonly DataAnnotation[]> {
  const coordinates = [...coordinatesOf(document)];
  const ofTypes = new Map<string, readonly DataAnnotation[]>();
  for (const { kind, name, node } of coordinates) {
    if (kind === 'type') ofTypes.set(name, [...(ofTypes.get(name) ?? []), ...readDataAnnotations(node)]);
  }
  return new Map(
    coordinates.map(({ kind, name, parent, node }) => {
      const ofType = ofTypes.get(parent.name.value) ?? [];
      if (kind === 'type') return [name, ofType];
      const own = readDataAnnotations(node);
      return [name, kind === 'field' ? [...own, ...ofType] : own];
    }),
  );
}
