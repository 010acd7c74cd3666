import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { errorCodes } from '../../../schema/error-codes.ts';
import type { WrittenOperation } from '../../operation/prepare-operation.ts';
import { refuseOperation } from '../../operation/refuse-operation.ts';
import { boundedCache } from '../bounded-cache.ts';
import { compileCalls, type CompiledCall } from '../fetching/compile-calls.ts';
import type { LoadedSupergraph } from '../supergraph/load-supergraph.ts';
import { createKeyEcho } from './echo-keys.ts';
import { createBranchRestorer } from './restore-branches.ts';
import { restorePlan } from './restore-plan.ts';

/** A plan, and the calls that it comes to. */
export interface CompiledPlan {
  readonly queryPlan: QueryPlan;
  /** None where nobody can be asked. */
  readonly calls: readonly CompiledCall[];
}

/** Gives the plan for the part of an operation that subgraphs answer. */
export type Planner = (operation: WrittenOperation) => CompiledPlan;

/** Characters of operation text whose plans are kept. */
const CAPACITY = 4 * 1024 * 1024;

/** A planner for one supergraph that remembers its plans by the whole text that was planned. */
export function createPlanner({ planner, split, fullSchema }: LoadedSupergraph): Planner {
  const apiSchema = planner.supergraph.apiSchema();
  const restoreBranches = createBranchRestorer(planner.supergraph);
  const echoKeys = createKeyEcho(planner.supergraph);
  const plans = boundedCache<CompiledPlan>(CAPACITY);
  return ({ text, document }) => {
    let plan = plans.get(text);
    if (!plan) {
      const planned = buildPlan(() => planner.buildQueryPlan(operationFromDocument(apiSchema, document)));
      const queryPlan = restorePlan(echoKeys(restoreBranches(planned, document)), split);
      plan = { queryPlan, calls: compileCalls(fullSchema, queryPlan) };
      plans.set(text, plan);
    }
    return plan;
  };
}

/** The planner tells an operation that is too costly to plan from a fault of its own by its words only. */
function buildPlan(build: () => QueryPlan): QueryPlan {
  try {
    return build();
  } catch (error) {
    if (error instanceof Error && /exceed|limit/i.test(error.message)) {
      throw refuseOperation('OPERATION_TOO_COMPLEX', errorCodes.OPERATION_TOO_COMPLEX.en);
    }
    throw error;
  }
}
