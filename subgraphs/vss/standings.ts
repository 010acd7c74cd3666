import type { Standing, Standings } from '../kit/access/standing.ts';
import type { ClaimTask } from './resolvers/claim-tasks.ts';
import type { ResultListRecord, ResultListRow } from './claims/list/result-list.ts';
import { provenChildOf } from './claims/proven-child.ts';
import type { ClaimRecord, ContributionRecord, InsuredPersonRecord } from './collections.ts';

/** The law gives nobody at social insurance a duty over all of its records: its officers act in a case (CASE). */
const duty = ['AUDITOR'];

/** A person as other agencies refer to them, or as a claim does. */
export interface CitizenReference {
  readonly id: string;
}

/**
 * Whose records social insurance keeps. An employer's own are those that it contributed for or filed: what a colleague
 * earned before, or earns beside, is the other employer's.
 */
export const standings: Standings = {
  Citizen: ({ id }: CitizenReference): Standing => ({ subject: id, duty }),
  InsuredPerson: ({ id, employerId }: InsuredPersonRecord): Standing => ({
    subject: id,
    ...employment(employerId),
    duty,
  }),
  Contribution: ({ citizenId, employerId }: ContributionRecord): Standing => ({
    subject: citizenId,
    ...employment(employerId),
    duty,
  }),
  Claim: ofClaim,
  // The list of an office: a colleague's claim is another office's to decide, and on nobody's list here.
  ClaimTask: ({ claimantId, office, isForOthers }: ClaimTask): Standing => ({
    subject: claimantId,
    madeBy: isForOthers ? [] : [office],
  }),
  // What a sender is told about the person for whom it has sent something.
  ...Object.fromEntries(
    [
      'ClaimAccepted',
      'ClaimMissingEvidence',
      'ClaimEvidenceInvalid',
      'ClaimAlreadyMade',
      'ClaimNotEligible',
    ].map((type) => [type, ({ claimantId }: AboutClaimant): Standing => ({ subject: claimantId, duty })]),
  ),
  // What is found for a child is told of the child too; of whom nothing proves to be theirs it was asked, and no more.
  ClaimPreview: ({ claimantId, childId, isOfChild }: PreviewedClaim): Standing => {
    const child = childId === undefined ? [] : [childId];
    return { subject: claimantId, ...(isOfChild ? { alsoAbout: child } : { askedAbout: child }), duty };
  },
  ClaimChanged: ofChanged,
  ClaimNotChanged: ofChanged,
  // What a list says as a whole is its employer's and its officers': beside one's own amount it would tell a colleague's.
  ResultList: ofList,
  // The money order of one claim is that of others too: each is told that theirs is closed.
  ListPayment: ({ list, paid }: PaidList): Standing => ({ ...ofList(list), alsoAbout: paid }),
  ResultListRow: ({ claimantId, claimId, employerId }: ResultListRow): Standing => ({
    subject: claimantId,
    claim: claimId,
    ...employment(employerId),
    duty,
  }),
  ClaimListReceipt: ({ employerId }: OfEmployer): Standing => ({ madeBy: madeBy(employerId) }),
};

/** A list, and the claim through which it was reached: a case names one claim, and no list. */
export interface ReachedList extends ResultListRecord {
  readonly reachedBy?: string;
}

function ofList({ group, reachedBy }: ReachedList): Standing {
  return { claim: reachedBy, madeBy: madeBy(group.employer === '' ? undefined : group.employer), duty };
}

/** An answer about a person who claims, or might. */
interface AboutClaimant {
  readonly claimantId: string;
}

interface PreviewedClaim extends AboutClaimant {
  readonly childId?: string | undefined;
  /** Whether the child is proven to be the claimant's. */
  readonly isOfChild: boolean;
}

interface PaidList {
  readonly list: ReachedList;
  /** Opaque ids of those whose claims are closed. */
  readonly paid: readonly string[];
}

interface OfEmployer {
  readonly employerId: string;
}

interface ChangedClaim {
  readonly claim: ClaimRecord;
  /** Whether something was stated of its child. */
  readonly statesChild?: boolean;
}

/** What is stated of a child is told of the child too; of whom nothing proves to be the claimant's it was asked, and no more. */
function ofChanged({ claim, statesChild = false }: ChangedClaim): Standing {
  const { childId } = claim;
  if (!statesChild || childId === undefined) return ofClaim(claim);
  const isProven = provenChildOf(claim) !== undefined;
  return { ...ofClaim(claim), ...(isProven ? { alsoAbout: [childId] } : { askedAbout: [childId] }) };
}

/** Whose a claim is: its claimant's, and of the employer that filed it. */
export function ofClaim({ id, claimantId, employerId }: ClaimRecord): Standing {
  return { subject: claimantId, claim: id, ...employment(employerId), duty };
}

function employment(employerId: string | undefined): Pick<Standing, 'madeBy' | 'ofEmployment'> {
  return { madeBy: madeBy(employerId), ofEmployment: true };
}

function madeBy(employerId: string | undefined): readonly string[] {
  return employerId === undefined ? [] : [employerId];
}
