import type { CaseChild } from '../../../schema/hub-context.ts';
import type { ClaimRecord } from '../collections.ts';
import { isOfBirth } from './evidence/question-of.ts';

type Named = Pick<ClaimRecord, 'childId' | 'provenChildId'>;

/** The child of a claim that is proven to be its claimant's; undefined where there is none, or it is not proven. */
export function provenChildOf({ childId, provenChildId }: Named): string | undefined {
  return childId !== undefined && childId === provenChildId ? childId : undefined;
}

/** Whether a claim names somebody of whom nothing proves that they are the claimant's: all that is known is the claimant's word. */
export function namesUnprovenChild(claim: Named): boolean {
  return claim.childId !== undefined && provenChildOf(claim) === undefined;
}

/**
 * The claim with a child that was proven to be its claimant's.
 *
 * @param isByPaper whether a paper proves it, while no register says whose the child is
 */
export function noteProvenChild(claim: ClaimRecord, provenChildId: string, isByPaper: boolean): ClaimRecord {
  return { ...withoutProvenChild(claim), provenChildId, ...(isByPaper && { isChildByPaper: true }) };
}

/** The claim whose child is proven to be the claimant's no more, or is to be asked about anew. */
export function withoutProvenChild({ provenChildId: _child, isChildByPaper: _by, ...claim }: ClaimRecord) {
  return claim satisfies ClaimRecord;
}

/**
 * The proven child of a claim as its case names it: it is a person of the case while the registers say that it is the claimant's.
 * For the benefit of a birth the register of births says so too: whoever bore a child claims for it, also one whom others have adopted.
 *
 * @param documents papers that are closed with it
 */
export function childOfCase(claim: ClaimRecord, documents: readonly string[]): CaseChild | undefined {
  const id = provenChildOf(claim);
  if (id === undefined) return undefined;
  const [ofRegisters, ofPaper] = isOfBirth(claim)
    ? (['BIRTH', 'BIRTH_PAPER'] as const)
    : (['REPRESENTATION', 'PAPER'] as const);
  return {
    id,
    of: claim.claimantId,
    documents,
    restsOn: claim.isChildByPaper === true ? ofPaper : ofRegisters,
  };
}
