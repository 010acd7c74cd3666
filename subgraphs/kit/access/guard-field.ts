import {
  defaultFieldResolver,
  getNamedType,
  isLeafType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
} from 'graphql';
import { noteOpen, type CallAccess, type Place } from './call-access.ts';
import { nodeOfConnection } from './connection-shape.ts';
import type { Coordinate } from './coordinate.ts';
import { echoedKey, keysOf } from './echoed-key.ts';
import type { FieldAccess } from './field-access.ts';
import { guardEntry } from './guard-entry.ts';
import { firstRefused, type Judgement } from './judge.ts';
import { nothingFor } from './keep-allowed.ts';
import { givesList, keepSeen } from './keep-seen.ts';
import { maskResult } from './mask.ts';
import type { AccessScope, ObjectPlaces } from './place-objects.ts';
import type { SeesOf } from './sees-of.ts';
import type { AlsoIn, ReadAlsoIn, Standings } from './standing.ts';

/** What the guards of an agency's fields share. */
export interface GuardRules {
  readonly standings: Standings;
  readonly alsoIn: AlsoIn;
  readonly places: ObjectPlaces;
  readonly seesOf: SeesOf;
  /** Secret of the agency that makes pseudonyms. */
  readonly maskKey: string;
}

/**
 * Where a caller stands to whom one field of a record is about, where that is somebody else than whom the record is
 * about, or about somebody more; undefined where it is not.
 */
export function placeOfField(
  { name }: Coordinate,
  record: unknown,
  standings: Standings,
  call: CallAccess,
  args?: unknown,
): Place | undefined {
  const standing = standings[name]?.(record as never, args as never);
  return standing && call.placeAt(standing);
}

/**
 * Resolves a field for those who may see it. What is denied is null and its resolver does not run, so that nothing can
 * tell whether there is anything; what is masked leaves the agency masked.
 */
export function guardField(
  field: GraphQLField<unknown, AccessScope>,
  parent: GraphQLNamedType,
  access: FieldAccess,
  { standings, alsoIn, places, seesOf, maskKey }: GuardRules,
): GraphQLFieldResolver<unknown, AccessScope> {
  const { coordinate, used } = access;
  const resolve = field.resolve ?? defaultFieldResolver;
  const type = getNamedType(field.type);
  const leaf = isLeafType(type) ? type : undefined;
  const entry = leaf ? undefined : guardEntry(field, access, places);
  const isEchoed = echoedKey(field, parent);
  const also = alsoIn[coordinate.name];
  const isKey = keysOf(parent).includes(field.name);
  const isKept = access.members.size > 0 || givesRows(field, parent, standings);
  const isPublic = !coordinate.personal && leaf && field.args.length === 0;
  return (source, args, scope, info) => {
    const call = scope.access;
    // What everybody may see needs no look at whose record it is.
    if (isPublic && call.nowhere.judge(coordinate).outcome === 'full')
      return resolve(source, args, scope, info);
    if (isEchoed(info)) return resolve(source, args, scope, info);
    const around =
      placeOfField(coordinate, source, standings, call, args) ?? places.around(source, scope, info);
    if (around === call.anywhere && entry) return entry(source, args, scope, info);
    // A value at the root is about nobody.
    const place = around === call.anywhere ? call.nowhere : around;
    const judgement = place.judge(coordinate);
    const asked = used(args);
    const refused = judgement.outcome === 'denied' ? judgement : firstRefused(place.judge, asked);
    // An opaque key tells no more than that there is an object, and that is told by what is seen of it.
    if (refused && isKey && seesOf(source, parent.name, place, scope))
      return resolve(source, args, scope, info);
    if (refused) {
      call.deny(info, coordinate, refused, place);
      return nothingFor(field.type);
    }
    if (coordinate.personal) place.notes.add(judgement);
    noteOpen(place, asked);
    if (!leaf) call.surroundings.set(info.path, place);
    const result: unknown = resolve(source, args, scope, info);
    const given = isKept
      ? keepSeen(result, { field, access, places, seesOf, place, resolve }, [source, args, scope, info])
      : judgement.outcome === 'masked' && leaf
        ? maskResult(result, leaf, judgement.masks, maskKey)
        : result;
    return also ? tellOthers(given, () => also(source as never, scope as never), judgement, call) : given;
  };
}

/** Gives a value once it is noted whom else it tells of; there is nothing to note where there is none. */
async function tellOthers(
  value: unknown,
  othersIn: () => ReturnType<ReadAlsoIn>,
  judgement: Judgement,
  call: CallAccess,
): Promise<unknown> {
  const given = await value;
  if (given != null) call.placeAt({ alsoAbout: await othersIn() }).notes.add(judgement);
  return given;
}

/** Whether a field gives rows that say themselves whom they are about; those of a page were looked at with the page. */
function givesRows(
  field: GraphQLField<unknown, AccessScope>,
  parent: GraphQLNamedType,
  standings: Standings,
): boolean {
  const type = getNamedType(field.type);
  const row = nodeOfConnection(type) ?? (givesList(field) ? type : undefined);
  return row !== undefined && row.name in standings && nodeOfConnection(parent) === undefined;
}
