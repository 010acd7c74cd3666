import type { disclosures } from '../../../schema/policy/disclosure.ts';

/** How much of a category somebody may see, by its name. */
export type DisclosureName = (typeof disclosures)[number];

/** A row of the access matrix: its categories, and what stands for it in the graph of the agencies. */
export interface Group {
  readonly categories: readonly string[];
  /** Coordinates that tell the data themselves. */
  readonly telling: readonly string[];
  /** Coordinates that answer a question about the data. */
  readonly answers: readonly string[];
}

/**
 * The rows of the matrix. Of G17, the access log, no agency keeps anything: the hub does.
 */
export const groups = {
  G1: {
    categories: ['IDENTIFIER'],
    telling: ['Citizen.personalNumber', 'CitizenIdentifier.value'],
    answers: [],
  },
  G2: { categories: ['IDENTITY'], telling: ['Citizen.fullName', 'Citizen.birthDate'], answers: [] },
  G3: { categories: ['CONTACT'], telling: ['Citizen.permanentAddress', 'Address.detail'], answers: [] },
  G4: {
    categories: ['FAMILY'],
    telling: ['Citizen.familyRelations', 'FamilyRelation.relative'],
    answers: ['Citizen.isParentOf', 'Citizen.isSpouseOf', 'Citizen.livingChildren', 'Citizen.represents'],
  },
  G5: {
    categories: ['CONTRIBUTION'],
    telling: ['Contribution.salaryBase', 'InsuredPerson.totalMonths', 'Employer.name'],
    answers: ['InsuredPerson.contributedAtLeast'],
  },
  G6: {
    categories: ['LEAVE'],
    telling: ['DischargePaper.admittedAt', 'SickLeaveCertificate.leaveFrom'],
    answers: ['Citizen.hasLeaveCovering', 'LeaveCoverage.outcome', 'Citizen.stayedInHospital'],
  },
  G7: {
    categories: ['DIAGNOSIS'],
    telling: ['DischargePaper.icd10Code', 'SickLeaveCertificate.diagnosis', 'TransferPaper.otherIcd10Codes'],
    answers: [
      'DischargePaper.isListedLongTermDisease',
      'DischargePaper.hadSurgery',
      'SickLeaveCertificate.isTuberculosis',
    ],
  },
  G8: {
    categories: ['CLINICAL'],
    telling: ['MedicalRecordSummary.clinicalCourse', 'DischargePaper.dischargeDepartmentCode'],
    answers: [],
  },
  G9: {
    categories: ['REPRODUCTIVE'],
    telling: ['DischargePaper.pregnancyTerminated', 'MedicalBirthNotice.childWeightGrams'],
    answers: [
      'DischargePaper.lossBand',
      'MedicalBirthNotice.deliveredBySurgery',
      'MedicalBirthNotice.bornBefore32Weeks',
      'MedicalBirthNotice.childrenInThisBirth',
      'PregnancyRestCertificate.gestationBand',
      'PregnancyRestCertificate.kind',
    ],
  },
  G10: {
    categories: ['DEATH', 'CAUSE_OF_DEATH'],
    telling: ['Citizen.diedOn', 'Citizen.registeredCauseOfDeath'],
    answers: ['Citizen.isDeceased', 'Citizen.isRegisteredDead', 'Citizen.hasDeathNotice'],
  },
  G11: {
    categories: ['ASSESSMENT'],
    telling: ['MedicalAssessmentRecord.totalInjuryRate', 'MedicalAssessmentRecord.kind'],
    answers: [],
  },
  G12: {
    categories: ['DOCUMENT'],
    telling: ['DischargePaper.kind', 'DischargePaper.issuedOn', 'DocumentSignature.status'],
    answers: [],
  },
  G13: {
    categories: ['CIVIL_STATUS'],
    telling: ['BirthLookup.registration', 'BirthRegistration.registeredOn', 'Citizen.childBirths'],
    answers: ['BirthLookup.outcome'],
  },
  G14: {
    categories: ['AMOUNT'],
    telling: ['BenefitDecision.amount', 'BenefitPayment.paidOn'],
    answers: ['Claim.isPaid'],
  },
  G15: {
    categories: ['BANK'],
    telling: ['BenefitPayment.bankAccount', 'BenefitPayment.bankCode'],
    answers: [],
  },
  G16: {
    categories: ['DECISION'],
    telling: ['Claim.state', 'BenefitDecision.outcome', 'BenefitDecision.reason'],
    answers: [],
  },
  G18: { categories: ['RESTRICTED'], telling: ['Citizen.bloodType'], answers: [] },
  G19: { categories: ['ETHNICITY'], telling: ['Citizen.ethnicityCode'], answers: [] },
} as const satisfies Readonly<Record<string, Group>>;

/** The number of a row. */
export type GroupName = keyof typeof groups;
