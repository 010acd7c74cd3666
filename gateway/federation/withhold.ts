import type { GraphQLError } from 'graphql';
import type { Answered } from './answer-operation.ts';
import { allDenied } from './fetching/all-denied.ts';

/**
 * The answer of which nothing leaves: only the reason. Whom it was about is still known, so that the record says whose
 * data were asked for and refused.
 */
export function withhold(
  { kind, denials, disclosures, mayHaveChanged }: Answered,
  reason: GraphQLError,
): Answered {
  return {
    result: { errors: [reason] },
    kind,
    denials,
    disclosures: disclosures.map(({ subgraph, policyVersion, ...disclosed }) => ({
      subgraph,
      policyVersion,
      ...allDenied(disclosed),
    })),
    ...(mayHaveChanged && { mayHaveChanged }),
    withheld: reason,
  };
}
