import type { DataAnnotation } from '../data-annotation.ts';
import { missingFacts } from './denial-reason.ts';
import { denialReasons } from './denial-reasons.ts';
import type { DenialReason } from './denial-reasons.ts';
import { disclosures } from './disclosure.ts';
import { basisOn } from './law/register.ts';
import type { DatedArticle } from './law/register.ts';
import type { PolicyProfile, PolicyQuestion } from './policy-table.ts';
import type { CitedPolicy, Policy } from './policy.ts';
import { relations } from './relation.ts';
import type { Relation } from './relation.ts';
import { verdictOf } from './verdict.ts';
import type { Verdict } from './verdict.ts';
import type { Purpose, RelationMeaning, Role } from './vocabulary.ts';

/** A question about one element of the graph. */
export interface ExplainedQuestion extends PolicyQuestion {
  /** The one relation to explain; each of them when it is left out. */
  readonly relation?: Relation | undefined;
  /** Level of assurance with which the caller is known, 1 to 3; taken to suffice when it is left out. */
  readonly assurance?: number | undefined;
}

/** What becomes of one element, and on which rule and article that rests. */
export interface Explanation {
  /** Version of the policy table that decided. */
  readonly policyVersion: string;
  /** Undefined where the policy does not know the word, or where it stands for none. */
  readonly role: Role | undefined;
  readonly purpose: Purpose | undefined;
  readonly relations: readonly ExplainedRelation[];
}

/** The verdict under one relation to the data subject. */
export interface ExplainedRelation {
  readonly relation: RelationMeaning;
  /** What the table says; a request that lacks a case or assurance is denied whatever it says. */
  readonly verdict: Verdict;
  /** One for each category of the element. */
  readonly categories: readonly ExplainedCategory[];
  /** Why it is denied, first what is to be supplied first; empty when it is not. */
  readonly reasons: readonly ExplainedReason[];
}

/** How much of one category may be shown, and by what. */
export interface ExplainedCategory {
  readonly category: string;
  readonly disclosure: (typeof disclosures)[number];
  readonly policies: readonly ExplainedPolicy[];
}

/** A policy that decided, with its articles as they stand on the day of the question. */
export interface ExplainedPolicy extends Omit<CitedPolicy, 'basis'> {
  readonly basis: readonly DatedArticle[];
}

/** A reason of denial with its sentences. */
export interface ExplainedReason {
  readonly code: DenialReason;
  readonly en: string;
  readonly vi: string;
  /** The header of a request that states it. */
  readonly header?: string;
}

/** Explains what becomes of an element that is so classified. */
export function explainDecision(
  policy: Policy,
  question: ExplainedQuestion,
  annotations: readonly DataAnnotation[],
): Explanation {
  const { relation: asked } = question;
  return {
    policyVersion: policy.table.version,
    role: policy.roles.get(question.role),
    purpose: policy.purposes.get(question.purpose),
    relations: (asked === undefined ? relations : [asked]).flatMap((relation) => {
      const meaning = policy.relations.get(relation);
      return meaning ? [explainRelation(policy, question, meaning, annotations)] : [];
    }),
  };
}

function explainRelation(
  policy: Policy,
  question: ExplainedQuestion,
  relation: RelationMeaning,
  annotations: readonly DataAnnotation[],
): ExplainedRelation {
  const profile = policy.table.profile(question);
  const facts = { caseNamed: relation.code === 'CASE', assurance: question.assurance ?? 3 };
  const missing = missingFacts(policy, question, [relation.code], annotations, facts) ?? ['NOT_GRANTED'];
  return {
    relation,
    verdict: verdictOf(annotations, (category) => profile.disclosure(relation.code, category)),
    categories: [...new Set(annotations.map(({ category }) => category))].map((category) =>
      explainCategory(policy, profile, relation.code, category, question.day),
    ),
    reasons: missing.map((code) => ({ code, ...denialReasons[code] })),
  };
}

function explainCategory(
  { policies, register }: Policy,
  profile: PolicyProfile,
  relation: Relation,
  category: string,
  day: string,
): ExplainedCategory {
  return {
    category,
    disclosure: disclosures[profile.disclosure(relation, category)],
    policies: profile.policies(relation, category).flatMap((id): ExplainedPolicy[] => {
      const policy = policies.get(id);
      return policy ? [{ ...policy, basis: basisOn(register, policy.basis, day) }] : [];
    }),
  };
}
