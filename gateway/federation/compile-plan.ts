import type { QueryPlan } from '@apollo/query-planner';
import type { WrittenOperation } from '../operation/prepare-operation.ts';
import { boundedCache } from './bounded-cache.ts';
import { compileCalls, type CompiledCall } from './fetching/compile-calls.ts';
import { createPlanner } from './planning/plan-operation.ts';
import type { LoadedSupergraph } from './supergraph/load-supergraph.ts';

/** A plan, and the calls that it comes to. */
export interface CompiledPlan {
  readonly queryPlan: QueryPlan;
  /** None where nobody can be asked. */
  readonly calls: readonly CompiledCall[];
}

/** Characters of operation text whose plans are kept. */
const CAPACITY = 4 * 1024 * 1024;

/** Plans and compiles the part of an operation that subgraphs answer; remembers both by the whole text that was planned. */
export function createPlanCompiler(loaded: LoadedSupergraph): (operation: WrittenOperation) => CompiledPlan {
  const planOperation = createPlanner(loaded);
  const plans = boundedCache<CompiledPlan>(CAPACITY);
  return (operation) => {
    let plan = plans.get(operation.text);
    if (!plan) {
      const queryPlan = planOperation(operation);
      plan = { queryPlan, calls: compileCalls(loaded.fullSchema, queryPlan) };
      plans.set(operation.text, plan);
    }
    return plan;
  };
}
