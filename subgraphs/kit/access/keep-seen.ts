import {
  getNamedType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLFieldResolver,
} from 'graphql';
import type { Connection } from '../connection.ts';
import { noteOpen, type Place } from './call-access.ts';
import { nodeOfConnection } from './connection-shape.ts';
import type { FieldAccess } from './field-access.ts';
import { visibleRows } from './guard-entry.ts';
import { isOpen } from './judge.ts';
import { keepAllowed } from './keep-allowed.ts';
import { typeNameOf, type AccessScope, type ObjectPlaces } from './place-objects.ts';
import type { SeesOf } from './sees-of.ts';

/** A field that gives objects, and where its caller stands. */
interface GivenObjects {
  readonly field: GraphQLField<unknown, AccessScope>;
  readonly access: FieldAccess;
  readonly places: ObjectPlaces;
  readonly seesOf: SeesOf;
  /** Where objects stand that do not say themselves whom they are about. */
  readonly place: Place;
  readonly resolve: GraphQLFieldResolver<unknown, AccessScope>;
}

/**
 * Leaves out the objects of whose type the caller may not know, for there the name tells what the object is about, and
 * the rows of which the caller may see nothing, for how many there are tells of them. They look like objects that are
 * not there, alone, in a list and on a page.
 */
export function keepSeen(
  result: unknown,
  { field, access: { coordinate, members }, places, seesOf, place, resolve }: GivenObjects,
  [source, args, scope, info]: Parameters<GraphQLFieldResolver<unknown, AccessScope>>,
): unknown {
  const type = getNamedType(field.type);
  const node = nodeOfConnection(type);
  const isListed = node !== undefined || givesList(field);
  const isVisible = (record: unknown): boolean => {
    const name = typeNameOf(record, node ?? type, scope, info);
    if (name === undefined) return false;
    const own = places.own(record, name, scope);
    const at = own ?? place;
    const member = members.get(name);
    if (members.size > 0 && !member) return false;
    const judgement = at.judge(member?.given ?? coordinate);
    const isSeen = (!member || isOpen(judgement)) && !(isListed && own && !seesOf(record, name, own, scope));
    // Noted for the log alone: to the caller the object is not there.
    if (!isSeen && judgement.outcome === 'denied') at.notes.add(judgement);
    // The rows of a page are shown by its own fields, which note their types.
    if (isSeen && member?.told && !node) noteOpen(at, [member.told]);
    return isSeen;
  };
  if (!node) return keepAllowed(result, field.type, isVisible);
  const isPaged = field.args.some(({ name }) => name === 'after');
  const pageAfter = async (after: string, first: number) =>
    resolve(source, { ...args, first, after }, scope, info) as Connection<unknown>;
  return visibleRows(result, args['first'], () => undefined, { isVisible, ...(isPaged && { pageAfter }) });
}

/** Whether a field gives a list of objects. */
export function givesList({ type }: Pick<GraphQLField<unknown, unknown>, 'type'>): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
