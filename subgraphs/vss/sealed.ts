import { sha256 } from '../../schema/sha256.ts';
import type { SealedCollection, SealedTypes } from '../kit/seal/sealed-type.ts';
import type { EndedDocuments } from '../kit/seal/status/ended-documents.ts';
import { pagesAlong } from '../kit/store/paging.ts';
import type { Store } from '../kit/store/port.ts';
import { resultLists, type ResultListRecord } from './claims/list/result-list.ts';
import { claims, type BenefitDecision, type ClaimRecord } from './collections.ts';

/** A decision with the claim that it decides: without it a decision would be anybody's. */
export interface DecisionOfClaim extends BenefitDecision {
  readonly claimId: string;
  /** The decision that it replaces. */
  readonly replaces?: BenefitDecision | undefined;
}

/** The decision of a claim as it is now; undefined where there is none yet. */
export function decisionOf({ id, decision, formerDecisions }: ClaimRecord): DecisionOfClaim | undefined {
  return decision && { ...decision, claimId: id, replaces: formerDecisions?.at(-1) };
}

/** A claim that is decided again has another decision, so a decision is named by its number and its day. */
function decisionId(claimId: string, { number, decidedOn }: BenefitDecision): string {
  return sha256([claimId, number, decidedOn].join('\n')).slice(0, 22);
}

function identityOf({ claimId, replaces, ...decision }: DecisionOfClaim) {
  return {
    id: decisionId(claimId, decision),
    partOf: { claim: claimId, ...(replaces && { supersedes: decisionId(claimId, replaces) }) },
  };
}

/** What social insurance seals: its decisions, and the lists of them. */
export const sealed: SealedTypes = {
  BenefitDecision: { identityOf, leaveOut: [] },
  ResultList: { identityOf: ({ id }: ResultListRecord) => ({ id }), leaveOut: [] },
};

/** Where they lie. */
export const sealedIn: readonly SealedCollection[] = [
  {
    spec: claims,
    documentsOf: (claim: ClaimRecord) => {
      const record = decisionOf(claim);
      return record ? [{ typeName: 'BenefitDecision', record }] : [];
    },
  },
  {
    spec: resultLists,
    documentsOf: (record: ResultListRecord) => [{ typeName: 'ResultList', record }],
  },
];

/** The decisions that a later one of the same claim has replaced. */
export async function openEnded(store: Store): Promise<EndedDocuments> {
  const collection = await store.collection(claims);
  return async function* ended() {
    for await (const page of pagesAlong(collection, claims, { index: 'byRedecided', equals: [true] })) {
      yield page.flatMap(({ id, formerDecisions = [] }) =>
        formerDecisions.map((decision) => ({
          typeName: 'BenefitDecision',
          id: decisionId(id, decision),
          status: 'SUPERSEDED' as const,
        })),
      );
    }
  };
}
