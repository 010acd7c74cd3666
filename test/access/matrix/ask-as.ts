import type { PersonaName } from '../../../gateway/identity/development/personas.ts';
import type { Asker } from '../../scenario/running-hub.ts';
import type { Asker as MatrixAsker } from '../../subgraphs/matrix/column.ts';
import { knownPerson } from './known-person.ts';

const personaOf: Readonly<Record<string, PersonaName>> = {
  VSS_CLAIM_OFFICER: 'vss-officer',
  VSS_MEDICAL_ASSESSOR: 'vss-assessor',
  VSS_PAYMENT_OFFICER: 'vss-payment',
  FACILITY_CLERK: 'facility-clerk',
  FACILITY_DOCTOR: 'facility-doctor',
  ASSESSMENT_COUNCIL: 'assessment-council',
  EMPLOYER_HR: 'employer-hr',
  CITIZEN: 'citizen',
  REPRESENTATIVE: 'guardian',
  JUSTICE_REGISTRAR: 'justice-registrar',
  POPULATION_OFFICER: 'population-officer',
  PORTAL_BACKEND: 'portal',
  AUDITOR: 'auditor',
};

/** What makes a caller stand in a relation to the known person; each is proven by the hub, not taken from here. */
const standing: Readonly<Record<string, Partial<Asker>>> = {
  SELF: { citizen: knownPerson.id },
  REPRESENTED: { citizen: knownPerson.spouse },
  CASE: { organisation: knownPerson.office, case: knownPerson.claim },
  OWN_RECORD: { organisation: knownPerson.maker },
  // The law gives it to the role.
  DUTY: {},
};

/** Who asks the hub, so that it is one way of asking of the matrix. */
export function askAs({ role, purpose, relation, reasonRecorded }: MatrixAsker): Asker {
  const persona = personaOf[role];
  if (persona === undefined) throw new Error(`No persona plays ${role}.`);
  return {
    persona,
    purpose,
    ...standing[relation],
    // What an employer's own is, is proven by whom it employs.
    ...(role === 'EMPLOYER_HR' && { organisation: knownPerson.employer }),
    ...(reasonRecorded && { reason: 'Đối chiếu hồ sơ với giấy tờ gốc' }),
  };
}
