import { personalCategories } from '../data-annotation.ts';
import type { DataAnnotation } from '../data-annotation.ts';
import type { DenialReason } from './denial-reasons.ts';
import type { PolicyQuestion } from './policy-table.ts';
import type { Policy } from './policy.ts';
import { relations } from './relation.ts';
import type { Relation } from './relation.ts';
import { verdictOf } from './verdict.ts';

/** What a request brings beside what the table decides on. */
export interface RequestFacts {
  /** The request names a case. */
  readonly caseNamed: boolean;
  /** Level of assurance with which the caller is known, 1 to 3. */
  readonly assurance: number;
}

/**
 * Why an element is denied: the one fact that is to be supplied first.
 *
 * @param possibleRelations the relations under which the request could be answered
 * @param annotations the classification of the element
 */
export function denialReason(
  policy: Pick<Policy, 'table' | 'purposes'>,
  question: PolicyQuestion,
  possibleRelations: readonly Relation[],
  annotations: readonly DataAnnotation[],
  facts: RequestFacts,
): DenialReason {
  const [first] = missingFacts(policy, question, possibleRelations, annotations, facts) ?? [];
  return first ?? 'NOT_GRANTED';
}

/** How much it takes to supply a fact; what nobody can supply at will comes last. */
const effort: Readonly<Record<DenialReason, number>> = {
  TOKEN_REQUIRED: 1,
  PURPOSE_REQUIRED: 1,
  ASSURANCE_TOO_LOW: 1,
  CASE_REQUIRED: 1,
  REASON_REQUIRED: 1,
  PURPOSE_NOT_FITTING: 4,
  BREAK_GLASS_POSSIBLE: 8,
  NOT_RELATED: 16,
  NOT_GRANTED: 0,
};

/**
 * The facts that a request lacks, all of which together would open the element, by the way that takes the least: empty
 * when it is open, undefined when nothing opens it.
 */
export function missingFacts(
  policy: Pick<Policy, 'table' | 'purposes'>,
  question: PolicyQuestion,
  possibleRelations: readonly Relation[],
  annotations: readonly DataAnnotation[],
  facts: RequestFacts,
): readonly DenialReason[] | undefined {
  const personal = personalCategories(annotations).size > 0;
  if (personal && question.role === 'ANONYMOUS') return ['TOKEN_REQUIRED'];
  const known: Known = { question, possibleRelations, facts };
  return questionsOf(policy, question)
    .flatMap((asked): readonly Way[] => {
      const profile = policy.table.profile(asked);
      return relations
        .filter((relation) => {
          const verdict = verdictOf(annotations, (category) => profile.disclosure(relation, category));
          return verdict.kind !== 'none';
        })
        .map((relation) => ({ ...asked, relation }));
    })
    .map((way) => (personal ? lacking(policy, way, known) : []))
    .toSorted((a, b) => effortOf(a) - effortOf(b))[0];
}

interface Known {
  readonly question: PolicyQuestion;
  readonly possibleRelations: readonly Relation[];
  readonly facts: RequestFacts;
}

/** A question and a relation under which the element would open. */
interface Way extends PolicyQuestion {
  readonly relation: Relation;
}

/** Every question that the same caller could ask on the same day; as it was asked comes first. */
function questionsOf(
  { purposes }: Pick<Policy, 'purposes'>,
  question: PolicyQuestion,
): readonly PolicyQuestion[] {
  const { role, purpose, reasonRecorded, breakGlass } = question;
  const others = [...purposes.values()].filter(({ roles }) => roles.includes(role)).map(({ code }) => code);
  const states = [
    { reasonRecorded, breakGlass },
    { reasonRecorded: true, breakGlass },
    { reasonRecorded: true, breakGlass: true },
  ];
  return [...new Set([purpose, ...others])].flatMap((purpose) =>
    states.map((state) => ({ ...question, ...state, purpose })),
  );
}

/** What the request lacks to be asked in this way, in the order in which it is to be supplied. */
function lacking({ purposes }: Pick<Policy, 'purposes'>, way: Way, known: Known): readonly DenialReason[] {
  const { question, possibleRelations, facts } = known;
  const purpose = purposes.get(way.purpose);
  const reasons: DenialReason[] = [];
  if (way.purpose !== question.purpose) {
    reasons.push(question.purpose === 'NONE' ? 'PURPOSE_REQUIRED' : 'PURPOSE_NOT_FITTING');
  }
  if (facts.assurance < (purpose?.minimumAssurance ?? 0)) reasons.push('ASSURANCE_TOO_LOW');
  const needsCase = way.relation === 'CASE' || purpose?.caseRequired;
  if (needsCase && !facts.caseNamed) reasons.push('CASE_REQUIRED');
  else if (!possibleRelations.includes(way.relation)) reasons.push('NOT_RELATED');
  // Emergency access asks for the reason itself.
  if (way.breakGlass && !question.breakGlass) reasons.push('BREAK_GLASS_POSSIBLE');
  else if (way.reasonRecorded && !question.reasonRecorded) reasons.push('REASON_REQUIRED');
  return reasons;
}

function effortOf(reasons: readonly DenialReason[]): number {
  return reasons.reduce((sum, reason) => sum + effort[reason], 0);
}
