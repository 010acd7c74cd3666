import { defaultTypeResolver, isAbstractType, type GraphQLNamedType, type GraphQLResolveInfo } from 'graphql';
import type { CallAccess, Path, Place } from './call-access.ts';
import { nodeOfEdge } from './connection-shape.ts';
import type { Standing, Standings } from './standing.ts';

/** How resolvers of an enforced schema reach the access of their call. */
export interface AccessScope {
  readonly access: CallAccess;
}

/** Finds out how a caller stands to objects. */
export interface ObjectPlaces {
  /** To the object whose field is being resolved. */
  around(record: unknown, scope: AccessScope, info: GraphQLResolveInfo): Place;
  /** To an object that a field of a root gave, before it is let out. */
  of(record: unknown, type: GraphQLNamedType, scope: AccessScope, info: GraphQLResolveInfo): Place;
}

/** @param standings whom the records of an agency are about */
export function objectPlaces(standings: Standings): ObjectPlaces {
  const standingOf = new Map<string, (record: never) => Standing>(Object.entries(standings));

  const placeOf: ObjectPlaces['of'] = (record, type, scope, info) => {
    const name = isAbstractType(type)
      ? (type.resolveType ?? defaultTypeResolver)(record, scope, info, type)
      : type.name;
    const read = typeof name === 'string' ? standingOf.get(name) : undefined;
    if (read) return scope.access.placeAt(read(record as never));
    const node = nodeOfEdge(type);
    return node
      ? placeOf((record as { readonly node: unknown }).node, node, scope, info)
      : scope.access.nowhere;
  };

  /** Objects about which nothing is said are about whom the object around them is about. */
  const inherit = (record: unknown, path: Path, scope: AccessScope, info: GraphQLResolveInfo): Place => {
    const place = scope.access.surroundings.get(fieldOf(path)) ?? scope.access.nowhere;
    return place === scope.access.anywhere && nodeOfEdge(info.parentType)
      ? placeOf(record, info.parentType, scope, info)
      : place;
  };

  return {
    of: placeOf,
    around(record, scope, info) {
      const path = info.path.prev;
      if (!path) return scope.access.anywhere;
      return scope.access.objects.getOrInsertComputed(path, () => {
        const read = standingOf.get(info.parentType.name);
        return read ? scope.access.placeAt(read(record as never)) : inherit(record, path, scope, info);
      });
    },
  };
}

/** The path of the field that gave an object, whether alone or in a list. */
function fieldOf(path: Path): Path {
  let field = path;
  while (typeof field.key === 'number' && field.prev) field = field.prev;
  return field;
}
