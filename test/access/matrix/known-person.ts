import { receivedFiles, type ReceivedFile } from '../../../subgraphs/health/intake/filing/received-file.ts';
import type { HubStores } from '../../../start/start-hub.ts';
import { medicalDocuments } from '../../../subgraphs/health/collections.ts';
import * as civilStatus from '../../../subgraphs/justice/collections.ts';
import type { CollectionSpec, Store, Stored } from '../../../subgraphs/kit/store/port.ts';
import { citizens, familyRelations } from '../../../subgraphs/population/collections.ts';
import * as insurance from '../../../subgraphs/vss/collections.ts';
import { resultLists, type ResultListRecord } from '../../../subgraphs/vss/claims/list/result-list.ts';
import { kinds, paper } from '../../subgraphs/health/records.ts';
import { announcement, birth, death, extract } from '../../subgraphs/justice/records.ts';
import { citizen, identifier, relation } from '../../subgraphs/population/records.ts';
import { claim, contribution, employer, insured } from '../../subgraphs/vss/records.ts';

/**
 * One person of whom every agency knows all that the matrix speaks of, so that null is never "there is none". No life
 * is like that: the person is the child, the mother and the father of the same birth, and has died.
 */
export const knownPerson = {
  id: 'known-person-000000001',
  /** The husband, so that somebody may act for the dead. */
  spouse: 'spouse-of-known-000001',
  child: 'child-of-known-0000001',
  claim: 'claim-of-known-person',
  /** Made each paper, whichever: who asks as the facility, the council or the register that made it works there. */
  maker: 'MAKER-1',
  employer: 'EMPLOYER-1',
  office: 'OFFICE-1',
} as const;

/** Some of what is known of the person: words that are nowhere else. */
export const knownValues = [
  'Nguyễn Thị Thử Nghiệm',
  'Trần Thị Mẹ',
  'Phạm Thị Mang Hộ',
  'Số 5 Đường Thử',
  'Viêm phổi',
  'Sẩy thai',
  'Tuổi già',
  'PRINTED-0001',
  '001090012345',
  '0000999988',
  '2026-03-10',
];

const { id, spouse, child, maker, employer: employerId, office } = knownPerson;
const issuer = { code: maker, name: 'Nơi lập giấy tờ thử nghiệm' };
const patient = {
  fullName: 'Nguyễn Thị Thử Nghiệm',
  birthDate: '1990-05-17',
  birthYear: 1990,
  gender: 'FEMALE',
  address: 'Số 5 Đường Thử',
  idDocumentNumber: 'PRINTED-0001',
} as const;
const loss = { pregnancyTerminated: true, gestationWeeks: 14 } as const;

const medicalPapers = kinds.map((kind) => {
  const signature = { status: 'VALID', signer: issuer.name } as const;
  const origin = {
    file: 'file-of-known-person',
    place: 1,
    digest: 'digest-of-signed-file',
    contentDigest: 'digest-of-paper',
    certificate: { serial: '01', thumbprint: 'digest-of-certificate' },
    verifiedAt: '2026-03-06T10:00:00Z',
  };
  const header = { citizenId: id, issuer, signature, origin };
  switch (kind) {
    case 'DISCHARGE_PAPER':
      return paper(kind, kind, {
        ...header,
        patient,
        ...loss,
        motherName: 'Trần Thị Mẹ',
        isListedLongTermDisease: true,
        hadSurgery: true,
      });
    case 'SICK_LEAVE_CERTIFICATE':
      return paper(kind, kind, { ...header, patient, leaveDays: 45 });
    case 'MEDICAL_BIRTH_NOTICE':
      return paper(kind, kind, {
        ...header,
        fatherId: id,
        fatherName: 'Lê Văn Cha',
        surrogateName: 'Phạm Thị Mang Hộ',
      });
    case 'TRANSFER_PAPER':
      return paper(kind, kind, { ...header, otherIcd10Codes: ['B20.1'] });
    case 'MEDICAL_RECORD_SUMMARY':
    case 'MEDICAL_DEATH_NOTICE':
    case 'MEDICAL_ASSESSMENT_RECORD':
    case 'PREGNANCY_REST_CERTIFICATE':
      return paper(kind, kind, header);
  }
});

const parent = { ...birth('', '').mother, citizenId: id } as civilStatus.RegisteredParent;
const registrations = {
  birth: birth('birth-of-known', id, { issuer, mother: parent, father: parent, parentIds: [id] }),
  death: death('death-of-known', id, { issuer, causeOfDeath: 'Tuổi già' }),
  extract: extract('extract-of-known', 'BIRTH_EXTRACT', 'birth-of-known', { issuer, subjectId: id }),
  deathExtract: extract('death-extract-of-known', 'DEATH_EXTRACT', 'death-of-known', {
    issuer,
    subjectId: id,
  }),
};

