import { connect, type PageArguments } from '../../kit/connection.ts';
import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import { maternityLeaveLength, paymentOutcome } from '../claim-facts.ts';
import type { RecordedFact } from '../claims/record/officer-fact.ts';
import { claims, type BenefitScheme, type ClaimRecord } from '../collections.ts';
import { decisionOf } from '../sealed.ts';
import type { VssSources } from '../sources.ts';
import type { CitizenReference } from '../standings.ts';
import { assessmentFor, documentOf } from './claim-answers.ts';
import { employer } from './employer.ts';
import { listOfClaim } from './result-list.ts';

type Context = CallScope & VssSources;

type ClaimListArguments = PageArguments & { readonly scheme?: BenefitScheme | null };

/** Resolvers of claims, and of the person who claims. */
export const claimResolvers: Resolvers<Context> = {
  Citizen: {
    __resolveReference: ({ id }) => ({ id }),
    insurance: ({ id }: CitizenReference, _arguments: unknown, { insuredPersons }: Context) =>
      insuredPersons.load(id),
    claims: (
      { id }: CitizenReference,
      { scheme, ...page }: ClaimListArguments,
      { claimLists, cursors }: Context,
    ) =>
      connect(
        {
          spec: claims,
          range: {
            ...(scheme
              ? { index: 'byClaimantAndScheme', equals: [id, scheme] }
              : { index: 'byClaimant', equals: [id] }),
            order: 'desc',
          },
          load: (range) => claimLists.load(range),
        },
        page,
        cursors,
      ),
  },
  Claim: {
    __resolveReference: ({ id }, context) => context.claims.load(id),
    outcome: ({ decision }: ClaimRecord) => decision?.outcome ?? null,
    assessment: ({ assessment, scheme }: ClaimRecord) => assessmentFor(assessment, scheme),
    decision: (claim: ClaimRecord) => decisionOf(claim) ?? null,
    claimant: ({ claimantId }: ClaimRecord): CitizenReference => ({ id: claimantId }),
    child: ({ childId }: ClaimRecord) => (childId === undefined ? null : { id: childId }),
    employer,
    maternityLeaveLength,
    isPaid: paymentOutcome,
    repayments: ({ repayments }: ClaimRecord) => repayments ?? [],
    resultList: listOfClaim,
    factsNeeded: ({ factsNeeded }: ClaimRecord) => factsNeeded ?? [],
    recordedFacts: ({ recordedFacts }: ClaimRecord) => recordedFacts ?? [],
    appealedAt: ({ appeals }: ClaimRecord) => appeals?.map(({ notedAt }) => notedAt) ?? [],
    source: ({ updatedAt, version }: ClaimRecord) => ({ agency: 'VSS', asOf: updatedAt, version }),
  },
  ClaimEvidence: {
    document: documentOf,
  },
  RecordedFact: {
    kind: ({ fact }: RecordedFact) => fact.kind,
    paperKind: ({ paper }: RecordedFact) => paper.kind,
    paperNumber: ({ paper }: RecordedFact) => paper.number,
    paperIssuedOn: ({ paper }: RecordedFact) => paper.issuedOn,
    takenBackAt: ({ takenBack }: RecordedFact) => takenBack?.at ?? null,
    takenBackBecause: ({ takenBack }: RecordedFact) => takenBack?.reason ?? null,
  },
};
