import { column, type WrittenCell } from './column.ts';

const register = { role: 'JUSTICE_REGISTRAR', relation: 'DUTY' };

const noDeath: WrittenCell = {
  code: '-',
  shown: {},
  denied: ['Citizen.diedOn', 'DeathLookup.outcome', 'MedicalDeathNotice.kind', 'DeathRegistration.kind'],
};
const common: Parameters<typeof column>[1] = {
  G1: 'F',
  G2: 'F',
  G3: 'F',
  G4: { code: 'F', shown: { 'Citizen.familyRelations': 'full' }, denied: ['Citizen.adoptions'] },
  G12: { code: 'F', shown: { 'BirthRegistration.kind': 'full', 'BirthExtract.extractNumber': 'full' } },
  G13: 'F',
  G19: 'F',
};

/** The columns of the registers of civil status and of the population. */
export const registers = [
  ...column(
    { ...register, purpose: 'CS.BIRTH.REGISTER' },
    {
      ...common,
      // Who bore a child for others is content of its registration: whoever registers the birth decides on it.
      G4: {
        code: 'F',
        shown: { 'Citizen.familyRelations': 'full', 'MedicalBirthNotice.fatherName': 'full' },
      },
      G9: {
        code: 'F (birth notice part)',
        grants: { REPRODUCTIVE: 'full' },
        shown: { 'MedicalBirthNotice.childWeightGrams': 'full', 'MedicalBirthNotice.surrogateName': 'full' },
        // A registration needs neither the weeks of the pregnancy nor how the child was delivered.
        denied: [
          'DischargePaper.lossBand',
          'PregnancyRestCertificate.kind',
          'MedicalBirthNotice.bornBefore32Weeks',
          'MedicalBirthNotice.deliveredBySurgery',
        ],
      },
      G10: noDeath,
    },
  ),
  ...column(
    { ...register, purpose: 'CS.DEATH.REGISTER' },
    {
      ...common,
      G9: { code: '-', denied: ['MedicalBirthNotice.kind', 'MedicalBirthNotice.childWeightGrams'] },
      G10: {
        code: 'F',
        shown: {
          'MedicalDeathNotice.diedAt': 'full',
          'DeathRegistration.causeOfDeath': 'full',
          'DeathLookup.outcome': 'full',
        },
      },
    },
  ),
  ...column(
    { ...register, purpose: 'CS.EXTRACT' },
    {
      ...common,
      G10: {
        code: 'date F, cause -',
        grants: { DEATH: 'full', CAUSE_OF_DEATH: 'none' },
        shown: { 'DeathRegistration.diedAt': 'full' },
        denied: ['DeathRegistration.causeOfDeath', 'Citizen.registeredCauseOfDeath'],
      },
    },
  ),
  ...column(
    { role: 'POPULATION_OFFICER', purpose: 'PD.VERIFY', relation: 'DUTY' },
    {
      G1: 'F',
      G2: 'F',
      G3: 'F',
      G4: { code: 'F', shown: { 'Citizen.familyRelations': 'full' }, denied: ['Citizen.adoptions'] },
      G10: {
        code: 'date F',
        grants: { DEATH: 'full', CAUSE_OF_DEATH: 'none' },
        shown: { 'Citizen.diedOn': 'full', 'Citizen.isDeceased': 'full', 'DeathRegistration.diedAt': 'full' },
        denied: ['DeathRegistration.causeOfDeath', 'MedicalDeathNotice.diedAt'],
      },
      G13: 'F',
      G19: 'F',
    },
  ),
];
