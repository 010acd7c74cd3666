import { mostIds } from '../../../schema/argument-problems.ts';
import { refuseArgument } from '../../kit/refuse-argument.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import type {
  CitizenRecord,
  FamilyRelationKind,
  FamilyRelationRecord,
  IdentifierKind,
} from '../collections.ts';
import { bearingRange, soleBearer } from '../bearers.ts';
import { mismatchesOf, type CitizenParticular, type CitizenParticulars } from '../particulars.ts';
import { provenRelation, type VerificationOutcome } from '../relations.ts';
import type { PopulationSources } from '../sources.ts';
import type { About, AboutBoth } from '../standings.ts';
import { relationsBetween } from '../load-relations.ts';
import { outcomeOfNobody } from './citizen.ts';

type Context = CallScope & PopulationSources;

interface FamilyRelationClaim {
  readonly citizen: string;
  readonly kind: FamilyRelationKind;
  readonly relative: string;
  readonly on?: Temporal.PlainDate | null;
}

interface CitizenVerification extends About {
  readonly outcome: VerificationOutcome;
  readonly mismatches: readonly CitizenParticular[];
  readonly citizen: CitizenRecord | null;
}

interface FamilyRelationVerification extends AboutBoth {
  readonly outcome: VerificationOutcome;
  readonly provenBy: FamilyRelationRecord['provenBy'] | null;
}

async function citizenBearing({ citizensByIdentifier }: Context, kind: IdentifierKind, value: string) {
  return soleBearer(await citizensByIdentifier.load(bearingRange(value)), kind, value);
}

async function verifyCitizen(
  _root: unknown,
  { input }: { input: CitizenParticulars },
  context: Context,
): Promise<CitizenVerification> {
  const citizen = await citizenBearing(context, input.identifierKind, input.identifier);
  if (!citizen) return { outcome: 'NOT_FOUND', mismatches: [], citizen: null };
  const mismatches = mismatchesOf(citizen, input);
  const about = citizen.id;
  return mismatches.length === 0
    ? { outcome: 'MATCH', mismatches, citizen, about }
    : { outcome: 'MISMATCH', mismatches, citizen: null, about };
}

async function verifyFamilyRelation(
  _root: unknown,
  { input }: { input: FamilyRelationClaim },
  context: Context,
): Promise<FamilyRelationVerification> {
  const [citizen, relative] = await Promise.all([
    context.citizens.load(input.citizen),
    context.citizens.load(input.relative),
  ]);
  if (!citizen) return { outcome: 'NOT_FOUND', provenBy: null, relative: relative?.id };
  const both = { about: citizen.id, relative: input.relative };
  if (!relative) return { outcome: outcomeOfNobody(input.relative, context), provenBy: null, ...both };
  const relations = await relationsBetween(context, input.citizen, input.relative);
  const relation = provenRelation(relations, [input.kind], input.on ?? context.today);
  return {
    outcome: relation ? 'MATCH' : 'MISMATCH',
    provenBy: relation?.provenBy ?? null,
    ...both,
  };
}

/** Entry points of the population database. */
export const queryResolvers = {
  citizen: (_root: unknown, { id }: { id: string }, { citizens }: Context) => citizens.load(id),
  citizens: (_root: unknown, { ids }: { ids: readonly string[] }, { citizens }: Context) => {
    if (ids.length > mostIds) throw refuseArgument('ids', 'TOO_MANY_IDS');
    return citizens.loadMany(ids);
  },
  citizenByIdentifier: (
    _root: unknown,
    { kind, value }: { kind: IdentifierKind; value: string },
    context: Context,
  ) => citizenBearing(context, kind, value),
  verifyCitizen,
  verifyFamilyRelation,
};
