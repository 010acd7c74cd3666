import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
} from 'graphql';
import type { Connection } from '../connection.ts';
import { noteOpen } from './call-access.ts';
import { nodeOfConnection, nodeOfEdge } from './connection-shape.ts';
import type { FieldAccess } from './field-access.ts';
import { firstRefused, isOpen } from './judge.ts';
import { keepAllowed, nothingFor } from './keep-allowed.ts';
import { isList, isPromise } from './resolved-value.ts';
import { typeNameOf, type AccessScope, type ObjectPlaces } from './place-objects.ts';
import { visiblePage, type PartlyVisible } from './visible-page.ts';

/**
 * Resolves a field that leads to objects from no object: an entry point, or the rows of a list that is one. Whom it is
 * about shows when the objects are there. So it is let in where some relation would allow it that this caller can have,
 * and each object is let out only where its own relation allows the same field with the same arguments.
 */
export function guardEntry(
  field: GraphQLField<unknown, AccessScope>,
  { coordinate, used, members }: FieldAccess,
  places: ObjectPlaces,
): GraphQLFieldResolver<unknown, AccessScope> {
  const resolve = field.resolve ?? defaultFieldResolver;
  const type = getNamedType(field.type);
  const node = nodeOfConnection(type);
  const leadsOn = node !== undefined || nodeOfEdge(type) !== undefined;
  const isPaged = field.args.some(({ name }) => name === 'after');
  const memberOf = (record: unknown, scope: AccessScope, info: GraphQLResolveInfo) =>
    members.size === 0 ? undefined : members.get(typeNameOf(record, node ?? type, scope, info) ?? '');
  return (source, args, scope, info) => {
    const { anywhere, nowhere, deny, miss, surroundings } = scope.access;
    const required = [coordinate, ...used(args)];
    const refused = firstRefused(anywhere.judge, required);
    if (refused) {
      deny(info, coordinate, nowhere.judge(refused.coordinate), nowhere);
      return nothingFor(field.type);
    }
    if (leadsOn) surroundings.set(info.path, anywhere);
    const result: unknown = resolve(source, args, scope, info);
    if (members.size === 0 && required.every((each) => !each.personal && isOpen(nowhere.judge(each))))
      return countMissing(result, miss);

    const placeOf = (record: unknown) => places.of(record, node ?? type, scope, info);
    const isVisible = (record: unknown): boolean => {
      const { judge, notes } = placeOf(record);
      const member = memberOf(record, scope, info);
      const hidden = firstRefused(judge, member ? [...required, member.given] : required);
      // Noted for the log alone: to the caller the object is not there.
      if (hidden) notes.add(hidden);
      return !hidden;
    };
    const show = (record: unknown): void => {
      const place = placeOf(record);
      noteOpen(place, required);
      // The rows of a page are shown by its own fields, which note their types.
      const told = node ? undefined : memberOf(record, scope, info)?.told;
      if (told) noteOpen(place, [told]);
      if (place.foundNobody) miss(1);
    };
    if (!node) {
      const kept = keepAllowed(result, field.type, (record) => {
        const visible = isVisible(record);
        if (visible) show(record);
        return visible;
      });
      return countMissing(kept, miss);
    }
    const pageAfter = async (after: string, first: number) =>
      resolve(source, { ...args, first, after }, scope, info) as Connection<unknown>;
    return visibleRows(result, args['first'], show, { isVisible, ...(isPaged && { pageAfter }) });
  };
}

/**
 * Counts what is null in a list: there it is what was not found, or is as if it were not there.
 *
 * @param miss is told how many
 */
function countMissing(result: unknown, miss: (count: number) => void): unknown {
  if (isPromise(result)) return result.then((rows) => countMissing(rows, miss));
  if (!isList(result)) return result;
  const rows = Array.from(result);
  const missing = rows.filter((row) => row === null || row === undefined).length;
  if (missing > 0) miss(missing);
  return rows;
}

/** Of a page the rows that may be seen; what is no page is nothing. */
export async function visibleRows(
  result: unknown,
  wanted: unknown,
  show: (record: unknown) => void,
  list: Omit<PartlyVisible<unknown>, 'wanted'>,
): Promise<Connection<unknown> | null> {
  const page = await result;
  if (!isConnection(page)) return null;
  const rows = typeof wanted === 'number' ? wanted : page.edges.length;
  const visible = await visiblePage(page, { wanted: rows, ...list });
  visible.nodes.forEach(show);
  return visible;
}

function isConnection(value: unknown): value is Connection<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'edges' in value &&
    Array.isArray(value.edges) &&
    'pageInfo' in value
  );
}
