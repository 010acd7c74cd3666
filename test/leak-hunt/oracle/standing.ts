import type { Part } from './classification.ts';

/** Whose record something is. */
export interface Standing {
  readonly subject?: string | undefined;
  /** Those of whom it tells as well: it is logged of them too. */
  readonly alsoAbout?: readonly string[];
  readonly document?: string | undefined;
  readonly claim?: string | undefined;
  readonly madeBy?: string | undefined;
  /** Whether it is about one employment, and so the own record of that employer alone. */
  readonly ofEmployment?: boolean;
  readonly duty: readonly string[];
}

/** A stored record, or a reference to one of another agency. */
export type Fields = Readonly<Record<string, unknown>>;

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const codeOf = (issuer: unknown) => text((issuer as Fields | undefined)?.['code']);

/** Everybody's metadata is the auditor's to look at; whose duty which register is, stands in the agencies' READMEs. */
const populationDuty = ['POPULATION_OFFICER', 'JUSTICE_REGISTRAR', 'AUDITOR'];
const justiceDuty = ['JUSTICE_REGISTRAR', 'POPULATION_OFFICER', 'AUDITOR'];
const noticeDuty = ['JUSTICE_REGISTRAR', 'AUDITOR'];
const auditDuty = ['AUDITOR'];

/**
 * Whose an object is, as the READMEs of the agencies say; undefined for a part of another object, which is
 * whose that is.
 */
export function standingOfObject(part: Part, type: string, record: Fields): Standing | undefined {
  if (type === 'Citizen') return { subject: text(record['id']), duty: citizenDuty(part) };
  if (part === 'population') {
    if (type === 'FamilyRelation') return { subject: text(record['citizenId']), duty: populationDuty };
    if (!type.endsWith('Verification')) return undefined;
    const relative = text(record['relative']);
    const alsoAbout = relative === undefined ? [] : [relative];
    return { subject: text(record['about']), alsoAbout, duty: populationDuty };
  }
  if (part === 'vss') return ofInsurance(type, record);
  return part === 'justice' ? ofRegister(type, record) : ofPaper(type, record);
}

/** Whose a field is that is about somebody else than its object; undefined where it is about the same. */
export function standingOfField(
  part: Part,
  type: string,
  field: string,
  record: Fields,
): Standing | undefined {
  const coordinate = `${type}.${field}`;
  if (part === 'health') return ofPaperField(coordinate, record);
  if (part !== 'justice') return undefined;
  // What else than name, year and nationality is written of a parent is the parent's own.
  if (/^RegisteredParent\.(citizen|ethnicityCode|residence|personalNumber)$/.test(coordinate)) {
    return { subject: text(record['citizenId']), duty: justiceDuty };
  }
  // Who asked for a registration is nobody that the register knows.
  if (/^(Birth|Death)Registration\.requester$/.test(coordinate)) {
    return { document: text(record['id']), madeBy: codeOf(record['issuer']), duty: justiceDuty };
  }
  return undefined;
}

function citizenDuty(part: Part): readonly string[] {
  if (part === 'population') return populationDuty;
  return part === 'justice' ? justiceDuty : auditDuty;
}

function ofInsurance(type: string, record: Fields): Standing | undefined {
  const madeBy = text(record['employerId']);
  const subjects: Readonly<Record<string, string>> = {
    InsuredPerson: 'id',
    Contribution: 'citizenId',
    Claim: 'claimantId',
  };
  const field = subjects[type];
  if (field === undefined) return undefined;
  const claim = type === 'Claim' ? text(record['id']) : undefined;
  return { subject: text(record[field]), claim, madeBy, ofEmployment: true, duty: auditDuty };
}

function ofRegister(type: string, record: Fields): Standing | undefined {
  if (type.endsWith('Lookup')) {
    return { subject: text(record['subjectId']), document: text(record['noticeId']), duty: justiceDuty };
  }
  const document = text(record['id']);
  if (/^Medical(Birth|Death)Notice$/.test(type)) return { document, duty: justiceDuty };
  const subjects: Readonly<Record<string, string>> = {
    BirthRegistration: 'childId',
    DeathRegistration: 'deceasedId',
    BirthExtract: 'subjectId',
    DeathExtract: 'subjectId',
  };
  const field = subjects[type];
  if (field === undefined) return undefined;
  return { subject: text(record[field]), document, madeBy: codeOf(record['issuer']), duty: justiceDuty };
}

function ofPaper(type: string, record: Fields): Standing | undefined {
  if (!('citizenId' in record && 'issuer' in record)) return undefined;
  const isNotice = /^Medical(Birth|Death)Notice$/.test(type);
  return {
    subject: text(record['citizenId']),
    document: text(record['id']),
    madeBy: codeOf(record['issuer']),
    duty: isNotice ? noticeDuty : auditDuty,
  };
}

/** What the birth notice says of the child and of the father is theirs. */
const newborn =
  /^MedicalBirthNotice\.(newborn|childIntendedName|genderAtBirth|childBornAt|birthPlace|childTemporaryCard|childWeightGrams|childCondition)$/;
const father = /^MedicalBirthNotice\.(declaredFather|fatherName|fatherBirthDate|fatherIdNumber)$/;

/** Who is named on a paper and no more is known through the paper alone. */
const named =
  /^(MedicalBirthNotice\.surrogate\w+|DischargePaper\.(father|mother)(SiNumber|Name)|SickLeaveCertificate\.(father|mother)Name|MedicalRecordSummary\.(father|mother|guardian)Name|MedicalDeathNotice\.relativeName)$/;

function ofPaperField(coordinate: string, record: Fields): Standing | undefined {
  // A registrar finds the notices by whom they are about.
  if (/^Citizen\.(birthNotices|medicalDocuments)$/.test(coordinate)) {
    return { subject: text(record['id']), duty: noticeDuty };
  }
  const paper = ofPaper(coordinate.split('.')[0] ?? '', record);
  if (!paper) return undefined;
  if (newborn.test(coordinate)) {
    return { ...paper, subject: text(record['childId']) ?? paper.subject };
  }
  if (father.test(coordinate)) return { ...paper, subject: text(record['fatherId']) };
  return named.test(coordinate) ? { ...paper, subject: undefined } : undefined;
}
