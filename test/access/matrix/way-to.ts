import { getNamedType, isCompositeType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { knownPerson } from './known-person.ts';

/** An entity of the known person: its id, and where a query finds it, with the selection at `@`. */
interface Entity {
  readonly id: string;
  readonly entry: string;
  /** Another way, for who may ask by the person alone. */
  readonly byPerson?: string;
}

const birth = 'birth-of-known';
const entities: Readonly<Record<string, Entity>> = {
  Citizen: { id: knownPerson.id, entry: `citizen(id: "${knownPerson.id}") { @ }` },
  Claim: { id: knownPerson.claim, entry: `claim(id: "${knownPerson.claim}") { @ }` },
  DischargePaper: paper('DISCHARGE_PAPER', 'DischargePaper'),
  SickLeaveCertificate: paper('SICK_LEAVE_CERTIFICATE', 'SickLeaveCertificate'),
  MedicalBirthNotice: paper('MEDICAL_BIRTH_NOTICE', 'MedicalBirthNotice'),
  TransferPaper: paper('TRANSFER_PAPER', 'TransferPaper'),
  MedicalRecordSummary: paper('MEDICAL_RECORD_SUMMARY', 'MedicalRecordSummary'),
  MedicalDeathNotice: paper('MEDICAL_DEATH_NOTICE', 'MedicalDeathNotice'),
  MedicalAssessmentRecord: paper('MEDICAL_ASSESSMENT_RECORD', 'MedicalAssessmentRecord'),
  PregnancyRestCertificate: paper('PREGNANCY_REST_CERTIFICATE', 'PregnancyRestCertificate'),
  BirthRegistration: { id: birth, entry: `birthRegistration(id: "${birth}") { @ }` },
  BirthExtract: {
    id: 'extract-of-known',
    entry: `birthRegistration(id: "${birth}") { extracts { nodes { @ } } }`,
  },
  DeathExtract: {
    id: 'death-extract-of-known',
    entry: 'deathRegistration(id: "death-of-known") { extracts { nodes { @ } } }',
  },
  DeathRegistration: { id: 'death-of-known', entry: 'deathRegistration(id: "death-of-known") { @ }' },
};

function paper(id: string, type: string): Entity {
  const ofType = `... on ${type} { @ }`;
  return {
    id,
    entry: `medicalDocument(id: "${id}") { ${ofType} }`,
    byPerson: `citizen(id: "${knownPerson.id}") { medicalDocuments { nodes { ${ofType} } } }`,
  };
}

/** Where the objects stand that are no entities: in which entity, and behind which of its fields. */
const parts: Readonly<Record<string, readonly [entity: string, ...fields: string[]]>> = {
  Address: ['Citizen', 'permanentAddress'],
  BenefitDecision: ['Claim', 'decision'],
  BenefitLine: ['Claim', 'decision', 'lines'],
  BenefitPayment: ['Claim', 'payments'],
  BirthLookup: ['Citizen', 'birth'],
  CitizenIdentifier: ['Citizen', 'identifiers'],
  ClaimEvidence: ['Claim', 'evidence'],
  ClaimTimelineEntry: ['Claim', 'timeline'],
  Contribution: ['Citizen', 'insurance', 'contributions', 'nodes'],
  DeathLookup: ['Citizen', 'death'],
  DocumentSignature: ['DischargePaper', 'signature'],
  Employer: ['Citizen', 'insurance', 'employer'],
  FamilyRelation: ['Citizen', 'familyRelations', 'nodes'],
  InsuredPerson: ['Citizen', 'insurance'],
  Issuer: ['DischargePaper', 'issuer'],
  LeaveCoverage: ['Citizen', 'hasLeaveCovering(from: "2026-03-03", to: "2026-03-09")'],
  PrintedPerson: ['DischargePaper', 'patient'],
  ResultList: ['Claim', 'resultList'],
};

/** What must be said to ask for a coordinate. */
const given: Readonly<Record<string, string>> = {
  'Citizen.isParentOf': `(child: "${knownPerson.child}")`,
  'Citizen.isSpouseOf': `(citizen: "${knownPerson.spouse}")`,
  'Citizen.represents': `(citizen: "${knownPerson.child}", on: "2026-03-01")`,
  'Citizen.livingChildren': '(on: "2026-03-01")',
  'Citizen.hasLeaveCovering': '(from: "2026-03-03", to: "2026-03-09")',
  'Citizen.stayedInHospital': '(from: "2026-03-03", to: "2026-03-05")',
  'Citizen.isRegisteredDead': '(by: "2026-04-01")',
  'Citizen.hasDeathNotice': '(by: "2026-04-01")',
  'InsuredPerson.contributedAtLeast': '(months: 6, from: "2025-01-01", to: "2026-06-01")',
};

/** How to ask for one coordinate of the known person. */
export interface Way {
  /** A selection of the query that leads there from the root. */
  readonly query: string;
  /** The entity on the way, and the selection from there on. */
  readonly entity: { readonly type: string; readonly id: string };
  readonly inEntity: string;
}

/**
 * Roles that are related to people, and to no paper: of whom a paper is, and so whether it is the employee's, is known
 * just where the person has been named.
 */
const byPersonAlone = ['EMPLOYER_HR'];

export function wayTo(coordinate: string, schema: GraphQLSchema, role: string): Way {
  const [typeName = '', field = ''] = coordinate.split('.');
  return wayWith(typeName, `${field}${given[coordinate] ?? ''} ${insideOf(typeName, field, schema)}`, role);
}

/**
 * How to ask for a selection of an object of the known person.
 *
 * @throws Error for a type to which no way is written down
 */
export function wayWith(typeName: string, asked: string, role: string): Way {
  const [type, ...through] = parts[typeName] ?? [typeName];
  const entity = type === undefined ? undefined : entities[type];
  if (type === undefined || !entity) throw new Error(`No way is written down to ${typeName}.`);
  const inEntity = through.reduceRight((selection, step) => `${step} { ${selection} }`, asked);
  const entry = (byPersonAlone.includes(role) ? entity.byPerson : undefined) ?? entity.entry;
  return { query: entry.replace('@', inEntity), entity: { type, id: entity.id }, inEntity };
}

/** What is asked of an object that a field gives: its id, where it has one. */
function insideOf(typeName: string, field: string, schema: GraphQLSchema): string {
  const type = schema.getType(typeName);
  const given_ = isObjectType(type) ? type.getFields()[field]?.type : undefined;
  const inner = given_ && getNamedType(given_);
  if (!inner) throw new Error(`The graph has no ${typeName}.${field}.`);
  if (!isCompositeType(inner)) return '';
  const hasId = (isObjectType(inner) || isInterfaceType(inner)) && 'id' in inner.getFields();
  return hasId ? '{ id }' : '{ __typename }';
}
