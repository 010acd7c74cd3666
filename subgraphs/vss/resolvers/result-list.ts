import type { Resolvers } from '../../kit/resolvers.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import { moverOf } from '../claims/caller/mover-of.ts';
import { payList } from '../claims/list/pay-list.ts';
import { totalsOf, type ResultListRecord, type ResultListRow } from '../claims/list/result-list.ts';
import { mayMove } from '../claims/state/move-claim.ts';
import { isForOthers } from '../prove-relations.ts';
import type { VssSources } from '../sources.ts';
import { ofClaim, type ReachedList } from '../standings.ts';

type Context = CallScope & VssSources;

interface PayInput {
  readonly claim: string;
  readonly orderNumber: string;
  readonly paidOn: Temporal.PlainDate;
}

/** The list on which a claim stands last; an adjusted claim stands on several. */
export async function listOfClaim(
  { id }: { readonly id: string },
  _arguments: unknown,
  { resultLists }: Context,
): Promise<ReachedList | null> {
  const [list] = await resultLists.load({ index: 'byClaim', equals: [id], order: 'desc', limit: 1 });
  return list ? { ...list, reachedBy: id } : null;
}

/** Entry points to lists. */
export const listQueries = {
  resultList: async (_root: unknown, { id }: { readonly id: string }, { resultListsById }: Context) =>
    resultListsById.load(id),
};

export const listMutations = {
  /** The case is one claim of the list; the money order is paid for all of them. */
  confirmListPayment: async (_root: unknown, { input }: { readonly input: PayInput }, context: Context) => {
    const { call, desk } = context;
    const claim = await desk.collections.claims.get(input.claim);
    const mover = claim && moverOf(call.access, ofClaim(claim));
    if (!claim || !mover || !mayMove('PAY', mover)) return null;
    const list = await listOfClaim(claim, undefined, context);
    if (!list || list.orderNumber !== input.orderNumber || list.group.office !== claim.office) return null;
    const { paidOn } = input;
    const paid = await payList(list, desk.collections, {
      paidOn,
      mover,
      isForOthers: (listed) =>
        isForOthers(listed, { office: claim.office, citizen: call.access?.citizen }, context),
      at: desk.now(),
    });
    return { list, ...paid };
  },
};

/** Resolvers of lists. */
export const listResolvers: Resolvers<Context> = {
  ResultList: {
    form: () => 'C70a-HD',
    office: ({ group }: ResultListRecord) => group.office,
    decidedOn: ({ group }: ResultListRecord) => group.decidedOn,
    employerCode: ({ group }: ResultListRecord) => (group.employer === '' ? null : group.employer),
    claimCount: ({ rows }: ResultListRecord) => rows.length,
    totals: totalsOf,
  },
  ResultListRow: {
    claim: ({ claimId }: ResultListRow, _arguments: unknown, { claims }: Context) => claims.load(claimId),
    claimant: ({ claimantId }: ResultListRow) => ({ id: claimantId }),
  },
};
