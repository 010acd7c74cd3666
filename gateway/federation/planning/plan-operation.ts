import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { errorCodes } from '../../../schema/error-codes.ts';
import type { WrittenOperation } from '../../operation/prepare-operation.ts';
import { refuseOperation } from '../../operation/refuse-operation.ts';
import type { LoadedSupergraph } from '../supergraph/load-supergraph.ts';
import { createKeyEcho } from './echo-keys.ts';
import { createBranchRestorer } from './restore-branches.ts';
import { restorePlan } from './restore-plan.ts';

/** Gives the plan for the part of an operation that subgraphs answer. */
export type Planner = (operation: WrittenOperation) => QueryPlan;

/** A planner for one supergraph: Apollo's, whose plans are then put right. */
export function createPlanner({ planner, split }: LoadedSupergraph): Planner {
  const apiSchema = planner.supergraph.apiSchema();
  const restoreBranches = createBranchRestorer(planner.supergraph);
  const echoKeys = createKeyEcho(planner.supergraph);
  return ({ document }) => {
    const planned = buildPlan(() => planner.buildQueryPlan(operationFromDocument(apiSchema, document)));
    return restorePlan(echoKeys(restoreBranches(planned, document)), split);
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
