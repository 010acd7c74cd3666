import type { GraphQLResolveInfo } from 'graphql';
import { Disclosure } from '../../../schema/policy/disclosure.ts';
import type { ToldChange } from '../../../schema/policy-diff/told-diff.ts';
import { isHubOfficer, knownCaller, questionOf, type HubScope } from '../hub-scope.ts';

/** What the hub's own officers may know of how it works, as an answer: no more than counts and rules. */
function byOfficer<Arguments, T>(act: (args: Arguments, scope: HubScope) => T) {
  return (_root: unknown, args: Arguments, scope: HubScope, info: GraphQLResolveInfo) => {
    knownCaller(scope);
    const profile = scope.policy.table.profile(questionOf(scope));
    if (!isHubOfficer(scope) || profile.disclosure('DUTY', 'OPERATION') < Disclosure.answer) {
      scope.report.denied(info);
      return null;
    }
    scope.report.disclosed(info, 'DUTY', []);
    return act(args, scope);
  };
}

/** The policies that were served, and what changed between two of them. */
export const policyHistoryQueries = {
  policyRevisions: byOfficer(async (_arguments, { history }) =>
    (await history.list()).map(({ digest, policyVersion, servedFrom }) => ({
      id: digest,
      policyVersion,
      servedFrom,
    })),
  ),
  policyChanges: byOfficer(
    async ({ old, now }: { readonly old: string; readonly now: string }, { history }) => {
      const compared = await history.compare(old, now);
      if (!compared) return null;
      const told = (direction: string, changes: readonly ToldChange[]) =>
        changes.map((change) => ({ direction, ...change }));
      return [
        ...told('WORD', compared.words),
        ...told('LOOSENED', compared.loosened),
        ...told('TIGHTENED', compared.tightened),
        ...told('REBASED', compared.rebased),
      ];
    },
  ),
};
