import type { GraphQLError } from 'graphql';
import type { Answered } from './answer-operation.ts';
import type { Disclosure } from './fetching/plan-run.ts';

/**
 * The answer of which nothing leaves: only the reason. Whom it was about is still known, so that the record says whose
 * data were asked for and refused.
 */
export function withhold({ kind, denials, disclosures }: Answered, reason: GraphQLError): Answered {
  return {
    result: { errors: [reason] },
    kind,
    denials,
    disclosures: disclosures.map(allDenied),
    withheld: reason,
  };
}

function allDenied({ full, masked, answered, denied, ...about }: Disclosure): Disclosure {
  const coordinates = [full, masked, answered, denied].flatMap((each) => each ?? []);
  return { ...about, denied: [...new Set(coordinates)].toSorted() };
}
