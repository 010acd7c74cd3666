import { column, type WrittenCell } from './column.ts';

const lastDigits: WrittenCell = {
  code: 'M',
  shown: { 'Citizen.personalNumber': 'masked', 'CitizenIdentifier.value': 'masked' },
  denied: ['CitizenIdentifier.issuedBy'],
};

/** Papers whose names tell nothing but that somebody was ill, with their issuer hidden. */
const guardedPapers: WrittenCell = {
  code: 'F',
  grants: { DOCUMENT: 'guarded' },
  shown: {
    'DischargePaper.kind': 'full',
    'SickLeaveCertificate.issuedOn': 'full',
    'SickLeaveCertificate.formNumber': 'masked',
    'SickLeaveCertificate.practitionerName': 'masked',
    'Issuer.name': 'masked',
    'DocumentSignature.status': 'full',
    'DocumentSignature.signer': 'masked',
  },
  denied: ['PregnancyRestCertificate.kind', 'MedicalAssessmentRecord.kind'],
};

/** How a claim ended, without the reason in words. */
const guardedDecision: WrittenCell = {
  code: 'F',
  grants: { DECISION: 'guarded' },
  shown: {
    'Claim.state': 'full',
    'BenefitDecision.outcome': 'full',
    'BenefitDecision.reason': 'masked',
    'BenefitDecision.reasonCode': 'masked',
    'ClaimTimelineEntry.note': 'masked',
  },
  denied: ['Claim.event'],
};

const portal = { role: 'PORTAL_BACKEND', relation: 'SELF' };

/** What the portal asks to fill in a claim, for the citizen or for whom the citizen represents. */
const intake: Parameters<typeof column>[1] = {
  G1: lastDigits,
  G2: 'O',
  G4: 'Y',
  G6: 'Y',
  G10: {
    code: 'Y',
    grants: { DEATH: 'answer', CAUSE_OF_DEATH: 'none' },
    shown: {
      'Citizen.isDeceased': 'answer',
      'Citizen.hasDeathNotice': 'answer',
      'DeathLookup.outcome': 'answer',
    },
    denied: ['Citizen.diedOn', 'Citizen.registeredCauseOfDeath'],
  },
  G12: { ...guardedPapers, denied: [...(guardedPapers.denied ?? []), 'MedicalBirthNotice.kind'] },
  G13: 'Y',
};

/** The columns of those who see people from outside: employers, the portal, auditors. */
export const outsiders = [
  ...column(
    { role: 'EMPLOYER_HR', purpose: 'SI.CLAIM.SUBMIT', relation: 'OWN_RECORD' },
    {
      G1: lastDigits,
      G2: 'A',
      G3: 'A',
      G5: 'A',
      G6: {
        code: 'A',
        grants: { LEAVE: 'guarded' },
        shown: {
          'SickLeaveCertificate.leaveFrom': 'full',
          'SickLeaveCertificate.leaveDays': 'masked',
          'Claim.scheme': 'full',
          'Claim.leaveDays': 'masked',
          'BenefitDecision.paidDays': 'masked',
          'Citizen.hasLeaveCovering': 'answer',
        },
        // Whether fifty days keep the cap tells of which cap it is.
        denied: ['SickLeaveCertificate.withinLeaveCap', 'ClaimEvidence.role'],
      },
      G9: {
        code: 'Y',
        shown: { 'Claim.maternityLeaveLength': 'answer', 'MedicalBirthNotice.childrenInThisBirth': 'answer' },
        denied: [
          'Claim.event',
          'DischargePaper.lossBand',
          'DischargePaper.pregnancyTerminated',
          'PregnancyRestCertificate.kind',
          'MedicalBirthNotice.deliveredBySurgery',
          'MedicalBirthNotice.bornBefore32Weeks',
          'MedicalBirthNotice.childIntendedName',
        ],
      },
      G10: {
        code: 'date Y',
        grants: { DEATH: 'answer', CAUSE_OF_DEATH: 'none' },
        shown: { 'Citizen.isDeceased': 'answer', 'Citizen.hasDeathNotice': 'answer' },
        denied: ['Citizen.diedOn', 'Citizen.registeredCauseOfDeath'],
      },
      G12: { ...guardedPapers, code: 'A' },
      G13: 'Y',
      G14: {
        code: 'A',
        shown: { 'BenefitDecision.amount': 'full', 'Claim.isPaid': 'full' },
        denied: ['BenefitLine.title', 'BenefitLine.divisor', 'BenefitLine.quantity', 'BenefitLine.unit'],
      },
      G16: { ...guardedDecision, code: 'A' },
    },
  ),
  ...column({ ...portal, purpose: 'PS.INTAKE' }, { ...intake, G16: 'Y' }),
  ...column({ ...portal, purpose: 'PS.INTAKE', relation: 'REPRESENTED' }, { ...intake, G2: '-' }),
  ...column(
    { ...portal, purpose: 'PS.STATUS' },
    {
      G1: { ...lastDigits, shown: { 'Claim.number': 'masked' } },
      G12: guardedPapers,
      G16: guardedDecision,
    },
  ),
  ...column(
    { role: 'AUDITOR', purpose: 'AU.REVIEW', relation: 'DUTY' },
    {
      G1: lastDigits,
      G2: {
        code: 'M',
        shown: { 'Citizen.birthDate': 'masked', 'PrintedPerson.birthDate': 'masked' },
        denied: ['Citizen.fullName', 'PrintedPerson.fullName'],
      },
      G5: 'Y',
      G6: 'Y',
      G12: guardedPapers,
      G14: 'Y',
      G16: guardedDecision,
    },
  ),
];
