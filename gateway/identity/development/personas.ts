import type { Assurance } from '../token-claims.ts';

/** Somebody in whose name a development token can be issued. */
export interface Persona {
  /** What the persona shows, in a line. */
  readonly about: string;
  /** Client that asks: a file of `gateway/clients/`. */
  readonly client: string;
  readonly role: string;
  /** Roles that the token has beside it, of the same client. */
  readonly alsoRoles?: readonly string[];
  /** What the persona asks for where nothing else is said. */
  readonly purpose: string;
  readonly organisation?: string;
  /** Opaque id as a citizen; those of officers are nobody's in the synthetic world. */
  readonly citizen: string;
  readonly assurance: Assurance;
  /** None where left out. */
  readonly scopes?: readonly string[];
}

/**
 * The new mother of the world that `npm start` makes, and whoever handles her papers there; a test compares them with
 * that world. In another world say `--citizen` and `--organisation`.
 */
export const defaultWorld = {
  mother: 'yjVE6AOEKDNfPAPfE5cqCY',
  office: 'BHXH-52',
  hospital: '99024',
  employer: '0045131147ZZ226',
  registry: '90105',
  /** The guardian of the orphan, and a council that assessed somebody. */
  guardian: 'fPq7OS8Z1gMAsI8VDVbq8i',
  council: '00872',
} as const;

const { mother, office, hospital, employer, registry, guardian, council } = defaultWorld;

