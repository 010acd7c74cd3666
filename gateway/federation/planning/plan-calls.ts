import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import type { OperationTypeNode } from 'graphql';
import { combineFetches, type CallPart } from './combine-fetches.ts';
import { stagesOf } from './fetch-stages.ts';
import { scheduleFetches } from './schedule-fetches.ts';

/** One call that a plan makes of a subgraph. */
export interface PlannedCall {
  readonly subgraph: string;
  readonly kind: OperationTypeNode;
  readonly operation: string;
  readonly operationName: string | undefined;
  /** The client's variables that it uses. */
  readonly variableUsages: readonly string[];
  readonly parts: readonly CallPart[];
  /** Positions of the calls that must be over before. */
  readonly after: readonly number[];
}

/**
 * The calls of a plan: one for each subgraph and stage, so that entities which one answer shows in several places are not
 * asked for in as many requests.
 */
export function planCalls(plan: QueryPlan): readonly PlannedCall[] {
  const scheduled = scheduleFetches(plan);
  const stages = stagesOf(scheduled);
  const groups = Map.groupBy(scheduled.keys(), (at) => groupOf(scheduled[at]?.fetch, stages[at] ?? 0, at));
  const ordered = [...groups.values()].toSorted(
    ([one = 0], [other = 0]) => (stages[one] ?? 0) - (stages[other] ?? 0),
  );
  const callOf = new Map(ordered.flatMap((members, call) => members.map((at) => [at, call] as const)));
  return ordered.map((members) => {
    const fetches = members.flatMap((at) => scheduled.slice(at, at + 1));
    const after = fetches.flatMap((each) => each.after.flatMap((at) => callOf.get(at) ?? []));
    return { ...combineFetches(fetches), after: [...new Set(after)] };
  });
}

/** What is asked of entities can be joined. A field of the query or mutation type stands for itself. */
function groupOf(fetch: FetchNode | undefined, stage: number, at: number): string {
  return fetch?.requires ? `${stage} ${fetch.serviceName}` : `alone ${at}`;
}