const theClaim = claim(knownPerson.claim, id, {
  scheme: 'MATERNITY',
  event: 'PREGNANCY_LOSS',
  state: 'PAID',
  childId: child,
  provenChildId: child,
  employerId,
  office,
  leaveDays: 45,
  evidence: [...medicalPapers, ...Object.values(registrations)].map((document) => ({
    role: 'INPATIENT_STAY',
    state: 'FOUND',
    document: { type: typeNameOf(document.kind), id: document.id },
    documentVersion: 1,
  })),
  timeline: [{ at: '2026-06-10T02:00:00Z', state: 'SUBMITTED', actor: 'Cổng', note: 'Đã nộp' }],
  decision: {
    number: '1/QĐ',
    decidedOn: '2026-06-12',
    outcome: 'PARTIAL',
    reasonCode: 'ANNUAL_QUOTA_EXHAUSTED',
    reason: 'Hết số ngày',
    amount: 3_600_000,
    paidDays: 45,
    lines: [
      {
        title: 'Sẩy thai',
        quantity: 45,
        unit: 'DAY',
        base: 1,
        rate: 0.75,
        divisor: 24,
        amount: 3_600_000,
        article: '52',
      },
    ],
  },
  payments: [
    {
      orderNumber: '1',
      amount: 3_600_000,
      paidOn: '2026-06-15',
      method: 'BANK_TRANSFER',
      bankAccount: '0000999988',
      bankCode: 'BANK',
    },
  ],
});

/** The list of results on which the claim was paid. */
const theList: ResultListRecord = {
  id: 'list-of-known-person-1',
  version: 1,
  group: { office, employer: employerId, decidedOn: '2026-06-12' },
  order: 0,
  number: 'C70a-HD/1',
  issuedAt: '2026-06-13T02:00:00Z',
  orderNumber: 'LCDS-1',
  rows: [
    {
      claimId: knownPerson.claim,
      claimantId: id,
      employerId,
      decisionNumber: '1/QĐ',
      scheme: 'MATERNITY',
      outcome: 'PARTIAL',
      paidDays: 45,
      orderNumber: '1',
      amount: 3_600_000,
    },
  ],
  totalAmount: 3_600_000,
};

/** `DISCHARGE_PAPER` → `DischargePaper`. */
function typeNameOf(kind: string): insurance.EvidenceDocumentType {
  const words = kind.split('_').map((word) => word.charAt(0) + word.slice(1).toLowerCase());
  return words.join('') as insurance.EvidenceDocumentType;
}

/** The file that brought the papers of the person, and of nobody else. */
const signedFile: ReceivedFile = {
  id: 'file-of-known-person',
  version: 1,
  facilityCode: maker,
  original: 'PGZpbGUvPg==',
  digest: 'digest-of-signed-file',
  receivedAt: '2026-03-06T10:00:00Z',
  triedAt: '2026-03-06T10:00:00Z',
  isCorrection: false,
  state: 'DONE',
  papers: [{ file: 'XML7', paper: 1, outcome: 'FILED', citizenId: id, findings: [] }],
};

/** Tells each agency what it knows of the person. */
export async function recordKnownPerson(stores: HubStores): Promise<void> {
  const { health, justice, population, vss } = stores;
  await put(health, medicalDocuments, medicalPapers);
  await put(health, receivedFiles, [signedFile]);
  await put(justice, civilStatus.birthRegistrations, [registrations.birth]);
  await put(justice, civilStatus.deathRegistrations, [registrations.death]);
  await put(justice, civilStatus.extracts, [registrations.extract, registrations.deathExtract]);
  await put(justice, civilStatus.announcedEvents, [
    announcement('BIRTH', 'birth-of-known', { subjectId: id, registrationId: registrations.birth.id }),
    announcement('DEATH', 'death-of-known', { subjectId: id, registrationId: registrations.death.id }),
  ]);
  await put(population, citizens, [
    citizen(id, { identifiers: [identifier('001090012345')], bloodType: 'O', diedOn: '2026-03-10' }),
    citizen(spouse, { identifiers: [identifier('001088054321')], gender: 'MALE' }),
    citizen(child, { identifiers: [identifier('001215011111')], birthDate: '2015-01-05', birthYear: 2015 }),
  ]);
  await put(population, familyRelations, [
    relation(id, 'SPOUSE', spouse),
    relation(spouse, 'SPOUSE', id),
    relation(id, 'CHILD', child, { validFrom: '2015-01-05' }),
    relation(child, 'MOTHER', id, { validFrom: '2015-01-05' }),
  ]);
  await put(vss, insurance.employers, [employer(employerId)]);
  await put(vss, insurance.insuredPersons, [insured(id, { employerId, office })]);
  await put(vss, insurance.contributions, [contribution(id, '2020-01-01', '2026-06-01', { employerId })]);
  await put(vss, insurance.claims, [theClaim]);
  await put(vss, resultLists, [theList]);
}

async function put<T extends Stored>(store: Store, spec: CollectionSpec<T>, records: readonly T[]) {
  const collection = await store.collection(spec);
  await collection.insertMany(records);
}
