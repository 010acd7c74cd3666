import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import type { DataAnnotation } from '../../../schema/data-annotation.ts';
import type { DenialReason } from '../../../schema/policy/denial-reasons.ts';
import { Disclosure } from '../../../schema/policy/disclosure.ts';
import { verdictOf } from '../../../schema/policy/verdict.ts';
import { matrix } from '../../subgraphs/matrix.ts';
import type { Asker } from '../../subgraphs/matrix/column.ts';
import type { DisclosureName } from '../../subgraphs/matrix/groups.ts';

type Grants = ReadonlyMap<string, DisclosureName>;

/** One way of asking of the matrix, with all that its cells grant. */
interface WayOfAsking extends Asker {
  readonly grants: Grants;
}

/** The name of a way of asking. */
export const nameOf = ({ role, purpose, relation, reasonRecorded }: Asker): string =>
  `${role} for ${purpose} as ${relation}${reasonRecorded ? ' with a recorded reason' : ''}`;

const ways = [...Map.groupBy(matrix, nameOf).values()].map(([first, ...more]): WayOfAsking => {
  if (!first) throw new Error('A way of asking has no cells.');
  const { role, purpose, relation, reasonRecorded = false } = first;
  const grants = new Map([first, ...more].flatMap((cell) => Object.entries(cell.grants)));
  return { role, purpose, relation, reasonRecorded, grants };
});

/** What emergency access opens in full, by role (special gates of the matrix). */
const emergency: Readonly<Record<string, readonly string[]>> = {
  VSS_CLAIM_OFFICER: ['CLINICAL', 'REPRODUCTIVE'],
  AUDITOR: ['IDENTIFIER', 'IDENTITY', 'CONTRIBUTION', 'LEAVE', 'AMOUNT'],
};

/** Says of denials what the matrix says of them. */
export interface Denials {
  /** Why a coordinate is denied: what would show it instead. */
  reasonAgainst(asker: Asker, coordinate: string): DenialReason;
  /** Whether the same caller sees it of somebody else, so that just the agency can deny it, which has the record. */
  isForTheAgency(asker: Asker, coordinate: string): boolean;
}

/** @param annotations what each coordinate and type of the graph is classified as */
export function matrixDenials(
  schema: GraphQLSchema,
  annotations: ReadonlyMap<string, readonly DataAnnotation[]>,
): Denials {
  const classified = (coordinate: string): readonly DataAnnotation[] => {
    const [typeName = '', field = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const given = isObjectType(type) ? type.getFields()[field]?.type : undefined;
    return [coordinate, ...(given ? [getNamedType(given).name] : [])].flatMap(
      (each) => annotations.get(each) ?? [],
    );
  };
  const shows = (grants: Grants, coordinate: string): boolean =>
    verdictOf(classified(coordinate), (category) =>
      category === 'PUBLIC' ? Disclosure.full : Disclosure[grants.get(category) ?? 'none'],
    ).kind !== 'none';
  const someShows = (coordinate: string, of: (way: WayOfAsking) => boolean): boolean =>
    ways.some((way) => of(way) && shows(way.grants, coordinate));
  const isForTheAgency: Denials['isForTheAgency'] = ({ role, purpose, reasonRecorded = false }, coordinate) =>
    someShows(
      coordinate,
      (way) => way.role === role && way.purpose === purpose && way.reasonRecorded === reasonRecorded,
    );
  return {
    isForTheAgency,
    reasonAgainst(asker, coordinate) {
      const ofRole = (way: WayOfAsking) => way.role === asker.role;
      if (isForTheAgency(asker, coordinate)) return 'NOT_RELATED';
      if (someShows(coordinate, (way) => ofRole(way) && way.purpose === asker.purpose))
        return 'REASON_REQUIRED';
      if (someShows(coordinate, ofRole)) return 'PURPOSE_NOT_FITTING';
      const opened = (emergency[asker.role] ?? []).map((category) => [category, 'full'] as const);
      const behindGlass = ways
        .filter(ofRole)
        .some(({ grants }) => shows(new Map([...grants, ...opened]), coordinate));
      return opened.length > 0 && behindGlass ? 'BREAK_GLASS_POSSIBLE' : 'NOT_GRANTED';
    },
  };
}
