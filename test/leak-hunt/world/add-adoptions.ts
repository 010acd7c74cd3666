import type { MedicalDocumentRecord } from '../../../subgraphs/health/collections.ts';
import { typeOfKind } from '../../../subgraphs/health/type-of-kind.ts';
import { pseudonym } from '../../../subgraphs/kit/pseudonym.ts';
import type { CitizenRecord, FamilyRelationRecord } from '../../../subgraphs/population/collections.ts';
import type { ClaimRecord } from '../../../subgraphs/vss/collections.ts';
import type { WorldRecord } from '../../world/world-record.ts';

/** Every so many children is adopted: far more than in life, since a small world has none. */
const oneIn = 5;

/** Born in this year or later, so that the adopters represent them. */
const firstYear = 2010;

/**
 * Adoptions between the families of a world: who adopted and who was adopted stand in each other's lists, and for each
 * adoption there is a claim that its decider works on; and one of somebody whose the child was once, as social insurance found
 * out then, and is no more.
 */
export function addAdoptions(records: readonly WorldRecord[]): readonly WorldRecord[] {
  const citizens = records.flatMap((each) => (each.collection === 'citizens' ? [each.doc] : []));
  const claims = records.flatMap((each) => (each.collection === 'claims' ? [each.doc] : []));
  const kin = records.flatMap((each) => (each.collection === 'familyRelations' ? [each.doc] : []));
  const isKin = (one: string, other: string) =>
    kin.some(({ citizenId, relativeId }) => citizenId === one && relativeId === other);
  const children = citizens.filter(({ birthYear, diedOn }) => birthYear >= firstYear && diedOn === undefined);
  const adopted = children.filter((_child, i) => i % oneIn === 0);
  return adopted.flatMap((child, i) => {
    const free = claims.filter(({ claimantId }) => claimantId !== child.id && !isKin(claimantId, child.id));
    const claim = free[(i * 7) % free.length];
    const others = free.filter(({ claimantId }) => claimantId !== claim?.claimantId);
    const former = others[(i * 11) % others.length];
    if (!claim || !former) return [];
    const papers = records.flatMap((each) =>
      each.collection === 'medicalDocuments' && each.doc.citizenId === child.id ? [each.doc] : [],
    );
    return [...adoption(child, claim), takenFrom(former, child, papers)];
  });
}

/** A claim for the care of a child whom others have by now, decided on its papers while it was the claimant's. */
function takenFrom(
  like: ClaimRecord,
  child: CitizenRecord,
  papers: readonly MedicalDocumentRecord[],
): WorldRecord {
  const evidence = papers.map(({ kind, id }) => ({
    role: 'OUTPATIENT_LEAVE' as const,
    state: 'FOUND' as const,
    document: { type: typeOfKind[kind], id },
  }));
  const claim = { ...claimLike(like, child), scheme: 'SICKNESS', event: 'CHILD_ILLNESS', evidence } as const;
  return { agency: 'vss', collection: 'claims', doc: claim };
}

function claimLike({ decision: _decision, ...open }: ClaimRecord, child: CitizenRecord): ClaimRecord {
  return {
    ...open,
    id: pseudonym(`key of adoptions${' '.repeat(16)}`, 'claim', `${open.claimantId} ${child.id}`),
    number: `${open.number}-A${child.id.slice(0, 4)}`,
    state: 'VERIFYING',
    childId: child.id,
    provenChildId: child.id,
    payments: [],
  };
}

/** @param like a claim of the adopter */
function adoption(child: CitizenRecord, like: ClaimRecord): readonly WorldRecord[] {
  const adopter = like.claimantId;
  const relation = (citizenId: string, kind: FamilyRelationRecord['kind'], relativeId: string) => ({
    id: pseudonym(`key of adoptions${' '.repeat(16)}`, kind, `${citizenId} ${relativeId}`),
    version: 1,
    citizenId,
    kind,
    relativeId,
    validFrom: `${child.birthYear}-12-31`,
    provenBy: 'CIVIL_STATUS' as const,
  });
  const claim: ClaimRecord = {
    ...claimLike(like, child),
    scheme: 'MATERNITY',
    event: 'ADOPTION',
    evidence: [],
  };
  return [
    {
      agency: 'population',
      collection: 'familyRelations',
      doc: relation(adopter, 'ADOPTED_CHILD', child.id),
    },
    {
      agency: 'population',
      collection: 'familyRelations',
      doc: relation(child.id, 'ADOPTIVE_PARENT', adopter),
    },
    { agency: 'vss', collection: 'claims', doc: claim },
  ];
}