/** One persona for every column of the access matrix, and some who must be refused what another gets. */
const personas = {
  'vss-officer': {
    about: "decides claims at the new mother's social insurance office",
    client: 'vss-benefits',
    role: 'VSS_CLAIM_OFFICER',
    purpose: 'SI.CLAIM.DECIDE',
    organisation: office,
    citizen: 'staff-vss-officer',
    assurance: 2,
  },
  'vss-officer-elsewhere': {
    about: 'decides claims at another office, and so never hers',
    client: 'vss-benefits',
    role: 'VSS_CLAIM_OFFICER',
    purpose: 'SI.CLAIM.DECIDE',
    organisation: 'BHXH-01',
    citizen: 'staff-vss-officer-elsewhere',
    assurance: 2,
  },
  'vss-approver': {
    about: 'leads the officers of the same office, and may agree to emergency access of one of them',
    client: 'vss-benefits',
    role: 'VSS_CLAIM_OFFICER',
    purpose: 'AU.OWN',
    organisation: office,
    citizen: 'staff-vss-approver',
    assurance: 2,
    scopes: ['break-glass:approve'],
  },
  'vss-machine': {
    about: 'gathers the evidence of claims for an office, by itself',
    client: 'vss-resolver',
    role: 'VSS_CLAIM_OFFICER',
    purpose: 'SI.CLAIM.DECIDE',
    organisation: office,
    citizen: 'staff-vss-machine',
    assurance: 2,
  },
  'vss-assessor': {
    about: 'assesses the medical side of claims',
    client: 'vss-benefits',
    role: 'VSS_MEDICAL_ASSESSOR',
    purpose: 'SI.CLAIM.ASSESS',
    organisation: office,
    citizen: 'staff-vss-assessor',
    assurance: 2,
  },
  'vss-payment': {
    about: 'pays benefits that have been decided',
    client: 'vss-benefits',
    role: 'VSS_PAYMENT_OFFICER',
    purpose: 'SI.CLAIM.PAY',
    organisation: office,
    citizen: 'staff-vss-payment',
    assurance: 2,
  },
  'facility-clerk': {
    about: 'prepares papers at the hospital of the birth',
    client: 'hospital-his',
    role: 'FACILITY_CLERK',
    purpose: 'HC.DOC.ISSUE',
    organisation: hospital,
    citizen: 'staff-facility-clerk',
    assurance: 2,
  },
  'facility-doctor': {
    about: 'treats patients at the hospital of the birth',
    client: 'hospital-his',
    role: 'FACILITY_DOCTOR',
    purpose: 'HC.DOC.ISSUE',
    organisation: hospital,
    citizen: 'staff-facility-doctor',
    assurance: 2,
  },
  'assessment-council': {
    about: 'records the assessments of a council',
    client: 'assessment-council',
    role: 'ASSESSMENT_COUNCIL',
    purpose: 'HC.ASSESS.RECORD',
    organisation: council,
    citizen: 'staff-assessment-council',
    assurance: 2,
  },
  'employer-hr': {
    about: "prepares claims of the new mother's employer",
    client: 'employer-portal',
    role: 'EMPLOYER_HR',
    purpose: 'SI.CLAIM.SUBMIT',
    organisation: employer,
    citizen: 'staff-employer-hr',
    assurance: 2,
  },
  citizen: {
    about: 'is the new mother, who views her own data',
    client: 'vss-portal',
    role: 'CITIZEN',
    purpose: 'DS.SELF.VIEW',
    citizen: mother,
    assurance: 2,
  },
  parent: {
    about: 'is the new mother too, and may act for her child',
    client: 'vss-portal',
    role: 'CITIZEN',
    alsoRoles: ['REPRESENTATIVE'],
    purpose: 'DS.SELF.VIEW',
    citizen: mother,
    assurance: 2,
  },
  guardian: {
    about: 'acts for a grandchild whose parents have died',
    client: 'vss-portal',
    role: 'REPRESENTATIVE',
    purpose: 'DS.REPRESENT',
    citizen: guardian,
    assurance: 2,
  },
  'justice-registrar': {
    about: 'registers births in the commune that registered this one',
    client: 'civil-registry',
    role: 'JUSTICE_REGISTRAR',
    purpose: 'CS.BIRTH.REGISTER',
    organisation: registry,
    citizen: 'staff-justice-registrar',
    assurance: 2,
  },
  'justice-machine': {
    about: 'takes note of medical notices for the civil-status register, by itself',
    client: 'justice-recorder',
    role: 'JUSTICE_REGISTRAR',
    purpose: 'CS.BIRTH.REGISTER',
    organisation: 'CSDL-HTDT',
    citizen: 'staff-justice-machine',
    assurance: 2,
  },
  'population-officer': {
    about: 'keeps the national population database',
    client: 'population-db',
    role: 'POPULATION_OFFICER',
    purpose: 'PD.VERIFY',
    organisation: 'CSDLQG-DC',
    citizen: 'staff-population-officer',
    assurance: 2,
  },
  'population-machine': {
    about: 'takes over what the registers enter, by itself',
    client: 'population-recorder',
    role: 'POPULATION_OFFICER',
    purpose: 'PD.UPDATE',
    organisation: 'CSDLQG-DC',
    citizen: 'staff-population-machine',
    assurance: 2,
  },
  portal: {
    about: 'is the national portal, to which the new mother has signed in',
    client: 'national-portal',
    role: 'PORTAL_BACKEND',
    purpose: 'PS.STATUS',
    citizen: mother,
    assurance: 2,
  },
  auditor: {
    about: 'reviews the sharing of data',
    client: 'hub-audit',
    role: 'AUDITOR',
    purpose: 'AU.REVIEW',
    organisation: 'LIEN-THONG',
    citizen: 'staff-auditor',
    assurance: 3,
  },
  'auditor-approver': {
    about: 'is the data-protection officer, and may agree to emergency access of an auditor',
    client: 'hub-audit',
    role: 'AUDITOR',
    purpose: 'AU.REVIEW',
    organisation: 'LIEN-THONG',
    citizen: 'staff-auditor-approver',
    assurance: 3,
    scopes: ['break-glass:approve'],
  },
  operator: {
    about: 'runs the hub: agencies, clients, quotas; sees nobody',
    client: 'hub-operations',
    role: 'HUB_OPERATOR',
    purpose: 'OP.RUN',
    organisation: 'LIEN-THONG',
    citizen: 'staff-operator',
    assurance: 3,
  },
  'suspended-clerk': {
    about: 'uses a client that is suspended: every request is refused',
    client: 'retired-his',
    role: 'FACILITY_CLERK',
    purpose: 'HC.DOC.ISSUE',
    organisation: hospital,
    citizen: 'staff-suspended-clerk',
    assurance: 2,
  },
} as const satisfies Readonly<Record<string, Persona>>;

/** The name of a persona. */
export type PersonaName = keyof typeof personas;

/** Every persona by its name. */
export const developmentPersonas: Readonly<Record<PersonaName, Persona>> = personas;

/** Whether a text names a persona. */
export function isPersonaName(name: string): name is PersonaName {
  return Object.hasOwn(personas, name);
}
