import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';

/** A fetch of a plan, and when it can be sent. */
export interface ScheduledFetch {
  readonly fetch: FetchNode;
  /** Where in the fetched data the objects are to which it adds. */
  readonly path: readonly (string | number)[];
  /** Positions, in the schedule, of those that must be over before. */
  readonly after: readonly number[];
}

/** The fetches of a plan, each after those on which it depends. */
export function scheduleFetches({ node }: QueryPlan): readonly ScheduledFetch[] {
  const scheduled: ScheduledFetch[] = [];
  /** @returns the last fetches of a node: what follows must wait for them */
  const add = (
    each: PlanNode,
    path: readonly (string | number)[],
    after: readonly number[],
  ): readonly number[] => {
    switch (each.kind) {
      case 'Sequence':
        return each.nodes.reduce((before, next) => add(next, path, before), after);
      case 'Parallel':
        return each.nodes.flatMap((next) => add(next, path, after));
      case 'Flatten':
        return add(each.node, [...path, ...each.path], after);
      case 'Fetch':
        return [scheduled.push({ fetch: each, path, after }) - 1];
      default:
        // @skip and @include are decided before planning and @defer is refused, so no plan of ours has such
        // nodes.
        throw new Error(`The plan has a node that is not supported: ${each.kind}.`);
    }
  };
  if (node?.kind === 'Subscription') throw new Error('Subscriptions are not supported.');
  if (node) add(node, [], []);
  return scheduled;
}
