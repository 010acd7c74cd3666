import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';

/** All fetches of a plan, in the order of the plan. */
export function fetchesOf({ node }: QueryPlan): readonly FetchNode[] {
  return node ? fetchesIn(node) : [];
}

function fetchesIn(node: PlanNode | SubscriptionNode): readonly FetchNode[] {
  switch (node.kind) {
    case 'Fetch':
      return [node];
    case 'Flatten':
      return fetchesIn(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesIn);
    default:
      throw new Error(`A plan has a step of an unknown kind: ${node.kind}.`);
  }
}
