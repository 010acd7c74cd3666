import type { ExplorerOptions } from '../gateway/explorer/explorer-routes.ts';
import { issueDevelopmentToken } from '../gateway/identity/development/development-issuer.ts';
import { claims } from '../subgraphs/vss/collections.ts';
import type { Store } from '../subgraphs/kit/store/port.ts';
import { firstQuery } from '../test/world/first-query.ts';

/** The claim that a newcomer is shown, and how to ask about it. */
export interface FirstClaim {
  /** Number that the claimant knows. */
  readonly number: string;
  /** Opaque id of the claim. */
  readonly id: string;
  /** Code of the office that decides it. */
  readonly office: string;
  readonly explorer: ExplorerOptions;
}

/** How long the tokens of the explorer are good: a working day, in minutes. */
const workingDay = 8 * 60;

/**
 * The latest claim of a citizen, as the officer asks about it who decides it.
 *
 * @throws Error when the citizen has none
 */
export async function findFirstClaim(vss: Store, citizenId: string): Promise<FirstClaim> {
  const collection = await vss.collection(claims);
  const [claim] = await collection.find({
    index: 'byClaimant',
    equals: [citizenId],
    order: 'desc',
    limit: 1,
  });
  if (!claim) throw new Error('The first citizen of the stories has no claim.');
  const { id, number, office } = claim;
  const headers = async () => {
    const token = await issueDevelopmentToken({
      persona: 'vss-officer',
      organisation: office,
      minutes: workingDay,
    });
    return {
      authorization: `Bearer ${token}`,
      'hub-purpose': 'SI.CLAIM.DECIDE',
      'hub-case': number,
    };
  };
  return { id, number, office, explorer: { query: firstQuery(id), headers } };
}
