import { isInterfaceType, isObjectType } from '@apollo/federation-internals';
import type { Subgraph, Supergraph } from '@apollo/federation-internals';
import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, print, stripIgnoredCharacters } from 'graphql';
import type { FieldNode, SelectionNode } from 'graphql';
import { parseFieldSet } from '../supergraph/join-directives.ts';
import { parseOperation } from './provided-fields.ts';
import { planSteps } from './plan-step.ts';

/** The alias under which a subgraph is asked to repeat a key field of an entity. */
function keyEchoName(type: string, field: string): string {
  return `key__${type}__${field}`;
}

/**
 * Asks for the key again wherever several entities are fetched at once. A subgraph must answer in the order of the
 * question; one that does not (rows of a database come as they like) would show one citizen's data as another's.
 * Who reads the answer compares the keys.
 */
export function createKeyEcho(supergraph: Supergraph): (plan: QueryPlan) => QueryPlan {
  const subgraphs = new Map([...supergraph.subgraphs()].map((subgraph) => [subgraph.name, subgraph]));
  return (plan) => {
    if (!plan.node || plan.node.kind === 'Subscription') return plan;
    return { ...plan, node: echoNode(subgraphs, plan.node, false) };
  };
}

function echoNode(subgraphs: ReadonlyMap<string, Subgraph>, node: PlanNode, isList: boolean): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((each) => echoNode(subgraphs, each, isList)) };
    case 'Flatten':
      return {
        ...node,
        node: echoNode(subgraphs, node.node, isList || planSteps(node.path).some(({ key }) => key === '@')),
      };
    case 'Fetch':
      return isList && node.requires ? echoFetch(subgraphs.get(node.serviceName), node, node.requires) : node;
    default:
      return node;
  }
}

function echoFetch(
  subgraph: Subgraph | undefined,
  fetch: FetchNode,
  requires: readonly QueryPlanSelectionNode[],
): FetchNode {
  const operation = parseOperation(fetch.operation);
  const [entities] = operation.selectionSet.selections;
  if (!subgraph || entities?.kind !== Kind.FIELD || !entities.selectionSet) return fetch;
  const sent = new Set(sentFields(requires));
  const selections = entities.selectionSet.selections.map((selection): SelectionNode => {
    if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) return selection;
    const keys = keyFields(subgraph, selection.typeCondition.name.value, sent);
    const fields = [...selection.selectionSet.selections, ...keys];
    return { ...selection, selectionSet: { ...selection.selectionSet, selections: fields } };
  });
  const field: FieldNode = { ...entities, selectionSet: { ...entities.selectionSet, selections } };
  const selectionSet = { ...operation.selectionSet, selections: [field] };
  return { ...fetch, operation: stripIgnoredCharacters(print({ ...operation, selectionSet })) };
}

/** The names of the fields that are sent, whichever type they belong to. */
function sentFields(requires: readonly QueryPlanSelectionNode[]): readonly string[] {
  return requires.flatMap((selection) =>
    selection.kind === 'Field' ? [selection.name] : sentFields(selection.selections),
  );
}

/** The plain fields of the first key of a type that is sent as a whole. */
function keyFields(subgraph: Subgraph, typeName: string, sent: ReadonlySet<string>): readonly FieldNode[] {
  const type = subgraph.schema.type(typeName);
  if (!type || !(isObjectType(type) || isInterfaceType(type))) return [];
  const keys = type
    .appliedDirectivesOf(subgraph.metadata().keyDirective())
    .map((key) => parseFieldSet(String(key.arguments().fields)).selections);
  const key = keys.find((fields) =>
    fields.every((each) => each.kind === Kind.FIELD && sent.has(each.name.value)),
  );
  return (key ?? []).flatMap((field): readonly FieldNode[] => {
    if (field.kind !== Kind.FIELD || field.selectionSet) return [];
    const alias = { kind: Kind.NAME, value: keyEchoName(typeName, field.name.value) } as const;
    return [{ kind: Kind.FIELD, alias, name: field.name }];
  });
}
