import { correctCitizen } from '../acts/correct-citizen.ts';
import { endRelation } from '../acts/end-relation.ts';
import { recordRelation } from '../acts/record-relation.ts';

/** The acts of an officer of the database. What can be expected to be refused is an answer, not an error. */
export const mutationResolvers = { correctCitizen, recordRelation, endRelation };
