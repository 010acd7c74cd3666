import { isObjectType, type GraphQLSchema } from 'graphql';
import type { Place } from './call-access.ts';
import type { Coordinate } from './coordinate.ts';
import type { fieldAccessOf } from './field-access.ts';
import type { AccessScope } from './place-objects.ts';
import type { Standing, Standings } from './standing.ts';

/**
 * Whether a caller may see any datum of a record; true where its type has none but public ones.
 *
 * @param place where the caller stands to the record
 */
export type SeesOf = (record: unknown, typeName: string, place: Place, scope: AccessScope) => boolean;

/** A field that is personal. */
interface Datum {
  readonly coordinate: Coordinate;
  /** Set where it is about somebody else than its object. */
  readonly standingOf?: (record: never) => Standing | undefined;
}

/** Worked out once for each type: what it is classified as does not change. */
export function createSeesOf(
  schema: GraphQLSchema,
  accessOf: ReturnType<typeof fieldAccessOf>,
  standings: Standings,
): SeesOf {
  const known = new Map<string, readonly Datum[]>();
  const dataOf = (typeName: string): readonly Datum[] => {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => {
      const { coordinate } = accessOf(type, field);
      const standingOf = standings[coordinate.name];
      return coordinate.personal ? [{ coordinate, ...(standingOf && { standingOf }) }] : [];
    });
  };
  return (record, typeName, place, scope) => {
    const data = known.getOrInsertComputed(typeName, dataOf);
    return (
      data.length === 0 ||
      data.some(({ coordinate, standingOf }) => {
        const standing = standingOf?.(record as never);
        const { judge } = standing ? scope.access.placeAt(standing) : place;
        return judge(coordinate).outcome !== 'denied';
      })
    );
  };
}
