import type { DocumentNode } from 'graphql';
import { readDataAnnotations } from '../data-annotation.ts';
import type { DataAnnotation } from '../data-annotation.ts';
import { coordinatesOf } from './coordinate.ts';

/** Classifications by the name of their coordinate; a coordinate without an annotation has an empty list. */
export type Classification = ReadonlyMap<string, readonly DataAnnotation[]>;

/** What `@data` says of each coordinate itself, a type and its extensions as one. */
export function classifyAlone(document: DocumentNode): Classification {
  const own = new Map<string, readonly DataAnnotation[]>();
  for (const { name, node } of coordinatesOf(document)) {
    own.set(name, [...(own.get(name) ?? []), ...readDataAnnotations(node)]);
  }
  return own;
}

/**
 * What `@data` says of each coordinate: of a field its own annotations and those of its type, which hold together; of
 * everything else its own.
 */
export function classify(document: DocumentNode): Classification {
  const own = classifyAlone(document);
  return new Map(
    coordinatesOf(document).map(({ kind, name, parent }) => {
      const ofType = kind === 'field' ? (own.get(parent.name.value) ?? []) : [];
      return [name, [...(own.get(name) ?? []), ...ofType]];
    }),
  );
}
