import type { Collection, Store } from '../../../kit/store/port.ts';
import {
  claims,
  contributions,
  employers,
  insuredPersons,
  type ClaimRecord,
  type ContributionRecord,
  type EmployerRecord,
  type InsuredPersonRecord,
} from '../../collections.ts';
import { claimDrafts, type ClaimDraftRecord } from '../claim-draft.ts';
import { turns, type TurnRecord } from '../decision-turn.ts';
import { resultLists, type ResultListRecord } from '../list/result-list.ts';
import type { AskedBenefit } from '../assess/claim-basis.ts';
import { isPending, type OwnRecords } from '../assess/own-records.ts';
import { restsOnOneOf, type OfBirth } from '../assess/same-birth.ts';
import { namesUnprovenChild } from '../proven-child.ts';

/** What the work on claims reads and writes. */
export interface ClaimCollections {
  readonly claims: Collection<ClaimRecord>;
  readonly drafts: Collection<ClaimDraftRecord>;
  readonly insuredPersons: Collection<InsuredPersonRecord>;
  readonly contributions: Collection<ContributionRecord>;
  readonly employers: Collection<EmployerRecord>;
  readonly resultLists: Collection<ResultListRecord>;
  readonly turns: Collection<TurnRecord>;
}

/** Opens them; the same ones however often it is asked. */
export async function openClaimCollections(store: Store): Promise<ClaimCollections> {
  return {
    claims: await store.collection(claims),
    drafts: await store.collection(claimDrafts),
    insuredPersons: await store.collection(insuredPersons),
    contributions: await store.collection(contributions),
    employers: await store.collection(employers),
    resultLists: await store.collection(resultLists),
    turns: await store.collection(turns),
  };
}

/** More lines than two jobs with a new salary each month make in 50 years; a bound, not a page. */
const allContributions = 1200;

/** More claims than one person ever has; a bound, not a page. */
const allClaims = 1000;

/** More claims than rest on one paper; a bound, not a page. */
const claimsOfPaper = 100;

/** What social insurance holds about a claimant, and no word of a child; undefined for who was never insured. */
export async function loadOwnRecords(
  collections: ClaimCollections,
  { id, claimantId }: AskedBenefit,
): Promise<OwnRecords | undefined> {
  const [insured, contributed, ofClaimant] = await Promise.all([
    collections.insuredPersons.get(claimantId),
    collections.contributions.find({ index: 'byCitizen', equals: [claimantId], limit: allContributions }),
    collections.claims.find({ index: 'byClaimant', equals: [claimantId], limit: allClaims }),
  ]);
  return (
    insured && {
      insured,
      contributions: contributed,
      itself: ofClaimant.find((claim) => claim.id === id),
      otherClaims: ofClaimant.filter((claim) => claim.id !== id && claim.state !== 'DRAFT'),
      claimsAboutBirth: [],
    }
  );
}

/** The same with what others claimed for the child or the birth: it is asked for once that is proven to be the claimant's. */
export async function withClaimsAboutBirth(
  own: OwnRecords,
  collections: Pick<ClaimCollections, 'claims'>,
  about: AboutBirth,
): Promise<OwnRecords> {
  return { ...own, claimsAboutBirth: await claimsAboutBirth(collections, about) };
}

interface AboutBirth extends OfBirth {
  readonly id?: string | undefined;
}

/** The other claims for the child of a claim, or that rest on a paper of the same birth; none where neither is known. */
async function claimsAboutBirth(
  { claims }: Pick<ClaimCollections, 'claims'>,
  { id, childId, birthPapers }: AboutBirth,
): Promise<readonly ClaimRecord[]> {
  const [ofChild, ofPapers] = await Promise.all([
    childId === undefined ? [] : claims.find({ index: 'byChild', equals: [childId], limit: allClaims }),
    claims.findEach(
      birthPapers.map((paper) => ({ index: 'byEvidence', equals: [paper], limit: claimsOfPaper })),
    ),
  ]);
  const resting = ofPapers.flat().filter((claim) => restsOnOneOf(claim, birthPapers));
  const found = new Map([...ofChild, ...resting].map((claim) => [claim.id, claim]));
  return [...found.values()].filter((claim) => claim.id !== id && saysMore(claim));
}

/** A claim of somebody of whom nothing proves that the child is theirs says nothing of it, and bars no parent. */
function saysMore(claim: ClaimRecord): boolean {
  return claim.state !== 'DRAFT' && !(namesUnprovenChild(claim) && isPending(claim));
}
