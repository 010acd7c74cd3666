import type { GraphQLField, GraphQLNamedType, GraphQLResolveInfo } from 'graphql';
import type { Place } from './call-access.ts';
import type { fieldAccessOf } from './field-access.ts';
import { placeOfField, type GuardRules } from './guard-field.ts';
import type { Judgement } from './judge.ts';
import type { AccessScope } from './place-objects.ts';

/**
 * What a caller may see of an object, for a field that answers by what stands beside it. It asks what the guards of the
 * other fields ask, of the same judges: there is no second decision.
 */
export interface Sight {
  /** Where the caller stands to the object whose field is being resolved. */
  around(record: unknown, scope: AccessScope, info: GraphQLResolveInfo): Place;
  /** What becomes of a field without arguments of an object to which the caller stands there. */
  of(type: GraphQLNamedType, field: SightedField, object: SeenObject): Seen;
  /** Where the caller stands to an object that a field gives, by where they stand to what the field is about. */
  inside(record: unknown, type: GraphQLNamedType, place: Place, scope: AccessScope): Place;
}

type SightedField = Pick<GraphQLField<unknown, unknown>, 'name' | 'type' | 'args' | 'astNode'>;

/** An object, and where its caller stands. */
export interface SeenObject {
  readonly record: unknown;
  readonly place: Place;
  readonly scope: AccessScope;
}

/** What becomes of a field, and where its caller stands to what it is about. */
export interface Seen {
  readonly judgement: Judgement;
  readonly place: Place;
}

/** The sight through the guards of a schema. */
export function createSight(
  accessOf: ReturnType<typeof fieldAccessOf>,
  { standings, places }: Pick<GuardRules, 'standings' | 'places'>,
): Sight {
  return {
    around: places.around,
    of(type, field, { record, place, scope }) {
      const { coordinate } = accessOf(type, field);
      const at = placeOfField(coordinate, record, standings, scope.access) ?? place;
      return { judgement: at.judge(coordinate), place: at };
    },
    inside: (record, type, place, scope) => places.own(record, type.name, scope) ?? place,
  };
}
