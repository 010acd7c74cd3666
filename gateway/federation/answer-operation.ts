import { executeSync, GraphQLError } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { denialError } from '../access/denial-error.ts';
import { completeAnswer } from '../operation/complete-answer.ts';
import { freedVariables } from '../operation/free-variable.ts';
import { onePerPath } from '../operation/refusals.ts';
import { executePlan } from './fetching/execute-plan.ts';
import type { Fetched, PlanRun } from './fetching/plan-run.ts';
import { createSchemaFilter } from './filter-schema.ts';
import { createReadier, type ValidRequest } from './ready-operation.ts';
import type { LoadedSupergraph } from './supergraph/load-supergraph.ts';
import { tellFailures } from './tell-failures.ts';

/** What a denied selection means for the rest: it is answered without it, or nothing is run. */
export type OnDenial = 'filter' | 'reject';

/** Answers requests over one supergraph. */
export type Answerer = (
  request: ValidRequest,
  run: Pick<PlanRun, 'send' | 'report'>,
) => Promise<ExecutionResult<Record<string, unknown>>>;

/**
 * The way of an operation: make it ready (see `createReadier`), fetch, complete.
 *
 * @throws GraphQLError that refuses the operation
 */
export function createAnswerer(loaded: LoadedSupergraph, onDenial: OnDenial = 'filter'): Answerer {
  const { fullSchema } = loaded;
  const readyOperation = createReadier(loaded);
  const schemaFor = createSchemaFilter(loaded);
  return async (request, { send, report }) => {
    const { prepared, queryPlan, isRefused } = readyOperation(request);
    const { root, shape, data, introspection, denials } = prepared;
    const denied = onePerPath(denials).map(denialError);
    const isRejected = onDenial === 'reject' && denied.length > 0;
    if (isRefused || isRejected) return { data: null, errors: denied };
    const { variables } = request;
    const introspected = introspection ? introspect(schemaFor(request.judge), introspection, variables) : {};
    let fetched = nothingFetched;
    if (data && queryPlan) {
      if (!queryPlan.node) return { data: null, errors: [unanswerable()] };
      const run = { schema: fullSchema, variables: freedVariables(data, variables), send, report };
      fetched = await executePlan(queryPlan, run);
    }
    const teller = tellFailures(shape, fetched);
    const answer = completeAnswer({ fullSchema, root, shape, fetched: fetched.data, introspected }, teller);
    const errors = [...denied, ...teller.errors];
    return errors.length > 0 ? { data: answer, errors } : { data: answer };
  };
}

/**
 * The planner leaves out what it finds no way to, such as a field of an interface that no type implements.
 */
function unanswerable(): GraphQLError {
  return new GraphQLError('No agency can answer this operation.', { extensions: { code: 'SUBGRAPH_ERROR' } });
}

const nothingFetched: Fetched = { data: {}, failures: [], gaps: [] };

function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { data, errors } = executeSync({ schema, document, variableValues });
  if (errors?.[0]) throw new GraphQLError('The schema cannot be read.', { originalError: errors[0] });
  return data ?? {};
}
