import {
  defaultFieldResolver,
  getNamedType,
  isLeafType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
} from 'graphql';
import { echoedKey } from './echoed-key.ts';
import type { FieldAccess } from './field-access.ts';
import { guardEntry } from './guard-entry.ts';
import { firstRefused } from './judge.ts';
import { nothingFor } from './keep-allowed.ts';
import { keepNamed } from './keep-named.ts';
import { maskResult } from './mask.ts';
import type { AccessScope, ObjectPlaces } from './place-objects.ts';
import type { Standings } from './standing.ts';

/** What the guards of an agency's fields share. */
export interface GuardRules {
  readonly standings: Standings;
  readonly places: ObjectPlaces;
  /** Secret of the agency that makes pseudonyms. */
  readonly maskKey: string;
}

/**
 * Resolves a field for those who may see it. What is denied is null and its resolver does not run, so that nothing can
 * tell whether there is anything; what is masked leaves the agency masked.
 */
export function guardField(
  field: GraphQLField<unknown, AccessScope>,
  parent: Pick<GraphQLNamedType, 'astNode' | 'extensionASTNodes'>,
  access: FieldAccess,
  { standings, places, maskKey }: GuardRules,
): GraphQLFieldResolver<unknown, AccessScope> {
  const { coordinate, used } = access;
  const resolve = field.resolve ?? defaultFieldResolver;
  const type = getNamedType(field.type);
  const leaf = isLeafType(type) ? type : undefined;
  const standingOf = standings[coordinate.name];
  const entry = leaf ? undefined : guardEntry(field, access, places);
  const isEchoed = echoedKey(field, parent);
  const isPublic = !coordinate.personal && leaf && field.args.length === 0;
  return (source, args, scope, info) => {
    const call = scope.access;
    // What everybody may see needs no look at whose record it is.
    if (isPublic && call.nowhere.judge(coordinate).outcome === 'full')
      return resolve(source, args, scope, info);
    if (isEchoed(info.path)) return resolve(source, args, scope, info);
    const standing = standingOf?.(source as never);
    const around = standing ? call.placeAt(standing) : places.around(source, scope, info);
    if (around === call.anywhere && entry) return entry(source, args, scope, info);
    // A value at the root is about nobody.
    const place = around === call.anywhere ? call.nowhere : around;
    const judgement = place.judge(coordinate);
    const refused = judgement.outcome === 'denied' ? judgement : firstRefused(place.judge, used(args));
    if (refused) {
      call.deny(info.path, coordinate, refused, place);
      return nothingFor(field.type);
    }
    if (coordinate.personal) place.notes.add(judgement);
    if (!leaf) call.surroundings.set(info.path, place);
    const result: unknown = resolve(source, args, scope, info);
    if (access.members.size > 0)
      return keepNamed(result, { field, access, places, place, resolve }, [source, args, scope, info]);
    return judgement.outcome === 'masked' && leaf
      ? maskResult(result, leaf, judgement.masks, maskKey)
      : result;
  };
}
