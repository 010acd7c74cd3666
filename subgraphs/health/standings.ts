import type { Standing, Standings } from '../kit/access/standing.ts';
import type { MedicalDocumentRecord } from './collections.ts';
import type { FacilityPromptness } from './promptness/facility-promptness.ts';
import type { MedicalBirthNoticeRecord } from './papers/event-papers.ts';

/** An audit looks at the metadata of all papers; the policy says how little of the rest. */
const duty = ['AUDITOR'];

/** Births and deaths are registered from the notices about them (Law 60/2014 Art. 16, 34). */
const noticeDuty = ['AUDITOR', 'JUSTICE_REGISTRAR'];

/** A paper is of the person whose it is, made by the facility or council that issued it, and a case can name it. */
const paper = (record: MedicalDocumentRecord): Standing => ({
  ...somebodyElse(record),
  subject: record.citizenId,
});

/** On a paper, but about somebody who is named there and no more: it takes a relation to the paper to read it. */
const somebodyElse = ({ id, issuer, kind }: MedicalDocumentRecord): Standing => ({
  document: id,
  madeBy: [issuer.code],
  duty: kind === 'MEDICAL_BIRTH_NOTICE' || kind === 'MEDICAL_DEATH_NOTICE' ? noticeDuty : duty,
});

/** A birth notice is its mother's, its child's until the child is known to the population database included. */
const newborn = (record: MedicalBirthNoticeRecord): Standing => ({
  ...paper(record),
  subject: record.childId ?? record.citizenId,
});

const father = (record: MedicalBirthNoticeRecord): Standing => ({
  ...paper(record),
  subject: record.fatherId,
});

/** How promptly a facility works is its own and the audit's, and about nobody. */
const ofFacility = ({ facility }: FacilityPromptness): Standing => ({ madeBy: [facility], duty });

/** Numbers about all facilities are for whoever keeps the sharing up, and for the audit. */
const ofFacilities = (): Standing => ({ duty: ['AUDITOR', 'HUB_OPERATOR'] });

/** The fields of a type that are about the same person. */
function fields<Read>(type: string, names: readonly string[], read: Read): Readonly<Record<string, Read>> {
  return Object.fromEntries(names.map((name) => [`${type}.${name}`, read]));
}

/** Whose papers Health keeps. */
export const standings: Standings = {
  Citizen: ({ id }: { readonly id: string }): Standing => ({ subject: id, duty }),
  // A registrar finds the notices by whom they are about; of the other papers there, each says for itself.
  'Citizen.birthNotices': ofNotices,
  'Citizen.medicalDocuments': ofNotices,
  FacilityPromptness: ofFacility,
  FacilityDelays: ofFacilities,
  DischargePaper: paper,
  SickLeaveCertificate: paper,
  MedicalBirthNotice: paper,
  TransferPaper: paper,
  MedicalRecordSummary: paper,
  MedicalDeathNotice: paper,
  MedicalAssessmentRecord: paper,
  PregnancyRestCertificate: paper,
  ...fields(
    'MedicalBirthNotice',
    [
      'newborn',
      'childIntendedName',
      'genderAtBirth',
      'childBornAt',
      'birthPlace',
      'childTemporaryCard',
      'childWeightGrams',
      'childCondition',
    ],
    newborn,
  ),
  ...fields(
    'MedicalBirthNotice',
    ['declaredFather', 'fatherName', 'fatherBirthDate', 'fatherIdNumber'],
    father,
  ),
  // Who bore a child for others is a secret between her and them; the notice does not say who she is in the graph.
  ...fields(
    'MedicalBirthNotice',
    [
      'surrogateName',
      'surrogateBirthDate',
      'surrogateIdNumber',
      'surrogateHusbandName',
      'surrogateHusbandIdNumber',
    ],
    somebodyElse,
  ),
  // Parents, guardians and relatives as somebody declared them.
  ...fields('DischargePaper', ['fatherSiNumber', 'motherSiNumber', 'fatherName', 'motherName'], somebodyElse),
  ...fields('SickLeaveCertificate', ['fatherName', 'motherName'], somebodyElse),
  ...fields('MedicalRecordSummary', ['fatherName', 'motherName', 'guardianName'], somebodyElse),
  ...fields('MedicalDeathNotice', ['relativeName'], somebodyElse),
};

function ofNotices({ id }: { readonly id: string }): Standing {
  return { subject: id, duty: noticeDuty };
}
