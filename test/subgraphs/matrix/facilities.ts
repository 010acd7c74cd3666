import { column, type WrittenCell } from './column.ts';

const printed: WrittenCell = {
  code: 'A',
  shown: {
    'PrintedPerson.fullName': 'full',
    'PrintedPerson.gender': 'full',
    'DischargePaper.subject': 'full',
  },
};
const numbers: WrittenCell = {
  code: 'A',
  shown: { 'PrintedPerson.idDocumentNumber': 'full', 'DischargePaper.code': 'full' },
};
const leave: WrittenCell = {
  code: 'A',
  shown: { 'DischargePaper.admittedAt': 'full', 'SickLeaveCertificate.leaveDays': 'full' },
};
const death: WrittenCell = {
  code: 'A',
  shown: { 'MedicalDeathNotice.diedAt': 'full', 'MedicalDeathNotice.causeOfDeath': 'full' },
};
const illness: WrittenCell = {
  code: 'A',
  shown: { 'DischargePaper.icd10Code': 'full', 'SickLeaveCertificate.withinLeaveCap': 'full' },
};
const contact: WrittenCell = { code: 'A', shown: { 'PrintedPerson.address': 'full' } };
const pregnancy: WrittenCell = {
  code: 'A',
  shown: {
    'DischargePaper.pregnancyTerminated': 'full',
    'PregnancyRestCertificate.gestationWeeks': 'full',
    'MedicalBirthNotice.childWeightGrams': 'full',
    'MedicalBirthNotice.deliveredBySurgery': 'full',
  },
};

const own = { relation: 'OWN_RECORD', purpose: 'HC.DOC.ISSUE' };

/** The columns of medical facilities and councils. */
export const facilities = [
  ...column(
    { ...own, role: 'FACILITY_CLERK' },
    {
      G1: numbers,
      G2: printed,
      G3: contact,
      G4: {
        code: 'A',
        shown: { 'DischargePaper.motherName': 'full', 'MedicalBirthNotice.fatherName': 'full' },
      },
      G6: leave,
      G7: illness,
      G9: pregnancy,
      G10: death,
      G12: 'A',
      G19: { code: 'A', shown: { 'MedicalBirthNotice.motherEthnicityCode': 'full' } },
    },
  ),
  ...column(
    { ...own, role: 'FACILITY_DOCTOR' },
    {
      G1: numbers,
      G2: printed,
      G3: contact,
      G6: leave,
      G7: illness,
      G8: { code: 'A', shown: { 'MedicalRecordSummary.clinicalCourse': 'full' } },
      G9: pregnancy,
      G10: death,
      G12: 'A',
      // HIV data are stored by no agency of the hub: of this category there is the blood type, at Population.
      G18: 'A',
    },
  ),
  // "A (council)" of the doctor's column is a role of its own.
  ...column(
    { ...own, role: 'ASSESSMENT_COUNCIL', purpose: 'HC.ASSESS.RECORD' },
    {
      G1: numbers,
      G2: printed,
      G3: contact,
      G6: leave,
      G7: illness,
      G8: { code: 'A', shown: { 'MedicalAssessmentRecord.findings': 'full' } },
      G11: 'A',
      G12: { code: 'A', denied: ['PregnancyRestCertificate.kind', 'MedicalBirthNotice.kind'] },
    },
  ),
];
