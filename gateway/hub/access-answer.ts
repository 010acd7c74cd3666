import type { DataAnnotation } from '../../schema/data-annotation.ts';
import { explainDecision } from '../../schema/policy/explain.ts';
import type { ExplainedQuestion, ExplainedReason, ExplainedRelation } from '../../schema/policy/explain.ts';
import type { DatedArticle } from '../../schema/policy/law/register.ts';
import type { Policy } from '../../schema/policy/policy.ts';

/** A word of the policy with its meaning. */
export interface AccessTerm {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

/** What the policy says of one element: the type `AccessDecision` of the graph, and what `npm run explain` prints. */
export interface AccessAnswer {
  readonly coordinate: string;
  readonly role: AccessTerm;
  readonly purpose: AccessTerm | null;
  readonly asOf: string;
  readonly reasonRecorded: boolean;
  readonly breakGlass: boolean;
  readonly classification: readonly DataAnnotation[];
  readonly outcomes: readonly AccessOutcome[];
  readonly policyVersion: string;
}

/** What becomes of it under one relation. */
export interface AccessOutcome {
  readonly relation: AccessTerm;
  readonly verdict: 'FULL' | 'MASKED' | 'ANSWER' | 'NONE';
  readonly masks: readonly string[];
  readonly refusedCategory: string | null;
  readonly categories: readonly CategoryOutcome[];
  /** What is missing, in the order in which it is to be supplied; empty where it is shown. */
  readonly howToAsk: readonly ExplainedReason[];
}

/** How much of one category may be shown, and by which policies. */
export interface CategoryOutcome {
  readonly category: string;
  readonly disclosure: 'FULL' | 'GUARDED' | 'MASKED' | 'ANSWER' | 'NONE';
  readonly policies: readonly DecidingPolicy[];
}

/** A policy that decided, with the law that it rests on. */
export interface DecidingPolicy {
  readonly id: string;
  readonly effect: 'PERMIT' | 'FORBID';
  readonly articles: readonly LegalArticle[];
}

/** An article as it stands on the day of the question. */
export interface LegalArticle {
  readonly id: string;
  readonly actVi: string;
  readonly actEn: string;
  readonly article: string;
  readonly vi: string;
  readonly en: string;
  readonly inForceFrom: string;
  readonly inForceTo: string | null;
  readonly inForce: boolean;
  readonly verified: boolean;
  readonly doubt: string | null;
}

/** The answer about an element that is so classified; undefined for a role that the policy does not know. */
export function answerAccess(
  policy: Policy,
  coordinate: string,
  annotations: readonly DataAnnotation[],
  question: ExplainedQuestion,
): AccessAnswer | undefined {
  const { role, purpose, relations, policyVersion } = explainDecision(policy, question, annotations);
  if (role === undefined) return undefined;
  return {
    coordinate,
    role: termOf(role),
    purpose: purpose === undefined ? null : termOf(purpose),
    asOf: question.day,
    reasonRecorded: question.reasonRecorded,
    breakGlass: question.breakGlass,
    classification: annotations,
    outcomes: relations.map(outcomeOf),
    policyVersion,
  };
}

const verdicts = { full: 'FULL', masked: 'MASKED', answer: 'ANSWER', none: 'NONE' } as const;
const disclosureNames = { ...verdicts, guarded: 'GUARDED' } as const;
const effects = { permit: 'PERMIT', forbid: 'FORBID' } as const;

function outcomeOf({ relation, verdict, categories, reasons }: ExplainedRelation): AccessOutcome {
  return {
    relation: termOf(relation),
    verdict: verdicts[verdict.kind],
    masks: verdict.kind === 'masked' ? verdict.masks : [],
    refusedCategory: verdict.kind === 'none' ? verdict.category : null,
    categories: categories.map(({ category, disclosure, policies }) => ({
      category,
      disclosure: disclosureNames[disclosure],
      policies: policies.map(({ id, effect, basis }) => ({
        id,
        effect: effects[effect],
        articles: basis.map(articleOf),
      })),
    })),
    howToAsk: reasons,
  };
}

/** An article as the graph tells it. */
export function articleOf({ id, act, article, vi, en, force, verified, doubts }: DatedArticle): LegalArticle {
  return {
    id,
    actVi: act.vi,
    actEn: act.en,
    article,
    vi,
    en,
    inForceFrom: act.inForceFrom,
    inForceTo: act.inForceTo ?? null,
    inForce: force === 'IN_FORCE',
    verified,
    doubt: verified ? null : [...new Set(doubts)].join('; '),
  };
}

/** A word of the policy, without what else is known of it. */
export function termOf({ code, vi, en }: AccessTerm): AccessTerm {
  return { code, vi, en };
}
