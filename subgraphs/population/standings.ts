import { statedPerson, type Standing, type Standings } from '../kit/access/standing.ts';
import type { CitizenRecord, FamilyRelationRecord } from './collections.ts';

/**
 * The database is its officers' duty (Law 26/2023 Art. 12), and its persons are those of the civil status registers
 * (Law 60/2014 Art. 61).
 */
const duty = ['POPULATION_OFFICER', 'JUSTICE_REGISTRAR', 'AUDITOR'];

/** The arguments of a question about two people. */
interface SecondPerson {
  readonly citizen?: string;
  readonly child?: string;
}

/** Whom an answer about stated particulars or a stated relation is about; undefined where nobody was found. */
export interface About {
  readonly about?: string | undefined;
}

/** Whom an answer about a stated relation is about, as far as both are somebody. */
export interface AboutBoth extends About {
  readonly relative?: string | undefined;
}

/** How a caller stands to a person of the database. */
export const ofPerson = (id: string): Standing => ({ subject: id, duty });

/** An answer about two people is of the one of whom it is asked, and told of the other one as well. */
const ofBoth = ({ id }: CitizenRecord, { citizen, child = citizen }: SecondPerson = {}): Standing => ({
  ...ofPerson(id),
  alsoAbout: statedPerson(child),
});

const ofStatedRelation = ({ about, relative }: AboutBoth): Standing => ({
  subject: about,
  alsoAbout: statedPerson(relative),
  duty,
  ...((about === undefined || relative === undefined) && { foundNobody: true }),
});

const ofAnswer = ({ about }: About): Standing => ({
  subject: about,
  duty,
  ...(about === undefined && { foundNobody: true }),
});

/** Who changes the database: its officers (Law 26/2023 Art. 12). */
const act = (): Standing => ({ duty: ['POPULATION_OFFICER'] });

/** What came of an act is told of whose record it changed, or would have changed. */
const ofAct = (subject: string | undefined): Standing => ({ ...act(), subject });

/** Whose records the population database keeps. */
export const standings: Standings = {
  'Mutation.correctCitizen': act,
  'Mutation.recordRelation': act,
  'Mutation.endRelation': act,
  Citizen: ({ id }: CitizenRecord): Standing => ofPerson(id),
  'Citizen.isParentOf': ofBoth,
  'Citizen.isNamedParentOf': ofBoth,
  'Citizen.isSpouseOf': ofBoth,
  'Citizen.represents': ofBoth,
  // Both people are concerned, and each has an entry of their own: this one is of the citizen in whose list it stands,
  // and it takes a relation to that citizen to read it. What the relative is but a relative is the relative's.
  FamilyRelation: ({ citizenId }: FamilyRelationRecord): Standing => ({ subject: citizenId, duty }),
  // Without a relation to the person there is no answer, not even "wrong": nobody tries numbers and relatives.
  CitizenCorrected: ({ citizen }: { readonly citizen: CitizenRecord }): Standing => ofAct(citizen.id),
  FamilyRelationRecorded: ({ relation }: { readonly relation: FamilyRelationRecord }): Standing =>
    ofAct(relation.citizenId),
  PopulationChangeRefused: ({ about }: About): Standing => ofAct(about),
  CitizenVerification: ofAnswer,
  FamilyRelationVerification: ofStatedRelation,
};
