import { givenFor, type ReasonCode } from '../benefits/reasons/reasons.ts';
import type { BenefitScheme, ClaimEvidence, ClaimRecord } from '../collections.ts';
import type { ReliedOnPaper, StoredAssessment } from '../claims/assess/stored-assessment.ts';
import type { ClaimPreview } from '../claims/preview/preview-claim.ts';
import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import type { VssSources } from '../sources.ts';
import { employer } from './employer.ts';

type Context = CallScope & VssSources;

/** A paper as evidence names it, at its owner. */
export function documentOf({ document }: Pick<ClaimEvidence, 'document'>) {
  return document ? { __typename: document.type, id: document.id } : null;
}

/** Why nobody could grant a claim, in both languages. */
export function notEligible(claimantId: string, code: ReasonCode, scheme: BenefitScheme) {
  const { article, vi, en } = givenFor(code, [scheme]);
  return {
    __typename: 'ClaimNotEligible',
    claimantId,
    reasonCode: code,
    article,
    reasonVi: vi,
    reasonEn: en,
  } as const;
}

type PreviewAnswer = ClaimPreview & { readonly claimantId: string; readonly scheme: BenefitScheme };

/** An assessment, and the scheme of what it assesses: the articles of its reasons are of that scheme. */
export function assessmentFor(assessment: StoredAssessment | undefined, scheme: BenefitScheme) {
  return assessment ? { ...assessment, scheme } : null;
}

/** Resolvers of what is answered about claims and previews. */
export const claimAnswerResolvers: Resolvers<Context> = {
  EvidenceFinding: { document: documentOf },
  AssessedPaper: {
    document: ({ type, id }: ReliedOnPaper) => ({ __typename: type, id }),
  },
  ClaimAssessment: {
    reasonCodes: ({ reasons: codes }: StoredAssessment) => codes,
    reasons: ({ reasons: codes, facts, scheme }: NonNullable<ReturnType<typeof assessmentFor>>) =>
      codes.map((code) => givenFor(code, [facts.kind, scheme])),
  },
  ClaimAccepted: { claimId: idOfClaim, number: ({ claim }: { claim: ClaimRecord }) => claim.number },
  ClaimMissingEvidence: { claimId: idOfClaim },
  ClaimEvidenceInvalid: { claimId: idOfClaim },
  ClaimAlreadyMade: { claimId: idOfClaim },
  ClaimPreview: {
    office: ({ insured }: PreviewAnswer) => insured?.office ?? null,
    employer: ({ insured }: PreviewAnswer, args: unknown, context: Context) =>
      insured ? employer(insured, args, context) : null,
    estimate: ({ estimate, scheme }: PreviewAnswer) => assessmentFor(estimate, scheme),
    notEligible: ({ claimantId, notEligible: code, scheme }: PreviewAnswer) =>
      code === undefined ? null : notEligible(claimantId, code, scheme),
  },
};

function idOfClaim({ claim }: { readonly claim?: ClaimRecord }): string | null {
  return claim?.id ?? null;
}
