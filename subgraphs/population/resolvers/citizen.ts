import { connect, type PageArguments } from '../../kit/connection.ts';
import { isRelated } from '../../kit/access/relations-of.ts';
import { refuseArgument } from '../../kit/refuse-argument.ts';
import type { Resolvers } from '../../kit/resolvers.ts';
import type { Range } from '../../kit/store/port.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import {
  familyRelations,
  type CitizenRecord,
  type FamilyRelationKind,
  type FamilyRelationRecord,
} from '../collections.ts';
import { fullNameOf, personalNumberOf } from '../particulars.ts';
import { parentKinds, provenRelation, type VerificationOutcome } from '../relations.ts';
import { adoptionKinds, openKinds, relationsOfKinds } from '../relation-lists.ts';
import type { PopulationSources } from '../sources.ts';
import { ofPerson } from '../standings.ts';
import { relationsBetween, relationsOf } from '../load-relations.ts';
import { mayActFor } from '../whose-child.ts';
import { isNamedParentOf } from './named-parent.ts';

type Context = CallScope & PopulationSources;

/** A cursor of one of the lists is refused in the other. */
const adoptionList = { ...familyRelations, name: 'adoptions' };

/** @throws GraphQLError `BAD_USER_INPUT` for a kind that is not in the list of open relations */
function openRelations(
  { id }: CitizenRecord,
  { kind, ...page }: PageArguments & { kind?: FamilyRelationKind | null },
  { relations, cursors }: Context,
) {
  if (kind != null && !openKinds.some((open) => open === kind)) {
    throw refuseArgument('kind', 'KIND_OF_ADOPTION');
  }
  const list = kind
    ? { equals: [id, kind], load: (range: Range) => relations.load(range) }
    : { equals: [id], load: relationsOfKinds(relations, openKinds) };
  const range = { index: 'byCitizen', equals: list.equals };
  return connect({ spec: familyRelations, range, load: list.load }, page, cursors);
}

function adoptions({ id }: CitizenRecord, page: PageArguments, { relations, cursors }: Context) {
  const range = { index: 'byCitizen', equals: [id] };
  return connect(
    { spec: adoptionList, range, load: relationsOfKinds(relations, adoptionKinds) },
    page,
    cursors,
  );
}

/** Of somebody who is not in the database: whoever has no relation to them is not told that, and reads no more than "no". */
export function outcomeOfNobody(id: string, { call }: Pick<Context, 'call'>): VerificationOutcome {
  return isRelated(ofPerson(id), call.access) ? 'NOT_FOUND' : 'MISMATCH';
}

async function isOfKind(
  context: Context,
  citizenId: string,
  relativeId: string,
  kinds: readonly FamilyRelationKind[],
): Promise<VerificationOutcome> {
  // Whether there is such a person shows in nothing, not in how long an answer takes either.
  const [person, relations] = await Promise.all([
    context.citizens.load(citizenId),
    relationsBetween(context, citizenId, relativeId),
  ]);
  if (!person) return outcomeOfNobody(citizenId, context);
  return provenRelation(relations, kinds, context.today) ? 'MATCH' : 'MISMATCH';
}

async function livingChildren(
  citizen: CitizenRecord,
  on: Temporal.PlainDate,
  context: Context,
): Promise<number> {
  const relations = await relationsOf(context, citizen.id, 'CHILD');
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
    familyRelations: openRelations,
    adoptions,
    isParentOf: ({ id }: CitizenRecord, { child }: { child: string }, context: Context) =>
      isOfKind(context, child, id, parentKinds),
    isSpouseOf: ({ id }: CitizenRecord, { citizen }: { citizen: string }, context: Context) =>
      isOfKind(context, citizen, id, ['SPOUSE']),
    isNamedParentOf,
    represents: async (
      { id }: CitizenRecord,
      { citizen, on }: { citizen: string; on: Temporal.PlainDate },
      context: Context,
    ): Promise<VerificationOutcome> => {
      const mayAct = await mayActFor(id, citizen, on, context);
      if (mayAct === undefined) return outcomeOfNobody(citizen, context);
      return mayAct ? 'MATCH' : 'MISMATCH';
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
