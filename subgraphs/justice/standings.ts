import { statedPerson, type Standing, type Standings } from '../kit/access/standing.ts';
import type {
  BirthRegistrationRecord,
  DeathRegistrationRecord,
  ExtractRecord,
  RegisteredParent,
} from './collections.ts';
import type { About } from './lookup.ts';

/**
 * The registers are the registrar's duty (Law 60/2014 Art. 61), and their facts that of the population database, which
 * they change (Law 26/2023 Art. 12). How much of them each role sees, the policy says.
 */
const duty = ['JUSTICE_REGISTRAR', 'POPULATION_OFFICER', 'AUDITOR'];

/** How a caller stands to a person of whom the registers may have an entry. */
export const ofCitizen = ({ id }: { readonly id: string }): Standing => ({ subject: id, duty });

/** What an agency of another paper refers to: whose it is, that agency knows; a case names it by its id. */
const ofNotice = ({ id }: { readonly id: string }): Standing => ({ document: id, duty });

/** That there is no entry is about the same person as the entry would be; about nobody where nothing is known. */
const ofLookup = ({ subjectId, noticeId }: About): Standing => ({
  subject: subjectId,
  document: noticeId,
  duty,
  ...(subjectId === undefined && noticeId === undefined && { foundNobody: true }),
});

const ofBirth = (entry: BirthRegistrationRecord): Standing => ({ ...paper(entry), subject: entry.childId });

const ofDeath = (entry: DeathRegistrationRecord): Standing => ({
  ...paper(entry),
  subject: entry.deceasedId,
});

const ofExtract = (extract: ExtractRecord): Standing => ({ ...paper(extract), subject: extract.subjectId });

/** Names, years and nationalities of parents are the child's civil status; what else is written of them is their own. */
const ofParent = ({ citizenId }: RegisteredParent): Standing => ({ subject: citizenId, duty });

function paper({ id, issuer }: ExtractRecord | BirthRegistrationRecord | DeathRegistrationRecord): Standing {
  return { document: id, madeBy: [issuer.code], duty };
}

/** Who changes the register: its registrars, whatever their purpose lets them read (Law 60/2014 Art. 61). */
const act = (): Standing => ({ duty: ['JUSTICE_REGISTRAR'] });

/** What came of an act is told of whose entry it made or changed, or would have. */
const ofAct = (subject: string | undefined): Standing => ({ ...act(), subject });

const ofIssued = ({ extract }: { readonly extract: ExtractRecord }): Standing => ofAct(extract.subjectId);

interface Registered<Entry> {
  readonly registration: Entry;
}

/** Whose entries the civil status registers keep. */
export const standings: Standings = {
  'Mutation.registerBirth': act,
  'Mutation.correctBirth': act,
  'Mutation.cancelBirth': act,
  'Mutation.issueBirthExtract': act,
  'Mutation.registerDeath': act,
  'Mutation.correctDeath': act,
  'Mutation.cancelDeath': act,
  'Mutation.issueDeathExtract': act,
  BirthRegistered: ({ registration }: Registered<BirthRegistrationRecord>): Standing =>
    ofAct(registration.childId),
  DeathRegistered: ({ registration }: Registered<DeathRegistrationRecord>): Standing =>
    ofAct(registration.deceasedId),
  BirthExtractIssued: ofIssued,
  DeathExtractIssued: ofIssued,
  RegistrationRefused: ({ about }: { readonly about?: string }): Standing => ofAct(about),
  Citizen: ofCitizen,
  // What is answered tells of the child as well, and is told of them.
  'Citizen.isRegisteredParentOf': (
    parent: { readonly id: string },
    { child }: { readonly child?: string } = {},
  ): Standing => ({ ...ofCitizen(parent), alsoAbout: statedPerson(child) }),
  BirthLookup: ofLookup,
  DeathLookup: ofLookup,
  MedicalBirthNotice: ofNotice,
  MedicalDeathNotice: ofNotice,
  BirthRegistration: ofBirth,
  DeathRegistration: ofDeath,
  BirthExtract: ofExtract,
  DeathExtract: ofExtract,
  'RegisteredParent.citizen': ofParent,
  'RegisteredParent.ethnicityCode': ofParent,
  'RegisteredParent.residence': ofParent,
  'RegisteredParent.personalNumber': ofParent,
  // Who asked for a registration is somebody else, and who exactly the register does not know.
  'BirthRegistration.requester': paper,
  'DeathRegistration.requester': paper,
};
