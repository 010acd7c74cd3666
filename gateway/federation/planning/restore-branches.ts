import { isAbstractType, isCompositeType } from '@apollo/federation-internals';
import type { Schema, Subgraph, Supergraph } from '@apollo/federation-internals';
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, print, stripIgnoredCharacters, visit } from 'graphql';
import type { DocumentNode, FieldNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { inside, restoreSelections, runtimeNames } from './lost-branches.ts';
import { fetchedSelections, keysOf, parseOperation, providedFields } from './provided-fields.ts';
import type { IsProvided } from './provided-fields.ts';

/** Puts back what the planner left out of the fetches of one plan. */
export type BranchRestorer = (plan: QueryPlan, planned: DocumentNode) => QueryPlan;

/**
 * Where subgraphs share a field but differ in the members of its union (or the implementations of its
 * interface), the planner asks for no member that one of them lacks, wherever the field is fetched: it
 * takes for granted that all of them would give the same object. Then `... on OnlyHere { name }` comes back
 * without a name though it was asked of the subgraph that knows it. This adds such selections again to the
 * fetch from which the object comes.
 */
export function createBranchRestorer(supergraph: Supergraph): BranchRestorer {
  const subgraphs = new Map([...supergraph.subgraphs()].map((subgraph) => [subgraph.name, subgraph]));
  const partial = partialTypes(supergraph.schema, [...subgraphs.values()]);
  return (plan, planned) => {
    const [client] = planned.definitions;
    if (partial.size === 0 || !plan.node || plan.node.kind === 'Subscription') return plan;
    if (client?.kind !== Kind.OPERATION_DEFINITION) return plan;
    const isProvided = providedFields(supergraph.schema, plan.node);
    const restorer: Restorer = { schema: supergraph.schema, subgraphs, partial, client, isProvided };
    return { ...plan, node: restoreNode(restorer, plan.node, []) };
  };
}

interface Restorer {
  readonly schema: Schema;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly partial: ReadonlySet<string>;
  readonly client: OperationDefinitionNode;
  readonly isProvided: IsProvided;
}

/** Interfaces and unions that do not have the same object types in every subgraph that has them. */
function partialTypes(schema: Schema, subgraphs: readonly Subgraph[]): ReadonlySet<string> {
  const names = schema.types().flatMap((type) => (isAbstractType(type) ? [type.name] : []));
  return new Set(
    names.filter((name) => {
      const variants = subgraphs.flatMap((subgraph) => {
        const type = subgraph.schema.type(name);
        return type && isAbstractType(type) ? [runtimeNames(type).toSorted().join(' ')] : [];
      });
      return new Set(variants).size > 1;
    }),
  );
}

function restoreNode(restorer: Restorer, node: PlanNode, path: readonly string[]): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((each) => restoreNode(restorer, each, path)) };
    case 'Flatten':
      return { ...node, node: restoreNode(restorer, node.node, [...path, ...keysOf(node.path)]) };
    case 'Fetch':
      return restoreFetch(restorer, node, path);
    default:
      return node;
  }
}

function restoreFetch(restorer: Restorer, fetch: FetchNode, path: readonly string[]): FetchNode {
  const subgraph = restorer.subgraphs.get(fetch.serviceName);
  const operation = parseOperation(fetch.operation);
  const root = subgraph?.schema.schemaDefinition.rootType(fetch.operationKind);
  const entity = subgraph?.schema.type('_Entity');
  const type = fetch.requires ? entity : root;
  if (!subgraph || !type || !isCompositeType(type)) return fetch;
  const client = path.reduce(inside, restorer.client.selectionSet.selections);
  const added: FieldNode[] = [];
  const restored = new Map(
    fetchedSelections(operation, fetch.requires !== undefined).map((selectionSet) => [
      selectionSet,
      restoreSelections({ ...restorer, subgraph, added }, selectionSet, type, client, path),
    ]),
  );
  return added.length > 0 ? rewriteFetch(restorer, fetch, operation, restored, added) : fetch;
}

function rewriteFetch(
  { client }: Restorer,
  fetch: FetchNode,
  operation: OperationDefinitionNode,
  restored: ReadonlyMap<SelectionSetNode, SelectionSetNode>,
  added: readonly FieldNode[],
): FetchNode {
  const known = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  const missing = new Set<string>();
  for (const field of added) {
    visit(field, { Variable: ({ name }) => void (known.has(name.value) || missing.add(name.value)) });
  }
  const definitions =
    client.variableDefinitions?.filter(({ variable }) => missing.has(variable.name.value)) ?? [];
  const written = visit(operation, { SelectionSet: { enter: (selectionSet) => restored.get(selectionSet) } });
  return {
    ...fetch,
    variableUsages: [...(fetch.variableUsages ?? []), ...missing],
    operation: stripIgnoredCharacters(
      print({ ...written, variableDefinitions: [...(operation.variableDefinitions ?? []), ...definitions] }),
    ),
  };
}
