import { developmentPersonas, type PersonaName } from '../../../gateway/identity/development/personas.ts';
import type { RandomStream } from '../../world/random.ts';
import { auditEmergency, emergencyOf } from '../world/open-emergencies.ts';
import type { Identity } from './identity.ts';
import { pickNear, type Scene } from './scene.ts';

const personas: readonly (readonly [PersonaName | undefined, number])[] = [
  ['vss-officer', 16],
  ['vss-assessor', 12],
  ['vss-payment', 8],
  ['facility-clerk', 8],
  ['facility-doctor', 8],
  ['assessment-council', 4],
  ['employer-hr', 12],
  ['citizen', 10],
  ['guardian', 8],
  ['justice-registrar', 10],
  ['population-officer', 5],
  ['portal', 8],
  ['auditor', 6],
  ['suspended-clerk', 1],
  [undefined, 3],
];

/** What each role may ask for, as purposes.yaml and the clients' files say. */
const purposesOf: Readonly<Record<string, readonly string[]>> = {
  VSS_CLAIM_OFFICER: ['SI.CLAIM.DECIDE', 'DS.ANSWER', 'AU.OWN'],
  VSS_MEDICAL_ASSESSOR: ['SI.CLAIM.ASSESS', 'AU.OWN'],
  VSS_PAYMENT_OFFICER: ['SI.CLAIM.PAY', 'AU.OWN'],
  FACILITY_CLERK: ['HC.DOC.ISSUE', 'HC.DOC.CORRECT', 'DS.ANSWER', 'AU.OWN'],
  FACILITY_DOCTOR: ['HC.DOC.ISSUE', 'HC.DOC.CORRECT', 'AU.OWN'],
  ASSESSMENT_COUNCIL: ['HC.ASSESS.RECORD', 'AU.OWN'],
  EMPLOYER_HR: ['SI.CLAIM.SUBMIT', 'AU.OWN'],
  CITIZEN: ['DS.SELF.VIEW', 'SI.CLAIM.SUBMIT', 'DS.RIGHTS'],
  REPRESENTATIVE: ['DS.REPRESENT'],
  JUSTICE_REGISTRAR: ['CS.BIRTH.REGISTER', 'CS.DEATH.REGISTER', 'CS.EXTRACT', 'DS.ANSWER', 'AU.OWN'],
  POPULATION_OFFICER: ['PD.VERIFY', 'PD.UPDATE', 'DS.ANSWER', 'AU.OWN'],
  PORTAL_BACKEND: ['PS.INTAKE', 'PS.STATUS', 'AU.OWN'],
  AUDITOR: ['AU.REVIEW'],
};

const everyPurpose = [...new Set(Object.values(purposesOf).flat())];
const citizenRoles = ['CITIZEN', 'REPRESENTATIVE', 'PORTAL_BACKEND'];

/** Whether the hub must let such a caller in. */
export function isAdmitted({ persona, role, purpose, organisation }: Identity): boolean {
  if (persona === undefined) return true;
  if (persona === 'suspended-clerk') return false;
  if (citizenRoles.includes(role) && organisation !== undefined) return false;
  return purpose === 'NONE' || (purposesOf[role]?.includes(purpose) ?? false);
}

/** Somebody who often has to do with the people of the scene, and often has not. */
export function drawIdentity(scene: Scene, random: RandomStream): Identity {
  const persona = random.weighted(personas);
  if (persona === undefined) return { persona, role: 'ANONYMOUS', purpose: 'NONE' };
  const { role, organisation } = developmentPersonas[persona];
  const purposes = purposesOf[role] ?? [];
  const purpose = random.weighted([
    [purposes[0] ?? 'NONE', 60],
    [random.pick(purposes), 32],
    ['NONE', 4],
    [random.pick(everyPurpose), 4],
  ]);
  const identity: Identity = {
    persona,
    role,
    purpose,
    organisation: drawOrganisation(role, scene, random) ?? organisation,
    citizen: drawCitizen(role, scene, random) ?? developmentPersonas[persona].citizen,
    case: drawCase(role, scene, random),
    reason: random.chance(0.4) ? 'Cần xét con ốm theo Điều 43' : undefined,
  };
  return random.chance(0.2) ? { ...identity, breakGlass: emergencyFor(identity, scene) } : identity;
}

/** The emergency access that is open for just this request, if one is. */
function emergencyFor({ role, purpose, case: named }: Identity, { cast }: Scene): string | undefined {
  if (role === 'AUDITOR' && purpose === 'AU.REVIEW' && named === undefined) return auditEmergency;
  if (role !== 'VSS_CLAIM_OFFICER' || purpose !== 'SI.CLAIM.DECIDE') return undefined;
  const claim = cast.claims.find(({ id, number }) => id === named || number === named);
  return claim && emergencyOf(claim.id);
}

function drawOrganisation(role: string, scene: Scene, random: RandomStream): string | undefined {
  const { cast, claims, papers, person } = scene;
  if (role.startsWith('VSS_')) return pickNear(random, claims, cast.claims).office;
  if (/^FACILITY|^ASSESSMENT/.test(role)) return pickNear(random, papers, cast.papers).issuer.code;
  if (role === 'EMPLOYER_HR') {
    const employers = [
      cast.insured.get(person.id)?.employerId,
      ...claims.map(({ employerId }) => employerId),
    ];
    return pickNear(
      random,
      employers.filter((code) => code !== undefined),
      [...cast.employers.keys()],
    );
  }
  return role === 'JUSTICE_REGISTRAR' ? random.pick(cast.births).issuer.code : undefined;
}

function drawCitizen(role: string, { cast, family }: Scene, random: RandomStream): string | undefined {
  if (citizenRoles.includes(role)) return pickNear(random, family, [random.pick(cast.people).id]);
  return random.chance(0.12) ? pickNear(random, family, [random.pick(cast.people).id]) : undefined;
}

function drawCase(role: string, { cast, claims }: Scene, random: RandomStream): string | undefined {
  if (!random.chance(role.startsWith('VSS_') ? 0.9 : 0.1)) return undefined;
  const { id, number } = pickNear(random, claims, cast.claims);
  return random.chance(0.05) ? 'BHXH-2026-00000000' : random.pick([id, number]);
}
