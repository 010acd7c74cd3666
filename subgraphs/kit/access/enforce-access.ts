import {
  defaultFieldResolver,
  isIntrospectionType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { AccessContext } from '../../../schema/hub-context.ts';
import { createCallAccess, type CallAccess } from './call-access.ts';
import { fieldAccessOf } from './field-access.ts';
import { guardField } from './guard-field.ts';
import { createJudges, type DecidingPolicy } from './judge.ts';
import { mapResolvers } from './map-resolvers.ts';
import { objectPlaces, type AccessScope } from './place-objects.ts';
import { createSeesOf } from './sees-of.ts';
import { createSight, type Sight } from './sight.ts';
import type { AlsoIn, Standings } from './standing.ts';
import { outcomeWriter } from './write-outcomes.ts';

/** What decides about the records of an agency. */
export interface AccessRules {
  readonly policy: DecidingPolicy;
  /** Whom the records are about; whatever is about nobody is public or denied. */
  readonly standings: Standings;
  /** Whom else what is given whole is about. */
  readonly alsoIn?: AlsoIn | undefined;
  /** Secret of the agency that makes the pseudonyms of masked values, at least 32 characters. */
  readonly maskKey: string;
  /** Resolvers of fields that answer by what their caller may see beside them, by coordinate. */
  readonly withSight?: (sight: Sight) => ReadonlyMap<string, GraphQLFieldResolver<unknown, AccessScope>>;
}

/** A schema that gives nobody what they may not see. */
export interface EnforcedSchema {
  /** Its resolvers ask the `access` of their context value. */
  readonly schema: GraphQLSchema;
  /**
   * The access of one call; made anew for each.
   *
   * @param access what the gateway says of the caller, undefined for one about whom nothing is known
   * @param today the day of an anonymous call; any other says for which day it is decided
   */
  accessOf(access: AccessContext | undefined, today: Temporal.PlainDate): CallAccess;
}

/**
 * Puts a guard before every resolver of a schema. Done once at start: what a field is classified as does not change.
 *
 * @throws Error when standings name what the schema does not have: whom would they be about?
 */
export function enforceAccess(schema: GraphQLSchema, rules: AccessRules): EnforcedSchema {
  const { policy, standings, alsoIn = {}, maskKey, withSight } = rules;
  for (const names of [standings, alsoIn]) refuseStray(schema, Object.keys(names));
  const accessOf = fieldAccessOf(schema);
  const seesOf = createSeesOf(schema, accessOf, standings);
  const guards = { standings, alsoIn, maskKey, places: objectPlaces(standings), seesOf };
  const judges = createJudges(policy);
  const write = outcomeWriter();
  const sighted = withSight?.(createSight(accessOf, guards));
  const resolvedWithSight = (field: GraphQLField<unknown, AccessScope>, type: GraphQLNamedType) => {
    const resolve = sighted?.get(`${type.name}.${field.name}`);
    return resolve ? { ...field, resolve } : field;
  };
  return {
    schema: mapResolvers<AccessScope>(schema, (field, type) =>
      isMachinery(field, type)
        ? (field.resolve ?? defaultFieldResolver)
        : guardField(resolvedWithSight(field, type), type, accessOf(type, field), guards),
    ),
    accessOf: (access, today) => createCallAccess(access, judges(access, today), policy.table.version, write),
  };
}

/**
 * What federation adds to a schema is not data. `_entities` leads to objects by their opaque keys alone: what is asked
 * of them is judged, but none is missing because its reader may see nothing of it.
 */
function isMachinery(field: GraphQLField<unknown, AccessScope>, type: GraphQLNamedType): boolean {
  return isIntrospectionType(type) || type.name === '_Service' || /^_(entities|service)$/.test(field.name);
}

function refuseStray(schema: GraphQLSchema, names: readonly string[]): void {
  for (const name of names) {
    const [typeName = '', fieldName] = name.split('.');
    const type = schema.getType(typeName);
    const isThere =
      type !== undefined &&
      'getFields' in type &&
      (fieldName === undefined || Object.hasOwn(type.getFields(), fieldName));
    if (!isThere)
      throw new Error(`standings name ${name}, which the schema does not have: correct the name.`);
  }
}
