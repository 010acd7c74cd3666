import { getNamedType, type GraphQLField, type GraphQLFieldResolver } from 'graphql';
import type { Connection } from '../connection.ts';
import type { Place } from './call-access.ts';
import { nodeOfConnection } from './connection-shape.ts';
import type { FieldAccess } from './field-access.ts';
import { visibleRows } from './guard-entry.ts';
import { isOpen } from './judge.ts';
import { keepAllowed } from './keep-allowed.ts';
import { typeNameOf, type AccessScope, type ObjectPlaces } from './place-objects.ts';

/** A field that gives objects of several types, and where its caller stands. */
interface NamedObjects {
  readonly field: GraphQLField<unknown, AccessScope>;
  readonly access: FieldAccess;
  readonly places: ObjectPlaces;
  /** Where objects stand that do not say themselves whom they are about. */
  readonly place: Place;
  readonly resolve: GraphQLFieldResolver<unknown, AccessScope>;
}

/**
 * Leaves out the objects of whose type the caller may not know, for there the name tells what the object is about: they
 * look like objects that are not there, alone, in a list and on a page.
 */
export function keepNamed(
  result: unknown,
  { field, access: { members }, places, place, resolve }: NamedObjects,
  [source, args, scope, info]: Parameters<GraphQLFieldResolver<unknown, AccessScope>>,
): unknown {
  const type = getNamedType(field.type);
  const node = nodeOfConnection(type);
  const isVisible = (record: unknown): boolean => {
    const name = typeNameOf(record, node ?? type, scope, info);
    const member = name === undefined ? undefined : members.get(name);
    if (name === undefined || member === undefined) return false;
    const { judge, notes } = places.own(record, name, scope) ?? place;
    const judgement = judge(member);
    if (!isOpen(judgement)) notes.add(judgement);
    return isOpen(judgement);
  };
  if (!node) return keepAllowed(result, field.type, isVisible);
  const isPaged = field.args.some(({ name }) => name === 'after');
  const pageAfter = async (after: string, first: number) =>
    resolve(source, { ...args, first, after }, scope, info) as Connection<unknown>;
  return visibleRows(result, args['first'], () => undefined, { isVisible, ...(isPaged && { pageAfter }) });
}
