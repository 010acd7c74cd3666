import { buildOperationContext, executeQueryPlan, type ServiceMap } from '@apollo/gateway';
import type { DocumentNode, GraphQLCompositeType } from 'graphql';
import { isObjectType } from 'graphql';
import type { ReadyOperation } from '../../../gateway/federation/ready-operation.ts';
import type { LoadedSupergraph } from '../../../gateway/federation/supergraph/load-supergraph.ts';
import { answerFields, type AnswerShape } from '../../../gateway/operation/answer-shape.ts';

/** Asks one subgraph. */
export type AskSubgraph = (name: string, request: { readonly query: string }) => Promise<object>;

/**
 * What Apollo's own executor makes of the same plan, in the client's words; undefined where there is nothing to fetch.
 *
 * @throws Error of Apollo's executor
 */
export async function apolloAnswer(
  loaded: LoadedSupergraph,
  { prepared, plan }: ReadyOperation,
  variables: Readonly<Record<string, unknown>>,
  ask: AskSubgraph,
): Promise<unknown> {
  if (!plan || !prepared.data) return undefined;
  const services = [...loaded.subgraphs.keys()].map((name) => [name, { process: processor(name, ask) }]);
  const request = { query: prepared.data.text, variables };
  const { data } = await executeQueryPlan(
    plan.queryPlan,
    Object.fromEntries(services) as ServiceMap,
    { request, context: {}, logger: console, metrics: {} } as never,
    contextOf(loaded, prepared.data.document),
    loaded.fullSchema,
    loaded.planner.supergraph.apiSchema(),
  );
  return renamed(prepared.shape, prepared.root, data);
}

function contextOf({ schema }: LoadedSupergraph, operationDocument: DocumentNode) {
  return buildOperationContext({ schema, operationDocument });
}

function processor(name: string, ask: AskSubgraph) {
  return async ({ request }: { readonly request: { readonly query: string } }) => ask(name, request);
}

/** An answer under private keys, under the client's names. */
function renamed(shape: AnswerShape, declared: GraphQLCompositeType, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(shape, declared, each));
  if (typeof value !== 'object' || value === null) return value ?? null;
  const object = value as Readonly<Record<string, unknown>>;
  const named = shape.schema.getType(String(object['__typename']));
  const type = isObjectType(named) ? named : declared;
  return Object.fromEntries(
    answerFields(shape, type).map(({ responseKey, key, name, inside, position }) => {
      if (name === '__typename') return [responseKey, type.name];
      const within = object[key] ?? null;
      return [responseKey, inside ? renamed(inside, position.named as GraphQLCompositeType, within) : within];
    }),
  );
}
