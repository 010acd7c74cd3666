import type { GraphQLFieldResolver } from 'graphql';
import type { AccessScope } from '../access/place-objects.ts';
import type { Sight } from '../access/sight.ts';
import { fieldsBeside } from './fields-beside.ts';
import { writeSealedText } from './sd-jwt/sealed-text.ts';
import type { SealLoader } from './seal-loader.ts';
import type { SealedShape } from './sealed-shape.ts';
import { toldPaths } from './told-paths.ts';

/** What the resolver of a seal needs of its call; without `seals` nothing is sealed. */
export interface SealScope extends AccessScope {
  readonly seals?: SealLoader;
}

/**
 * Resolves the seal of a document: its presentation with just the fields that are selected beside it and that their
 * caller may see there, shortened where they may see them shortened.
 */
export function presentSeal(shape: SealedShape, sight: Sight): GraphQLFieldResolver<unknown, SealScope> {
  return async (record, _arguments, scope, info) => {
    const seal = await scope.seals?.load({ typeName: shape.type.name, record });
    if (!seal) return null;
    const object = { record, place: sight.around(record, scope, info), scope };
    const told = new Set<string>();
    for await (const path of toldPaths(shape, fieldsBeside(info), object, { sight, info })) told.add(path);
    const disclosures = seal.disclosures.filter(({ path }) => told.has(path));
    return writeSealedText(
      seal.jwt,
      disclosures.map(({ encoded }) => encoded),
    );
  };
}
