import type { HubStores } from '../../start/start-hub.ts';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { birthRegistrations } from '../../subgraphs/justice/collections.ts';
import type { CollectionSpec, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import { citizens, familyRelations } from '../../subgraphs/population/collections.ts';
import { contributions, employers, insuredPersons } from '../../subgraphs/vss/collections.ts';
import { paper } from '../subgraphs/health/records.ts';
import { birth } from '../subgraphs/justice/records.ts';
import { citizen, relation } from '../subgraphs/population/records.ts';
import { contribution, employer, insured } from '../subgraphs/vss/records.ts';

/** Workers of one employer, each with one thing that a benefit is claimed for; the ids are as opaque as others. */
export const people = {
  employer: 'CLAIMS-01',
  office: 'BHXH-CLAIMS',
  sick: 'worker-who-was-sick-01',
  lost: 'worker-with-a-loss-001',
  mother: 'worker-who-is-mother-1',
  father: 'worker-who-is-father-1',
  carer: 'worker-who-is-carer-01',
  tired: 'worker-who-recovers-01',
  child: 'newborn-of-workers-001',
  sickChild: 'sick-child-of-carer-01',
  elsewhere: 'worker-of-another-0001',
} as const;

/** Days of each leave: in November 2026, a month before the tests' clock, and Monday to Friday weeks. */
export const leaves = {
  sick: { leaveFrom: '2026-11-02', leaveTo: '2026-11-06' },
  lost: { leaveFrom: '2026-10-12', leaveTo: '2026-10-31' },
  mother: { leaveFrom: '2026-11-03', leaveTo: '2027-05-02' },
  father: { leaveFrom: '2026-11-09', leaveTo: '2026-11-13' },
  carer: { leaveFrom: '2026-11-09', leaveTo: '2026-11-11' },
} as const;

const valid = { status: 'VALID' } as const;

/** A discharge paper of a stay with a loss in the fourteenth week; its words are nowhere else. */
const loss = paper('DISCHARGE_PAPER', 'paper-of-a-loss-000001', {
  citizenId: people.lost,
  signature: valid,
  admittedAt: '2026-10-12T01:00:00Z',
  dischargedAt: '2026-10-14T03:00:00Z',
  outpatientLeaveFrom: '2026-10-15',
  outpatientLeaveTo: '2026-10-31',
  pregnancyTerminated: true,
  gestationWeeks: 14,
  dischargeDiagnosis: 'Sẩy thai mười bốn tuần',
});

/** The certificate of the sick week. */
const sickLeave = certificateOf('sick', people.sick, 'Viêm phổi thùy dưới');

function certificateOf(leave: 'sick' | 'carer', citizenId: string, diagnosis: string) {
  const { leaveFrom, leaveTo } = leaves[leave];
  return paper('SICK_LEAVE_CERTIFICATE', `paper-of-${leave}-00000001`, {
    citizenId,
    signature: valid,
    examinedOn: leaveFrom,
    leaveFrom,
    leaveTo,
    diagnosis,
  });
}

const notice = paper('MEDICAL_BIRTH_NOTICE', 'notice-of-birth-000001', {
  citizenId: people.mother,
  fatherId: people.father,
  childId: people.child,
  signature: valid,
  childBornAt: '2026-11-03T02:00:00Z',
  livingChildrenIncludingThis: 1,
  deliveredBySurgery: false,
});

const registration = birth('registration-of-birth1', people.child, {
  childBirthDate: '2026-11-03',
  registeredOn: '2026-11-06',
  issuedOn: '2026-11-06',
  parentIds: [people.mother, people.father],
});

const workers = [people.sick, people.lost, people.mother, people.father, people.carer, people.tired];

/** Records the people and their papers in the stores of all agencies. */
export async function recordClaimPeople({ health, justice, population, vss }: HubStores): Promise<void> {
  await put(vss, employers, employer(people.employer));
  await put(
    vss,
    insuredPersons,
    ...workers.map((id) => insured(id, { office: people.office, employerId: people.employer })),
    insured(people.elsewhere, { office: people.office, employerId: 'CLAIMS-02' }),
  );
  await put(vss, contributions, ...workers.map((id) => contribution(id, '2020-01-01', '2026-11-01')));
  await put(
    population,
    citizens,
    ...[...workers, people.elsewhere].map((id) =>
      citizen(id, { gender: id === people.father ? 'MALE' : 'FEMALE' }),
    ),
    citizen(people.child, { birthDate: '2026-11-03' }),
    citizen(people.sickChild, { birthDate: '2024-01-10' }),
  );
  await put(
    population,
    familyRelations,
    ...[people.mother, people.father].flatMap((parent) => parentOf(parent, people.child)),
    ...parentOf(people.carer, people.sickChild),
  );
  await put(justice, birthRegistrations, registration);
  await put(
    health,
    medicalDocuments,
    loss,
    sickLeave,
    notice,
    certificateOf('carer', people.sickChild, 'Sốt xuất huyết'),
  );
}

function parentOf(parent: string, child: string) {
  const since = { validFrom: '2024-01-01' };
  return [relation(parent, 'CHILD', child, since), relation(child, 'MOTHER', parent, since)];
}

async function put<T extends Stored>(
  store: Store,
  spec: CollectionSpec<T>,
  ...documents: readonly T[]
): Promise<void> {
  await (await store.collection(spec)).insertMany(documents);
}
