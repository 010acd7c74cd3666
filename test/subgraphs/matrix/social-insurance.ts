import { column, type WrittenCell } from './column.ts';

const decide = { role: 'VSS_CLAIM_OFFICER', purpose: 'SI.CLAIM.DECIDE', relation: 'CASE' };
const assess = { role: 'VSS_MEDICAL_ASSESSOR', purpose: 'SI.CLAIM.ASSESS', relation: 'CASE' };
const pay = { role: 'VSS_PAYMENT_OFFICER', purpose: 'SI.CLAIM.PAY', relation: 'CASE' };

/** Of a death the day, of its cause nothing. */
const deathOnly: WrittenCell = {
  code: 'date F, cause -',
  grants: { DEATH: 'full', CAUSE_OF_DEATH: 'none' },
  shown: { 'Citizen.diedOn': 'full', 'Citizen.isDeceased': 'full', 'MedicalDeathNotice.diedAt': 'full' },
  denied: ['Citizen.registeredCauseOfDeath', 'MedicalDeathNotice.causeOfDeath'],
};

const officer: Parameters<typeof column>[1] = {
  G1: {
    code: 'F',
    shown: { 'Citizen.personalNumber': 'full', 'InsuredPerson.siNumber': 'full', 'Claim.number': 'full' },
  },
  G2: 'F',
  G3: 'F',
  G4: {
    code: 'Y',
    shown: {
      'Citizen.isParentOf': 'answer',
      'Citizen.livingChildren': 'answer',
      'Claim.child': 'answer',
      'Citizen.birthNotices': 'answer',
    },
    denied: ['Citizen.familyRelations', 'Citizen.adoptions', 'DischargePaper.motherName'],
  },
  G5: 'F',
  G6: {
    code: 'F',
    shown: { 'DischargePaper.admittedAt': 'full', 'Claim.scheme': 'full', 'Claim.leaveDays': 'full' },
  },
  G7: 'Y',
  G9: {
    code: 'Y',
    shown: {
      'DischargePaper.lossBand': 'answer',
      'MedicalBirthNotice.deliveredBySurgery': 'answer',
      'MedicalBirthNotice.bornBefore32Weeks': 'answer',
      'MedicalBirthNotice.childrenInThisBirth': 'answer',
      'MedicalBirthNotice.livingChildrenIncludingThis': 'answer',
      'PregnancyRestCertificate.gestationBand': 'answer',
      'PregnancyRestCertificate.kind': 'answer',
      'Claim.event': 'answer',
      'ClaimEvidence.role': 'answer',
    },
    denied: ['DischargePaper.pregnancyTerminated', 'MedicalBirthNotice.surrogateName'],
  },
  G10: deathOnly,
  G11: 'F',
  G12: 'F',
  G13: 'F',
  G14: {
    code: 'F',
    shown: {
      'BenefitDecision.amount': 'full',
      'BenefitPayment.paidOn': 'full',
      'BenefitLine.article': 'answer',
    },
  },
  G15: {
    code: 'M',
    shown: { 'BenefitPayment.bankAccount': 'masked' },
    denied: ['BenefitPayment.bankCode', 'BenefitPayment.method'],
  },
  G16: 'F',
};

const assessor: Parameters<typeof column>[1] = {
  G1: 'F',
  G2: 'F',
  G4: 'Y',
  G5: 'Y',
  G6: 'F',
  G7: 'F',
  G9: 'F',
  G10: '-',
  G11: 'F',
  G12: 'F',
  G13: {
    code: 'Y',
    shown: { 'BirthLookup.outcome': 'answer' },
    // That a death is registered tells of the death.
    denied: ['BirthLookup.registration', 'BirthRegistration.registeredOn', 'DeathLookup.outcome'],
  },
  G14: 'F',
  G16: 'F',
};

/** The columns of social insurance, by way of asking. */
export const socialInsurance = [
  ...column(decide, officer),
  ...column(
    { ...decide, reasonRecorded: true },
    {
      ...officer,
      G4: {
        code: 'F',
        shown: { 'Citizen.familyRelations': 'full', 'Citizen.adoptions': 'answer' },
        denied: ['MedicalBirthNotice.surrogateName'],
      },
      G7: 'F',
    },
  ),
  ...column(assess, assessor),
  ...column({ ...assess, reasonRecorded: true }, { ...assessor, G8: 'F', G10: 'F', G13: 'Y' }),
  ...column(pay, {
    G1: 'F',
    G2: 'F',
    G3: 'F',
    G5: 'F',
    G10: deathOnly,
    G12: {
      code: 'F',
      grants: { DOCUMENT: 'guarded' },
      shown: { 'DischargePaper.kind': 'full', 'DischargePaper.issuedOn': 'full', 'Issuer.code': 'masked' },
      denied: [
        'PregnancyRestCertificate.kind',
        'MedicalBirthNotice.kind',
        'MedicalAssessmentRecord.kind',
        'BirthRegistration.kind',
      ],
    },
    G14: {
      code: 'F',
      shown: { 'BenefitDecision.amount': 'full', 'BenefitPayment.paidOn': 'full' },
      // What is paid for, by which article, on which days, tells the illness or the loss.
      denied: [
        'BenefitLine.title',
        'BenefitLine.article',
        'BenefitLine.quantity',
        'BenefitLine.unit',
        'BenefitLine.divisor',
      ],
    },
    G15: 'F',
    G16: 'F',
  }),
];
