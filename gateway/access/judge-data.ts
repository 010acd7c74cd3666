import type { DataAnnotation } from '../../schema/data-annotation.ts';
import { denialReason } from '../../schema/policy/denial-reason.ts';
import type { DenialReason } from '../../schema/policy/denial-reasons.ts';
import type { PolicyQuestion } from '../../schema/policy/policy-table.ts';
import type { Policy } from '../../schema/policy/policy.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { verdictOf } from '../../schema/policy/verdict.ts';
import { possibleRelations, type AccessFacts } from './access-facts.ts';

type Annotations = readonly DataAnnotation[];

/** The decision about one caller over classified data, before it is known whose data they are. */
export interface DataJudge {
  /** Equal for callers about whom every decision, and every reason against, is equal. */
  readonly key: string;
  /** Whether some relation that the caller may turn out to have allows the field and each input that it uses. */
  allows(field: Annotations, inputs: readonly Annotations[]): boolean;
  reasonAgainst(field: Annotations, inputs: readonly Annotations[]): DenialReason;
}

/** Allows what is not personal: for a gateway that knows no policy. */
export const judgePublic: DataJudge = {
  key: 'public',
  allows: (field, inputs) => [field, ...inputs].every((annotations) => annotations.every(isPublic)),
  reasonAgainst: () => 'NOT_GRANTED',
};

function isPublic({ category }: DataAnnotation): boolean {
  return category === 'PUBLIC';
}

/**
 * Judges by the policy table. Which relation holds is known only where the record is; so what no relation allows is
 * refused here, and the rest is decided again by the agency that has the record.
 */
export function judgeByPolicy(
  policy: Pick<Policy, 'table' | 'purposes' | 'days'>,
  facts: AccessFacts,
): DataJudge {
  const { table } = policy;
  const { role, purpose, day, reasonRecorded, breakGlass, assurance, assuranceTooLow } = facts;
  const profile = table.profile(questionOf(facts));
  const relations = possibleRelations(facts);
  const allowsUnder = (relation: Relation, field: Annotations, inputs: readonly Annotations[]): boolean => {
    const disclosureOf = (category: string) => profile.disclosure(relation, category);
    // To compare with a datum is to learn it: a value that would be shown masked cannot be asked for.
    return (
      verdictOf(field, disclosureOf).kind !== 'none' &&
      inputs.every((input) => ['full', 'answer'].includes(verdictOf(input, disclosureOf).kind))
    );
  };
  return {
    // A reason looks at what would open it too: at other purposes, as they are open on the day.
    key: JSON.stringify([
      table.version,
      policy.days.findLast((first) => first <= day),
      role,
      purpose,
      reasonRecorded,
      breakGlass,
      assurance,
      assuranceTooLow,
      relations,
    ]),
    allows: (field, inputs) => relations.some((relation) => allowsUnder(relation, field, inputs)),
    reasonAgainst: (field, inputs) =>
      denialReason(policy, facts, relations, [...field, ...inputs.flat()], {
        caseNamed: facts.case !== undefined,
        assurance,
      }),
  };
}

/**
 * What is asked of the policy about a caller. How surely the caller is known does not suffice for the purpose: then it
 * has none (Decree 356/2025 art. 9).
 */
export function questionOf({
  role,
  purpose,
  day,
  reasonRecorded,
  breakGlass,
  assuranceTooLow,
}: AccessFacts): PolicyQuestion {
  return { role, purpose: assuranceTooLow ? 'NONE' : purpose, day, reasonRecorded, breakGlass };
}
