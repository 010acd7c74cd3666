import { connect, type PageArguments } from '../../kit/connection.ts';
import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import {
  familyRelations,
  type CitizenRecord,
  type FamilyRelationKind,
  type FamilyRelationRecord,
} from '../collections.ts';
import { fullNameOf, personalNumberOf } from '../particulars.ts';
import { mayRepresent, parentKinds, provenRelation, type VerificationOutcome } from '../relations.ts';
import type { PopulationSources } from '../sources.ts';

type Context = CallScope & PopulationSources;

/** More relations than any person has of one kind; a bound, not a page. */
const allRelations = 100;

/** What `relativeId` is to `citizenId`, from the register. */
export function relationsBetween(context: Context, citizenId: string, relativeId: string) {
  return context.relations.load({ index: 'byPair', equals: [citizenId, relativeId], limit: allRelations });
}

async function isRelated(
  context: Context,
  citizenId: string,
  relativeId: string,
  kinds: readonly FamilyRelationKind[],
): Promise<VerificationOutcome> {
  if (!(await context.citizens.load(citizenId))) return 'NOT_FOUND';
  const relations = await relationsBetween(context, citizenId, relativeId);
  return provenRelation(relations, kinds, context.today) ? 'MATCH' : 'MISMATCH';
}

async function livingChildren(
  citizen: CitizenRecord,
  on: Temporal.PlainDate,
  context: Context,
): Promise<number> {
  const relations = await context.relations.load({
    index: 'byCitizen',
    equals: [citizen.id, 'CHILD'],
    limit: allRelations,
  });
  const children = await context.citizens.loadMany(
    relations
      .filter((relation) => provenRelation([relation], ['CHILD'], on))
      .map(({ relativeId }) => relativeId),
  );
  const day = on.toString();
  return children.filter((child) => {
    if (child instanceof Error) throw child;
    return child && (child.diedOn === undefined || day < child.diedOn);
  }).length;
}

/** Resolvers of what the population database says of a person. */
export const citizenResolvers: Resolvers<Context> = {
  Citizen: {
    __resolveReference: ({ id }, { citizens }) => citizens.load(id),
    personalNumber: personalNumberOf,
    fullName: fullNameOf,
    isDeceased: ({ diedOn }: CitizenRecord) => diedOn !== undefined,
    familyRelations: (
      citizen: CitizenRecord,
      { kind, ...page }: PageArguments & { kind?: FamilyRelationKind | null },
      { relations, cursors }: Context,
    ) =>
      connect(
        {
          spec: familyRelations,
          range: { index: 'byCitizen', equals: kind ? [citizen.id, kind] : [citizen.id] },
          load: (range) => relations.load(range),
        },
        page,
        cursors,
      ),
    isParentOf: ({ id }: CitizenRecord, { child }: { child: string }, context: Context) =>
      isRelated(context, child, id, parentKinds),
    isSpouseOf: ({ id }: CitizenRecord, { citizen }: { citizen: string }, context: Context) =>
      isRelated(context, citizen, id, ['SPOUSE']),
    represents: async (
      { id }: CitizenRecord,
      { citizen, on }: { citizen: string; on: Temporal.PlainDate },
      context: Context,
    ): Promise<VerificationOutcome> => {
      const represented = await context.citizens.load(citizen);
      if (!represented) return 'NOT_FOUND';
      const relations = await relationsBetween(context, citizen, id);
      const birthDate = represented.birthDate && Temporal.PlainDate.from(represented.birthDate);
      return mayRepresent(relations, birthDate || undefined, on) ? 'MATCH' : 'MISMATCH';
    },
    livingChildren: (citizen: CitizenRecord, { on }: { on: Temporal.PlainDate }, context: Context) =>
      livingChildren(citizen, on, context),
    populationSource: ({ updatedAt, version }: CitizenRecord) => ({
      agency: 'POPULATION',
      asOf: updatedAt,
      version,
    }),
  },
  FamilyRelation: {
    relative: ({ relativeId }: FamilyRelationRecord, _arguments: unknown, { citizens }: Context) =>
      citizens.load(relativeId),
  },
};
