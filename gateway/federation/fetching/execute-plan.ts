import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { executeFetch } from './execute-fetch.ts';
import { placesAt } from './place.ts';
import type { Place } from './place.ts';
import { nothingFetched, type Fetched, type PlanRun } from './plan-run.ts';

/** Runs a plan. Failures of subgraphs are part of the result; only a fault of our own is thrown. */
export async function executePlan(plan: QueryPlan, run: PlanRun): Promise<Fetched> {
  const fetched = nothingFetched();
  if (plan.node?.kind === 'Subscription') throw new Error('Subscriptions are not supported.');
  if (plan.node) await executeNode(plan.node, [{ object: fetched.data, step: undefined }], fetched, run);
  return fetched;
}

async function executeNode(
  node: PlanNode,
  places: readonly Place[],
  fetched: Fetched,
  run: PlanRun,
): Promise<void> {
  switch (node.kind) {
    case 'Sequence':
      for (const next of node.nodes) await executeNode(next, places, fetched, run);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((each) => executeNode(each, places, fetched, run)));
      return;
    case 'Flatten':
      await executeNode(node.node, placesAt(run.schema, places, node.path), fetched, run);
      return;
    case 'Fetch':
      if (places.length > 0) await executeFetch(node, places, fetched, run);
      return;
    default:
      // @skip and @include are decided before planning and @defer is refused, so no plan of ours has such
      //   nodes.
      throw new Error(`The plan has a node that is not supported: ${node.kind}.`);
  }
}
