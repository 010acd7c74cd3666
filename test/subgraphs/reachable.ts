import {
  getNamedType,
  isAbstractType,
  isObjectType,
  isRequiredArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { DataAnnotation } from '../../schema/data-annotation.ts';
import type { Disclosure } from '../../schema/policy/disclosure.ts';
import { verdictOf } from '../../schema/policy/verdict.ts';

/** What becomes of the coordinates to which a path leads from a root field. */
export type Reach = ReadonlyMap<string, 'full' | 'masked' | 'answer'>;

/**
 * Walks a graph as a caller would: from the root through each field that may be had, with the arguments that it must have.
 * An object behind an abstract type is asked for by its own type.
 *
 * @param annotationsOf a field's own and its type's; of an argument or a type its own
 */
export function reachable(
  schema: GraphQLSchema,
  annotationsOf: (coordinate: string) => readonly DataAnnotation[],
  disclosureOf: (category: string) => Disclosure,
): Reach {
  const reach = new Map<string, 'full' | 'masked' | 'answer'>();
  const verdict = (...coordinates: readonly string[]) =>
    verdictOf(coordinates.flatMap(annotationsOf), disclosureOf).kind;
  const visited = new Set<GraphQLNamedType>();
  const visit = (type: GraphQLNamedType): void => {
    if (visited.has(type)) return;
    visited.add(type);
    if (isAbstractType(type)) schema.getPossibleTypes(type).forEach(visit);
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const inner = getNamedType(field.type);
      const kind = verdict(coordinate, inner.name);
      const isAskable = field.args
        .filter(isRequiredArgument)
        .every(({ name }) => ['full', 'answer'].includes(verdict(`${coordinate}(${name}:)`)));
      if (kind === 'none' || !isAskable) continue;
      if (isObjectType(inner) || isAbstractType(inner)) {
        if (kind === 'masked') continue;
        visit(inner);
      }
      reach.set(coordinate, kind);
    }
  };
  const query = schema.getQueryType();
  if (query) visit(query);
  return reach;
}
