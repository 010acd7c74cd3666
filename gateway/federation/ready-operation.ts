import { GraphQLError } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { errorCodes } from '../../schema/error-codes.ts';
import { forbiddenIn } from '../access/check-fetch.ts';
import { judgeSelection } from '../access/judge-selection.ts';
import type { Judge } from '../access/judge.ts';
import { refuseSelections } from '../access/refuse-selections.ts';
import { checkPrice, priceOperation, type OperationPrice } from '../limits/cost/price-operation.ts';
import { defaultLimits, type OperationLimits } from '../limits/limits.ts';
import { coerceVariables } from '../operation/coerce-variables.ts';
import { expandOperation } from '../operation/expand-operation.ts';
import { findConditions } from '../operation/find-conditions.ts';
import { createInputSignature, type InputSignature } from '../operation/input-signature.ts';
import { prepareOperation } from '../operation/prepare-operation.ts';
import type { PreparedOperation, WrittenOperation } from '../operation/prepare-operation.ts';
import { refuseMixed } from '../operation/refuse-mixed.ts';
import { refuseOperation } from '../operation/refuse-operation.ts';
import { selectOperation, type SelectedOperation } from '../operation/select-operation.ts';
import { boundedCache } from './bounded-cache.ts';
import { createPlanCompiler, type CompiledPlan } from './compile-plan.ts';
import { subgraphTypes } from './planning/subgraph-types.ts';
import { isTooComplex } from './planning/too-complex.ts';
import type { LoadedSupergraph } from './supergraph/load-supergraph.ts';

/** A request whose document has been validated against the supergraph's schema. */
export interface ValidRequest {
  /** The text of `document`. */
  readonly source: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The decision about who asks. */
  readonly judge: Judge;
}

/** An operation ready to be run, for every caller about whom the decision is the same. */
export interface ReadyOperation {
  readonly prepared: PreparedOperation;
  /** Undefined where nothing is to be fetched. */
  readonly plan: CompiledPlan | undefined;
  /** Nothing of it is run: a mutation with any denied part, for half of an act is another act. */
  readonly isRefused: boolean;
  readonly price: OperationPrice;
  /** What it costs with the variables of a request, in points. */
  readonly costWith: (variables: ValidRequest['variables']) => number;
}

/** Characters of operation text for which ready operations are kept. */
const CAPACITY = 4 * 1024 * 1024;

/**
 * Makes operations ready: select, expand, price, judge, rewrite, plan, check the plan. All of it is done once for each text,
 * operation name, decision, set of values that `@skip` and `@include` read, and set of inputs that are used.
 *
 * @returns a function that throws GraphQLError to refuse the operation
 */
export function createReadier(
  loaded: LoadedSupergraph,
  limits: OperationLimits = defaultLimits.operation,
): (request: ValidRequest) => ReadyOperation {
  const { schema, fullSchema, access, costs } = loaded;
  const compilePlan = createPlanCompiler(loaded);
  const typeIn = subgraphTypes(loaded);
  const readingsOf = boundedCache<VariableReading>(CAPACITY);
  const ready = boundedCache<ReadyOperation>(CAPACITY);

  function planAllowed(operation: WrittenOperation, judge: Judge): CompiledPlan {
    const plan = compilePlan(operation);
    for (const { query, subgraph } of plan.calls) {
      if (isTooComplex(fullSchema, query)) throw refuseOperation('OPERATION_TOO_COMPLEX');
      const typeInside = (parent: string, field: string) => typeIn(subgraph, parent, field);
      const coordinate = forbiddenIn(query, fullSchema, typeInside, access, judge);
      if (coordinate === undefined) continue;
      throw new GraphQLError(errorCodes.FORBIDDEN.en, { extensions: { code: 'FORBIDDEN', coordinate } });
    }
    return plan;
  }

  return ({ source, document, operationName, variables, judge }) => {
    const selected = selectOperation(document, operationName);
    const coerced = coerceVariables(schema, selected.operation, variables);
    const text = `${operationName ?? ''} ${source}`;
    let reading = readingsOf.get(text);
    if (!reading) readingsOf.set(text, (reading = readVariables(schema, selected, document)));
    const met = reading.conditions.map((name) => (coerced[name] === true ? 1 : 0)).join('');
    const key = `${judge.profile} ${met} ${reading.inputs(coerced)} ${text}`;
    const known = ready.get(key);
    if (known) {
      checkPrice(known.price, coerced, limits);
      return known;
    }
    const expanded = expandOperation(schema, selected, coerced, limits);
    const price = priceOperation(schema, expanded, costs, limits);
    checkPrice(price, coerced, limits);
    if (access.guards) refuseMixed(expanded.selections);
    const refusals = refuseSelections(schema, expanded, (field) => judgeSelection(field, access, judge));
    const prepared = prepareOperation(schema, expanded, refusals, loaded.aliasPrefix);
    const isRefused = expanded.kind === 'mutation' && refusals.denials.length > 0;
    const plan = prepared.data && !isRefused ? planAllowed(prepared.data, judge) : undefined;
    const costWith = (given: ValidRequest['variables']) =>
      checkPrice(price, coerceVariables(schema, selected.operation, given), limits);
    const made = { prepared, plan, isRefused, price, costWith };
    ready.set(key, made);
    return made;
  };
}

/** What of the variables' values decides how an operation is made ready. */
interface VariableReading {
  readonly conditions: readonly string[];
  readonly inputs: InputSignature;
}

function readVariables(
  schema: GraphQLSchema,
  { operation }: SelectedOperation,
  document: DocumentNode,
): VariableReading {
  return { conditions: findConditions(document), inputs: createInputSignature(schema, operation) };
}
