import type { GraphQLResolveInfo } from 'graphql';
import { connect, type PageArguments } from '../../../subgraphs/kit/connection.ts';
import type { Resolvers } from '../../../subgraphs/kit/resolvers.ts';
import { breaches, isNoticeLate, type Breach } from '../../breach/breach.ts';
import { isHubOfficer, knownCaller, type HubScope } from '../hub-scope.ts';
import { seesLog } from '../log-sight.ts';

interface BreachInput {
  readonly discoveredAt: Temporal.Instant;
  readonly text: string;
  readonly people: number;
}

/** Something that only the hub's own officers may do or see; it concerns no single person. */
function byOfficer<Arguments, T>(act: (args: Arguments, scope: HubScope) => T) {
  return (_root: unknown, args: Arguments, scope: HubScope, info: GraphQLResolveInfo) => {
    knownCaller(scope);
    if (!isHubOfficer(scope) || !seesLog('DUTY', scope)) {
      scope.report.denied(info);
      return null;
    }
    scope.report.disclosed(info, 'DUTY', []);
    return act(args, scope);
  };
}

/** Mutations about breaches of personal data. */
export const breachMutations = {
  recordBreach: byOfficer(
    async ({ input: { discoveredAt, text, people } }: { readonly input: BreachInput }, scope) =>
      (await scope.breaches.record({ discoveredAt, text, people, actor: knownCaller(scope).actor })) ?? null,
  ),
  advanceBreach: byOfficer(
    async ({ id }: { readonly id: string }, scope) =>
      (await scope.breaches.advance(id, knownCaller(scope).actor)) ?? null,
  ),
};

/** Reads the records of breaches. */
export const breachQueries = {
  breaches: byOfficer((page: PageArguments, { breaches: register, cursors }) =>
    connect(
      { spec: breaches, range: { index: 'byTime', equals: [], order: 'desc' }, load: register.find },
      page,
      cursors,
    ),
  ),
};

/** Resolvers of a breach. */
export const breachResolvers: Resolvers<HubScope> = {
  Breach: {
    isNoticeLate: (breach: Breach, _arguments: unknown, scope: HubScope) =>
      isNoticeLate(breach, scope.breaches.now()),
  },
};
