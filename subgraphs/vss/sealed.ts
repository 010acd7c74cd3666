import { createHash } from 'node:crypto';
import type { SealedTypes } from '../kit/seal/sealed-type.ts';
import type { BenefitDecision } from './collections.ts';

/** A decision with the claim that it decides: without it a decision would be anybody's. */
export interface DecisionOfClaim extends BenefitDecision {
  readonly claimId: string;
}

/** A claim that is decided again has another decision, so a decision is named by its number and its day. */
function identityOf({ claimId, number, decidedOn }: DecisionOfClaim) {
  const words = [claimId, number, decidedOn].join('\n');
  return {
    id: createHash('sha256').update(words).digest('base64url').slice(0, 22),
    partOf: { claim: claimId },
  };
}

/** The decisions that social insurance seals. */
export const sealed: SealedTypes = { BenefitDecision: { identityOf, leaveOut: [] } };
