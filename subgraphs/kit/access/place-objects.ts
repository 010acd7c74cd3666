import { defaultTypeResolver, isAbstractType, type GraphQLNamedType, type GraphQLResolveInfo } from 'graphql';
import type { CallAccess, Path, Place } from './call-access.ts';
import { nodeOfEdge } from './connection-shape.ts';
import type { Standings } from './standing.ts';

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
  /** To an object of a type that says whom its objects are about; undefined for others. */
  own(record: unknown, typeName: string, scope: AccessScope): Place | undefined;
}

/** @param standings whom the records of an agency are about */
export function objectPlaces(standings: Standings): ObjectPlaces {
  const readers = new Map(Object.entries(standings));
  const standingOf = (record: unknown, typeName: string) => readers.get(typeName)?.(record as never);

  const own: ObjectPlaces['own'] = (record, typeName, scope) => {
    const standing = standingOf(record, typeName);
    return standing && scope.access.placeAt(standing);
  };

  const placeOf: ObjectPlaces['of'] = (record, type, scope, info) => {
    const node = nodeOfEdge(type);
    // An edge is about whom its row is about.
    if (node) return placeOf((record as { readonly node: unknown }).node, node, scope, info);
    const name = typeNameOf(record, type, scope, info);
    return (name === undefined ? undefined : own(record, name, scope)) ?? scope.access.nowhere;
  };

  const newPlace = (record: unknown, path: Path, scope: AccessScope, info: GraphQLResolveInfo): Place => {
    const { access } = scope;
    const told = own(record, info.parentType.name, scope);
    if (told) return told;
    const place = access.surroundings.get(fieldOf(path)) ?? access.nowhere;
    const isEntryEdge = place === access.anywhere && nodeOfEdge(info.parentType);
    return isEntryEdge ? placeOf(record, info.parentType, scope, info) : place;
  };

  return {
    of: placeOf,
    own,
    around(record, scope, info) {
      const path = info.path.prev;
      const { objects, anywhere } = scope.access;
      if (!path) return anywhere;
      const known = objects.get(path);
      if (known) return known;
      const place = newPlace(record, path, scope, info);
      objects.set(path, place);
      return place;
    },
  };
}

/** The name of an object's own type; undefined where it cannot be told at once. */
export function typeNameOf(
  record: unknown,
  type: GraphQLNamedType,
  scope: AccessScope,
  info: GraphQLResolveInfo,
): string | undefined {
  if (!isAbstractType(type)) return type.name;
  const name = (type.resolveType ?? defaultTypeResolver)(record, scope, info, type);
  return typeof name === 'string' ? name : undefined;
}

/** The path of the field that gave an object, whether alone or in a list. */
function fieldOf(path: Path): Path {
  let field = path;
  while (typeof field.key === 'number' && field.prev) field = field.prev;
  return field;
}
