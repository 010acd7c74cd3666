import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import type { CollectionSpec, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import { citizens, familyRelations } from '../../subgraphs/population/collections.ts';
import { openClaimCollections } from '../../subgraphs/vss/claims/desk/claim-collections.ts';
import { submitClaim } from '../../subgraphs/vss/claims/submit/submit-claim.ts';
import { contributions, insuredPersons } from '../../subgraphs/vss/collections.ts';
import { paper } from '../subgraphs/health/records.ts';
import { citizen, relation } from '../subgraphs/population/records.ts';
import { contribution, insured } from '../subgraphs/vss/records.ts';

/** The office that decides all of them. */
export const office = 'BHXH-RESOLVE';

const kinds = ['ILLNESS', 'CHILD', 'LOSS', 'BIRTH'] as const;

/** A claim that was made up, and what it must come to. */
export interface MadeClaim {
  readonly kind: (typeof kinds)[number];
  readonly claimantId: string;
  readonly childId: string;
  /** Whole đồng a month. */
  readonly salary: number;
  /** Worked out here from the law's formula, by other code than the rules. */
  readonly expected: number;
}

const spans = {
  // Monday to Friday, three days, twenty calendar days, six months.
  ILLNESS: { leaveFrom: '2026-11-02', leaveTo: '2026-11-06' },
  CHILD: { leaveFrom: '2026-11-09', leaveTo: '2026-11-11' },
  LOSS: { leaveFrom: '2026-10-12', leaveTo: '2026-10-31' },
  BIRTH: { leaveFrom: '2026-11-03', leaveTo: '2027-05-02' },
} as const;

/** So many claims of four kinds, on forty salaries. */
export function makeClaims(count: number): readonly MadeClaim[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? 'ILLNESS';
    const salary = 5_000_000 + ((index * 7) % 40) * 1_000_123;
    const name = String(index).padStart(8, '0');
    const claim = { kind, claimantId: `resolve-worker-${name}`, childId: `resolve-child-${name}`, salary };
    return { ...claim, expected: expectedOf(claim) };
  });
}

/** Law 41/2024/QH15 Art. 45 (75 % / 24 a day), 59(3) (a thirtieth a day), 59(1) and 58(4) (six months, twice the level). */
function expectedOf({ kind, salary }: Pick<MadeClaim, 'kind' | 'salary'>): number {
  switch (kind) {
    case 'ILLNESS':
      return Math.round((salary * 5) / 32);
    case 'CHILD':
      return Math.round((salary * 3) / 32);
    case 'LOSS':
      return Math.round((salary * 2) / 3);
    case 'BIRTH':
      return 6 * salary + 5_060_000;
  }
}

type Stores = Readonly<Record<'health' | 'population' | 'vss', Store>>;

/** Writes people and papers to their agencies, and sends the claims in. */
export async function recordClaims(
  { health, population, vss }: Stores,
  made: readonly MadeClaim[],
): Promise<void> {
  await put(
    vss,
    insuredPersons,
    made.map(({ claimantId }) => insured(claimantId, { office })),
  );
  await put(
    vss,
    contributions,
    made.map(({ claimantId, salary }) =>
      contribution(claimantId, '2020-01-01', '2026-11-01', { salaryBase: salary }),
    ),
  );
  await put(population, citizens, made.flatMap(peopleOf));
  await put(population, familyRelations, made.flatMap(relationsOf));
  await put(health, medicalDocuments, made.map(paperOf));
  const collections = await openClaimCollections(vss);
  const mover = { kind: 'CALLER', role: 'CITIZEN', purpose: 'SI.CLAIM.SUBMIT', relations: ['SELF'] } as const;
  // Sent in so long ago that whoever took them in is not waited for.
  const at = Temporal.Now.instant().subtract({ minutes: 5 });
  for (const claim of made) {
    const { leaveFrom, leaveTo } = spans[claim.kind];
    const submitted = {
      claimantId: claim.claimantId,
      ...(claim.kind === 'CHILD' && { childId: claim.childId }),
      scheme: claim.kind === 'ILLNESS' || claim.kind === 'CHILD' ? 'SICKNESS' : 'MATERNITY',
      leaveFrom: Temporal.PlainDate.from(leaveFrom),
      leaveTo: Temporal.PlainDate.from(leaveTo),
      weeklyRest: [6, 7],
    } as const;
    const sender = { client: 'resolve', key: `key-of-${claim.claimantId}`, channel: 'CITIZEN' } as const;
    await submitClaim(collections, submitted, sender, { mover, at });
  }
}

function peopleOf({ kind, claimantId, childId }: MadeClaim) {
  const child = citizen(childId, { birthDate: kind === 'BIRTH' ? '2026-11-03' : '2024-01-10' });
  return [citizen(claimantId), ...(kind === 'CHILD' || kind === 'BIRTH' ? [child] : [])];
}

function relationsOf({ kind, claimantId, childId }: MadeClaim) {
  if (kind !== 'CHILD' && kind !== 'BIRTH') return [];
  const since = { validFrom: '2024-01-10' };
  return [relation(claimantId, 'CHILD', childId, since), relation(childId, 'MOTHER', claimantId, since)];
}

function paperOf({ kind, claimantId, childId }: MadeClaim) {
  const id = `paper-of-${claimantId}`;
  const header = { citizenId: claimantId, code: id, signature: { status: 'VALID' } } as const;
  const { leaveFrom, leaveTo } = spans[kind];
  switch (kind) {
    case 'ILLNESS':
    case 'CHILD':
      return paper('SICK_LEAVE_CERTIFICATE', id, {
        ...header,
        citizenId: kind === 'CHILD' ? childId : claimantId,
        examinedOn: leaveFrom,
        leaveFrom,
        leaveTo,
      });
    case 'LOSS':
      return paper('DISCHARGE_PAPER', id, {
        ...header,
        admittedAt: '2026-10-12T01:00:00Z',
        dischargedAt: '2026-10-14T03:00:00Z',
        outpatientLeaveFrom: '2026-10-15',
        outpatientLeaveTo: leaveTo,
        pregnancyTerminated: true,
        gestationWeeks: 14,
      });
    case 'BIRTH':
      return paper('MEDICAL_BIRTH_NOTICE', id, {
        ...header,
        childId,
        childBornAt: '2026-11-03T02:00:00Z',
        livingChildrenIncludingThis: 1,
        deliveredBySurgery: false,
      });
  }
}

async function put<T extends Stored>(store: Store, spec: CollectionSpec<T>, documents: readonly T[]) {
  const collection = await store.collection(spec);
  for (let at = 0; at < documents.length; at += 500)
    await collection.insertMany(documents.slice(at, at + 500));
}
