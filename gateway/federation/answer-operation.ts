import { executeSync, GraphQLError } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationTypeNode } from 'graphql';
import { denialError } from '../access/denial-error.ts';
import { checkIntrospection } from '../limits/check-introspection.ts';
import type { OperationLimits } from '../limits/limits.ts';
import { answerFields } from '../operation/answer-shape.ts';
import { completeAnswer } from '../operation/complete-answer.ts';
import { freedVariables } from '../operation/free-variable.ts';
import type { PreparedOperation } from '../operation/prepare-operation.ts';
import { onePerPath, type Denial } from '../operation/refusals.ts';
import { refuseOperation } from '../operation/refuse-operation.ts';
import type { CompiledPlan } from './compile-plan.ts';
import { nothingFetched, type Disclosure, type PlanRun } from './fetching/plan-run.ts';
import { runCalls } from './fetching/run-calls.ts';
import { createReadier, type ValidRequest } from './ready-operation.ts';
import type { LoadedSupergraph } from './supergraph/load-supergraph.ts';
import { recordDenials } from './record-denials.ts';
import { tellFailures } from './tell-failures.ts';

/** What a denied selection means for the rest: it is answered without it, or nothing is run. */
export type OnDenial = 'filter' | 'reject';

/** An answer, and what of whom it discloses and denies: all that the log has to know. */
export interface Answered {
  readonly result: ExecutionResult<Record<string, unknown>>;
  readonly kind: OperationTypeNode;
  readonly denials: readonly Denial[];
  readonly disclosures: readonly Disclosure[];
  /** Entries of the answer's root that are null without anybody having been asked; none if left out. */
  readonly unasked?: readonly string[];
  /** Set where nothing was asked of anybody: it was only to be said what would be denied. */
  readonly isDryRun?: true;
  /** Set where agencies were asked to change something, whatever the answer says: `data` is null as well where a field that must not be is. */
  readonly mayHaveChanged?: true;
  /** Why nothing of it leaves, where that is so. */
  readonly withheld?: GraphQLError;
}

/** What one request is answered with. */
export interface AnswerRun extends Pick<PlanRun, 'send' | 'heard' | 'report'> {
  /** Whether it is only to be said what would be denied. */
  readonly dryRun: boolean;
  /** Is told that the operation is ready to be run. */
  readonly planned: () => void;
  /** Is asked before anything is changed. @throws GraphQLError where that could not be recorded */
  readonly mayChange: () => Promise<void>;
  /** The schema of which the caller may know; undefined where it may ask for none. */
  readonly introspectable: () => GraphQLSchema | undefined;
}

/** Answers requests over one supergraph. */
export type Answerer = (request: ValidRequest, run: AnswerRun) => Promise<Answered>;

/**
 * The way of an operation: make it ready (see `createReadier`), fetch, complete.
 *
 * @throws GraphQLError that refuses the operation
 */
export function createAnswerer(
  loaded: LoadedSupergraph,
  limits: OperationLimits,
  onDenial: OnDenial = 'filter',
): Answerer {
  const { fullSchema, hidden } = loaded;
  const readyOperation = createReadier(loaded, limits);
  // Whom an agency belongs to is no secret; what another graph is made of is.
  const agencyOf = (name: string) => (loaded.subgraphs.get(name)?.isAgency ? name : undefined);
  return async (request, { dryRun, send, heard, report, planned, mayChange, introspectable }) => {
    const { prepared, plan, isRefused, costWith } = readyOperation(request);
    planned();
    const { root, kind, shape, data, introspection } = prepared;
    if (dryRun) {
      const cost = { estimated: costWith(request.variables), allowed: limits.cost };
      return dryRunOf(prepared, plan, cost);
    }
    const isRejected = onDenial === 'reject' && prepared.denials.length > 0;
    if (isRefused || isRejected) return told(kind, null, [], prepared.denials, []);
    const { variables } = request;
    const introspected = introspection ? introspect(introspectable(), introspection, variables) : {};
    let fetched = nothingFetched();
    let mayHaveChanged = false;
    if (data && plan) {
      if (plan.calls.length === 0) return told(kind, null, [unanswerable()], [], []);
      if (kind === 'mutation') {
        await mayChange();
        mayHaveChanged = true;
      }
      const run = { schema: fullSchema, variables: freedVariables(data, variables), send, heard, report };
      fetched = await runCalls(plan.calls, run);
    }
    const teller = tellFailures(shape, fetched, agencyOf);
    const answer = completeAnswer(
      { hidden, root, shape, fetched: fetched.data, shared: fetched.shared, introspected },
      teller,
    );
    const denials = [...prepared.denials, ...recordDenials(shape, fetched.denials, request.judge.profile)];
    const unasked = answerFields(shape, root).flatMap((field) =>
      field.isRefused ? [field.responseKey] : [],
    );
    return {
      ...told(kind, answer, teller.errors, denials, fetched.disclosures),
      unasked,
      ...(mayHaveChanged && { mayHaveChanged }),
    };
  };
}

/**
 * What is known before anybody is asked: the denials that hold whomever the records are about, and which agencies would
 * be asked, and what the operation costs. What an agency would deny for some of its records nobody knows before.
 */
function dryRunOf(
  { kind, denials }: Pick<PreparedOperation, 'kind' | 'denials'>,
  plan: CompiledPlan | undefined,
  cost: { readonly estimated: number; readonly allowed: number },
): Answered {
  const subgraphs = new Set(plan?.calls.map(({ subgraph }) => subgraph));
  const { result, ...answered } = told(kind, null, [], denials, []);
  const access = { dryRun: { subgraphs: [...subgraphs].toSorted(), cost } };
  return { ...answered, result: { ...result, extensions: { access } }, isDryRun: true };
}

function told(
  kind: OperationTypeNode,
  data: Record<string, unknown> | null,
  failures: readonly GraphQLError[],
  denials: readonly Denial[],
  disclosures: readonly Disclosure[],
): Answered {
  const errors = [...onePerPath(denials).map(denialError), ...failures];
  const masked = [...new Set(disclosures.flatMap((disclosure) => disclosure.masked ?? []))].toSorted();
  return {
    result: {
      data,
      ...(errors.length > 0 && { errors }),
      // A shortened value has the type of a whole one: the caller must be able to tell them apart.
      ...(masked.length > 0 && { extensions: { access: { masked } } }),
    },
    kind,
    denials,
    disclosures,
  };
}

/**
 * The planner leaves out what it finds no way to, such as a field of an interface that no type implements.
 */
function unanswerable(): GraphQLError {
  return new GraphQLError('No agency can answer this operation.', { extensions: { code: 'SUBGRAPH_ERROR' } });
}

/** @throws GraphQLError where the caller may not ask */
function introspect(
  schema: GraphQLSchema | undefined,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (!schema) throw refuseOperation('INTROSPECTION_DISABLED');
  checkIntrospection(schema, document, variableValues);
  const { data, errors } = executeSync({ schema, document, variableValues });
  if (errors?.[0]) throw new GraphQLError('The schema cannot be read.', { originalError: errors[0] });
  return data ?? {};
}
