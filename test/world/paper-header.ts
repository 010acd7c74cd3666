import type { UnfiledDocument } from '../../subgraphs/health/collections.ts';
import type { PaperHeader, PrintedPerson } from '../../subgraphs/health/papers/paper-header.ts';
import { ageOn, instantAt, isoDay, yearOf, type Day } from './calendar.ts';
import type { Care } from './care.ts';
import { spellOn } from './employment.ts';
import type { Facility } from './facilities.ts';
import type { FamilyLife } from './family-life.ts';
import { healthCardOf } from './health-card.ts';
import { fullName } from './names.ts';
import { digits, phoneNumber, temporaryCardNumber } from './numbers.ts';
import type { RegisteredPerson } from './person.ts';
import { addressLine } from './places.ts';
import { recordIdOf } from './pseudonyms.ts';
import type { RandomStream } from './random.ts';

/** A paper of one kind before it is filed. */
export type Paper<K extends UnfiledDocument['kind']> = Extract<UnfiledDocument, { readonly kind: K }>;

/** The ground on which papers about one family are written. */
export interface PaperGround {
  readonly random: RandomStream;
  readonly life: FamilyLife;
}

/** What must be known to head a paper. */
export interface PaperPlan {
  readonly kind: UnfiledDocument['kind'];
  /** Circular and form in force. */
  readonly template: string;
  /** Letters before the number of the paper. */
  readonly prefix: string;
  readonly issuer: Facility;
  readonly subject: RegisteredPerson;
  readonly issuedOn: Day;
  readonly care: Care;
  /** Order among the papers of one kind of one encounter. */
  readonly order: number;
  /** A number given elsewhere, such as the national code of a notice. */
  readonly code?: string;
}

type Signature = PaperHeader['signature']['status'];

/** Nearly all papers are signed well; the others are what officers must be able to deal with. */
const SIGNATURES: readonly (readonly [Signature, number])[] = [
  ['VALID', 970],
  ['UNSIGNED', 15],
  ['INVALID', 8],
  ['UNKNOWN_SIGNER', 7],
];

/** Heads a paper: number, issuer, signature, and when it arrived (a few hours later, now and then days). */
export function headPaper({ random, life }: PaperGround, plan: PaperPlan): Omit<PaperHeader, 'eventDate'> {
  const { issuer, subject, issuedOn, care, order, kind } = plan;
  const { index, asOf } = life.family;
  const code =
    plan.code ??
    `${plan.prefix}${yearOf(issuedOn) % 100}.${digits(index, 6)}${digits(care.number, 2)}${order}`;
  const signedMinute = random.int(9 * 60, 16 * 60);
  const signatureStatus = random.weighted(SIGNATURES);
  const lateDays = random.chance(0.04) ? random.int(1, 12) : 0;
  const receivedAt = instantAt(Math.min(issuedOn + lateDays, asOf), signedMinute + random.int(5, 200));
  const arrived = random.chance(0.96) ? 'ACKNOWLEDGED' : 'SENT';
  return {
    id: paperId(issuer.code, kind, code, 1),
    version: 1,
    citizenId: subject.citizenId,
    code,
    edition: 1,
    issuer: { code: issuer.code, name: issuer.name },
    issuedOn: isoDay(issuedOn),
    status: issuedOn === asOf ? 'ISSUED' : arrived,
    signature: {
      status: signatureStatus,
      ...(signatureStatus === 'UNSIGNED'
        ? {}
        : { signer: issuer.name, signedAt: instantAt(issuedOn, signedMinute) }),
    },
    ...(kind === 'MEDICAL_ASSESSMENT_RECORD' ? {} : { episodeId: episodeId(issuer, index, care) }),
    templateVersion: plan.template,
    receivedAt,
    updatedAt: receivedAt,
  };
}

/** Issues a paper again with another text: the first issue is superseded, the second points to it (Circular 25/2025 art. 28). */
export function reissue<T extends UnfiledDocument>(paper: T, change: Partial<T>): readonly [T, T] {
  const id = paperId(paper.issuer.code, paper.kind, paper.code, 2);
  return [
    { ...paper, status: 'SUPERSEDED' },
    { ...paper, ...change, id, edition: 2, supersedes: paper.id },
  ];
}

/** A person as a facility prints him or her on a paper of a day. */
export function printPerson({ life }: PaperGround, person: RegisteredPerson, on: Day): PrintedPerson {
  const career = life.careers.get(person);
  const number = numberOn(person, on);
  const employer = spellOn(career, on)?.employer;
  const card = career && healthCardOf(career, life.family.asOf);
  return {
    fullName: fullName(person.name),
    ...(person.onlyYearKnown ? {} : { birthDate: isoDay(person.born) }),
    birthYear: yearOf(person.born),
    gender: person.gender,
    nationality: 'VNM',
    ethnicityCode: person.ethnicityCode,
    ...(employer ? { occupation: employer.sector } : {}),
    address: addressLine(person.livesElsewhere ?? person.address),
    ...(ageOn(person.born, on) >= 16 ? { phone: phoneNumber(person.serial) } : {}),
    ...(career ? { siNumber: career.siNumber } : {}),
    ...(card ? { cardNumber: card.number } : {}),
    patientCode: `BN${digits(person.serial, 9)}`,
    ...(number === undefined
      ? {
          childWithoutCardFlag: true,
          temporaryCardNumber: temporaryCardNumber(person.serial),
          idDocumentType: 0,
        }
      : { idDocumentType: 1, idDocumentNumber: number }),
  };
}

/** The personal number that was valid on a day; none before the birth was registered. */
export function numberOn(person: RegisteredPerson, on: Day): string | undefined {
  return person.numbers.find(({ from, to }) => from <= on && on <= (to ?? Infinity))?.value;
}

/** The licence of the doctor of a facility who treats patients of a family, and the name on it. */
export function doctorOf(facility: Facility, family: number): { readonly id: string; readonly name: string } {
  const which = family % facility.doctors.length;
  return {
    id: `${facility.code.slice(2)}${digits(which + 1, 3)}/00-GPHN`,
    name: facility.doctors[which] ?? facility.head,
  };
}

/** The id of the head of a facility as signer. */
export function headSignerOf(facility: Facility): string {
  return `${facility.code}00001`;
}

function episodeId(issuer: Facility, family: number, care: Care): string {
  return `${issuer.code}.${digits(family, 6)}.${digits(care.number, 2)}`;
}

function paperId(issuer: string, kind: string, code: string, edition: number): string {
  return recordIdOf('medical-document', `${issuer}/${kind}/${code}/${edition}`);
}
