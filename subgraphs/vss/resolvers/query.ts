import { reasons } from '../benefits/reasons/reasons.ts';
import { connect, type PageArguments } from '../../kit/connection.ts';
import type { CallScope } from '../../kit/subgraph.ts';
import { claimPreview } from './claim-preview.ts';
import { claimTasks } from './claim-tasks.ts';
import { listQueries } from './result-list.ts';
import { claims, type ClaimState } from '../collections.ts';
import type { VssSources } from '../sources.ts';

type Context = CallScope & VssSources;

type ClaimListArguments = PageArguments & { readonly office: string; readonly state: ClaimState };

/** Entry points of social insurance. */
export const queryResolvers = {
  claim: (_root: unknown, { id }: { id: string }, context: Context) => context.claims.load(id),
  claimByNumber: async (_root: unknown, { number }: { number: string }, { claimLists }: Context) => {
    const [claim] = await claimLists.load({ index: 'byNumber', equals: [number], limit: 1 });
    return claim;
  },
  claimPreview,
  claimTasks,
  claimReasons: () =>
    Object.entries(reasons).map(([code, { effect, ...reason }]) => ({
      code,
      refuses: effect === 'REFUSES',
      ...reason,
    })),
  ...listQueries,
  claims: (
    _root: unknown,
    { office, state, ...page }: ClaimListArguments,
    { claimLists, cursors }: Context,
  ) =>
    connect(
      {
        spec: claims,
        range: { index: 'byOfficeAndState', equals: [office, state] },
        load: (range) => claimLists.load(range),
      },
      page,
      cursors,
    ),
};
