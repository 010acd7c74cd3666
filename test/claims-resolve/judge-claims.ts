import type { ClaimCollections } from '../../subgraphs/vss/claims/desk/claim-collections.ts';
import type { ClaimRecord } from '../../subgraphs/vss/collections.ts';
import { claimsOf, type MadeClaim } from './made-claims.ts';

/** What claims came to beside what was worked out apart. */
export interface Judged {
  /** Claims that wait after all; none should. */
  readonly waiting: number;
  /** Kinds and claimants of those whose amount is another, or that went another way; none should. */
  readonly wrong: readonly string[];
  /** Claims that waited for a source that was away, and came to their end all the same. */
  readonly waited: number;
  readonly totals: readonly {
    readonly kind: string;
    readonly claims: number;
    readonly amount: number;
    readonly expected: number;
  }[];
}

/** Looks at each claim by itself: there is one, in this state, of that amount, with those doubts and no others. */
export async function judgeClaims(
  collections: Pick<ClaimCollections, 'claims'>,
  made: readonly MadeClaim[],
  state: ClaimRecord['state'],
): Promise<Judged> {
  const found: { readonly of: MadeClaim; readonly its: readonly ClaimRecord[] }[] = [];
  for (const of of made) {
    found.push({ of, its: await claimsOf(collections, of) });
  }
  const amountOf = (its: readonly ClaimRecord[]) => its[0]?.assessment?.amount ?? 0;
  const all = found.flatMap(({ its }) => its);
  return {
    waiting: all.filter((claim) => claim.state === 'WAITING_DATA').length,
    waited: all.filter(({ timeline }) => timeline.some((step) => step.state === 'WAITING_DATA')).length,
    wrong: found.flatMap(({ of, its }) =>
      isRight(of, its, state) ? [] : [`${of.kind} ${of.cast.claimant} ${its[0]?.state ?? 'none'}`],
    ),
    totals: [...Map.groupBy(found, ({ of }) => of.kind)].map(([kind, ofKind]) => ({
      kind,
      claims: ofKind.length,
      amount: ofKind.reduce((sum, { its }) => sum + amountOf(its), 0),
      expected: ofKind.reduce((sum, { of }) => sum + of.expected, 0),
    })),
  };
}

function isRight(
  { expected, doubts }: MadeClaim,
  its: readonly ClaimRecord[],
  state: ClaimRecord['state'],
): boolean {
  const [claim] = its;
  if (its.length !== 1 || claim === undefined) return false;
  const { assessment, decision, payments } = claim;
  const isPaid =
    state !== 'CLOSED' ||
    (decision?.amount === expected && payments.length === 1 && payments[0]?.amount === expected);
  return (
    claim.state === state &&
    assessment?.amount === expected &&
    assessment.doubts.toString() === doubts.toString() &&
    isPaid
  );
}
