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

/** A refusal that a number is taken tells of the one to whom it belongs; whom the act names, its entry has beside it. */
function subjectOf(refused: Refused, { citizen, relative }: AboutPeople): string | undefined {
  if ('holder' in refused && typeof refused.holder === 'string') return refused.holder;
  return 'field' in refused && refused.field === 'relative' ? relative : citizen;
}
