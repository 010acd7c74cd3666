import { reasons, type ReasonCode } from '../benefits/reasons/reasons.ts';
import type { ClaimEvidence, ClaimRecord } from '../collections.ts';
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
export function notEligible(claimantId: string, code: ReasonCode) {
  const { article, vi, en } = reasons[code];
  return {
    __typename: 'ClaimNotEligible',
    claimantId,
    reasonCode: code,
    article,
    reasonVi: vi,
    reasonEn: en,
  } as const;
}

type PreviewAnswer = ClaimPreview & { readonly claimantId: string };

/** Resolvers of what is answered about claims and previews. */
export const claimAnswerResolvers: Resolvers<Context> = {
  EvidenceFinding: { document: documentOf },
  AssessedPaper: {
    document: ({ type, id }: ReliedOnPaper) => ({ __typename: type, id }),
  },
  ClaimAssessment: {
    reasonCodes: ({ reasons: codes }: StoredAssessment) => codes,
  },
  ClaimAccepted: { claimId: idOfClaim, number: ({ claim }: { claim: ClaimRecord }) => claim.number },
  ClaimMissingEvidence: { claimId: idOfClaim },
  ClaimEvidenceInvalid: { claimId: idOfClaim },
  ClaimAlreadyMade: { claimId: idOfClaim },
  ClaimPreview: {
    office: ({ insured }: PreviewAnswer) => insured?.office ?? null,
    employer: ({ insured }: PreviewAnswer, args: unknown, context: Context) =>
      insured ? employer(insured, args, context) : null,
    notEligible: ({ claimantId, notEligible: code }: PreviewAnswer) =>
      code === undefined ? null : notEligible(claimantId, code),
  },
};

function idOfClaim({ claim }: { readonly claim?: ClaimRecord }): string | null {
  return claim?.id ?? null;
}
