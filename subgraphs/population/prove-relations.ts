import type { ProvenRelations, RelationQuestion } from '../../schema/hub-context.ts';
import type { CallScope } from '../kit/subgraph.ts';
import type { CitizenRecord, FamilyRelationRecord } from './collections.ts';
import { entitledRelatives } from './entitled-relatives.ts';
import { everyRelationOf } from './load-relations.ts';
import { mayRepresent } from './relations.ts';
import type { PopulationSources } from './sources.ts';
import { whoseChild } from './whose-child.ts';

type Context = Pick<CallScope, 'today'> & PopulationSources;

/** What a relative is to a citizen who may perhaps act for that relative. */
const candidateKinds: ReadonlySet<string> = new Set<FamilyRelationRecord['kind']>([
  'CHILD',
  'ADOPTED_CHILD',
  'WARD',
  'SPOUSE',
  'MOTHER',
  'FATHER',
  'ADOPTIVE_PARENT',
]);

/** Proves whom a citizen may represent today, and whose child somebody is. */
export async function proveRelations(
  { citizen, kinship }: RelationQuestion,
  context: Context,
): Promise<ProvenRelations> {
  return {
    ...(citizen !== undefined && { represented: await representedBy(citizen, context) }),
    ...(kinship && { kinship: await whoseChild(kinship, context) }),
  };
}

/**
 * Whom a citizen may represent today: minor children by birth or adoption, wards, and the dead of whom the citizen
 * is an entitled relative. Each is proven from the list of the person represented, never by a declaration. The registers
 * of Justice could add deaths and births that this database has not learnt of yet; until it has, they are not proven.
 */
async function representedBy(citizen: string, context: Context): Promise<readonly string[]> {
  const own = await everyRelationOf(context, citizen);
  const candidates = await Promise.all(
    candidatesAmong(own).map(async (id) => ({
      person: await context.citizens.load(id),
      relations: await everyRelationOf(context, id),
    })),
  );
  const relatives = await relativesOfDead(candidates, context);
  return candidates.flatMap(({ person, relations }) => {
    if (!person) return [];
    const proven =
      person.diedOn === undefined
        ? mayRepresent(
            {
              own: relations.filter(({ relativeId }) => relativeId === citizen),
              adoptions: relations,
              marriages: own,
              birthDate: person.birthDate,
            },
            context.today,
          )
        : entitledRelatives({ diedOn: person.diedOn, relations, relatives }, context.today).includes(citizen);
    return proven ? [person.id] : [];
  });
}

interface Candidate {
  readonly person: CitizenRecord | undefined;
  readonly relations: readonly FamilyRelationRecord[];
}

function candidatesAmong(own: readonly FamilyRelationRecord[]): readonly string[] {
  const ids = own
    .filter(({ kind, provenBy }) => candidateKinds.has(kind) && provenBy !== 'DECLARATION')
    .map(({ relativeId }) => relativeId);
  return [...new Set(ids)];
}

/** Everybody who was something to a dead candidate, by id. */
async function relativesOfDead(
  candidates: readonly Candidate[],
  { citizens }: Context,
): Promise<ReadonlyMap<string, CitizenRecord>> {
  const ids = candidates
    .filter(({ person }) => person?.diedOn !== undefined)
    .flatMap(({ relations }) => relations.map(({ relativeId }) => relativeId));
  const known = await Promise.all([...new Set(ids)].map((id) => citizens.load(id)));
  return new Map(known.flatMap((person) => (person ? [[person.id, person] as const] : [])));
}
