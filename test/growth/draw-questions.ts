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

/** Times that it is drawn for each claim that is wanted: some are closed, and of few people each is drawn often. */
const tries = 5;

/**
 * Draws different open claims in no order, each as likely as the other: whoever claims has a keyed hash for an id, so that who comes
 * after a random one is nobody in particular. Each at a place of its own, as neighbours share the pages of an index. An officer sees those that are open.
 *
 * @param wanted how many, where there are so many
 */
export async function drawClaims(vss: Store, wanted: number): Promise<readonly ClaimRecord[]> {
  const collection = await vss.collection(claims);
  const drawn = new Map<string, ClaimRecord>();
  for (let time = 0; time < wanted * tries && drawn.size < wanted; time += 1) {
    const after = [randomBytes(16).toString('base64url'), null, ''];
    const [claim] = await collection.find({ index: 'byClaimant', equals: [], after, limit: 1 });
    if (claim && isOpen(claim)) drawn.set(claim.id, claim);
  }
  if (drawn.size === 0) throw new Error('No claim of this world is open.');
  return [...drawn.values()];
}

/** @param copy which of the copies of the claimant a question about a person is about; the page is that of the claim itself, whose papers are found */
export function questionAbout(kind: Kind, claim: ClaimRecord, copy: number): Question {
  if (kind === 'page') {
    const asker: Asker = {
      persona: 'vss-officer',
      organisation: claim.office,
      case: claim.number,
      purpose: 'SI.CLAIM.DECIDE',
    };
    return { query: pageQuery, variables: { id: claim.id }, asker };
  }
  const citizen = idOfCopy(claim.claimantId, copy);
  return { query: pointQuery, variables: { id: citizen }, asker: { persona: 'citizen', citizen } };
}
