import { aboutRefused } from '../../kit/acts/about-refused.ts';
import { correctCitizen } from '../acts/correct-citizen.ts';
import { endRelation } from '../acts/end-relation.ts';
import { recordRelation } from '../acts/record-relation.ts';
import { isRefused, type Refused } from '../acts/refusal.ts';

/** The acts of an officer of the database. What can be expected to be refused is an answer, not an error. */
export const mutationResolvers = {
  correctCitizen: aboutRefused(correctCitizen, isRefused, subjectOf),
  recordRelation: aboutRefused(recordRelation, isRefused, subjectOf),
  endRelation: aboutRefused(endRelation, isRefused, subjectOf),
};

interface AboutPeople {
  readonly citizen: string;
  readonly relative?: string;
}

function subjectOf(refused: Refused, { citizen, relative }: AboutPeople): string | undefined {
  return 'field' in refused && refused.field === 'relative' ? relative : citizen;
}
