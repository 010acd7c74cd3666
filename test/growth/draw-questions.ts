import { randomBytes } from 'node:crypto';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { isOpen } from '../../subgraphs/vss/claim-facts.ts';
import { claims, type ClaimRecord } from '../../subgraphs/vss/collections.ts';
import type { Asker } from '../scenario/running-hub.ts';
import { firstQuery } from '../world/first-query.ts';
import { idOfCopy } from './copies.ts';

/** What is asked: one field of one person, by that person, or the page of a claim, by the officer who decides it. */
export const kinds = ['point', 'page'] as const;
export type Kind = (typeof kinds)[number];

/** A question about one person of a world. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly asker: Asker;
}

const pointQuery = 'query OneField($id: ID!) { citizen(id: $id) { fullName } }';
const pageQuery = firstQuery('of claim').replace('DecideClaim', '$&($id: ID!)').replace('"of claim"', '$id');

/**
 * Draws somebody whose claim is open, each as likely as the other: ids are keyed hashes, so whoever comes after a random one is.
 *
 * @param copies how many times each citizen is there
 */
export async function drawQuestion(kind: Kind, vss: Store, copies: number): Promise<Question> {
  const { id, claimantId, office, number } = await drawClaim(vss);
  if (kind === 'page') {
    const asker: Asker = {
      persona: 'vss-officer',
      organisation: office,
      case: number,
      purpose: 'SI.CLAIM.DECIDE',
    };
    return { query: pageQuery, variables: { id }, asker };
  }
  const citizen = idOfCopy(claimantId, Math.floor(Math.random() * copies));
  return { query: pointQuery, variables: { id: citizen }, asker: { persona: 'citizen', citizen } };
}

async function drawClaim(vss: Store): Promise<ClaimRecord> {
  const collection = await vss.collection(claims);
  for (;;) {
    const after = [randomBytes(16).toString('base64url'), null, ''];
    const [claim] = await collection.find({ index: 'byClaimant', equals: [], after, limit: 1 });
    // Nobody comes after the last one; an officer sees the claims that are open.
    if (claim && isOpen(claim)) return claim;
  }
}
