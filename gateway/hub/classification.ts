import { isObjectType } from 'graphql';
import type { DataAnnotation } from '../../schema/data-annotation.ts';
import { typeElements } from '../../schema/requirements/type-elements.ts';
import type { LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';

/** What kinds of data the elements of the graph are, as the gateway enforces it. */
export interface Classification {
  /**
   * All that must be allowed for one element, or for the name of a type that is classified (`Type.__typename`); undefined
   * for an element that clients cannot ask for.
   */
  of(coordinate: string): readonly DataAnnotation[] | undefined;
  /** `Type.field`, `Type.field(argument:)` and `Input.field`, all that there are. */
  coordinates(): readonly string[];
}

/** Reads the classification of a graph that is served. */
export function classificationOf({
  schema,
  access,
}: Pick<LoadedSupergraph, 'schema' | 'access'>): Classification {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const elements = new Set(types.flatMap((type) => [...typeElements(type)]));
  const typeNames = types
    .filter(isObjectType)
    .map(({ name }) => `${name}.__typename`)
    .filter((name) => access.requirementAt(name).data.length > 0);
  const judged = new Set([...elements, ...typeNames]);
  // Each is looked up for every answer that discloses it.
  const known = new Map<string, readonly DataAnnotation[]>();
  return {
    of: (coordinate) =>
      judged.has(coordinate)
        ? known.getOrInsertComputed(coordinate, () => distinct(access.requirementAt(coordinate).data))
        : undefined,
    coordinates: () => [...elements],
  };
}

/** The classification of whichever graph is served at the moment of the question; of one graph always the same one. */
export function servedClassification(
  graph: () => Pick<LoadedSupergraph, 'schema' | 'access'>,
): () => Classification {
  const known = new WeakMap<object, Classification>();
  return () => {
    const served = graph();
    return known.getOrInsertComputed(served, () => classificationOf(served));
  };
}

/** A field and its type may say the same. */
function distinct(annotations: readonly DataAnnotation[]): readonly DataAnnotation[] {
  const byMeaning = new Map(annotations.map((each) => [JSON.stringify(Object.values(each)), each]));
  return [...byMeaning.values()];
}
