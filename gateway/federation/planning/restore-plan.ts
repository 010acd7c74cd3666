import type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { SplitSupergraph } from '../supergraph/split-requires.ts';

/**
 * Turns a plan over a split supergraph into one over the real one: asks the fields behind the stand-ins,
 * sends their values under the names that the subgraphs know, and fetches from real subgraphs.
 */
export function restorePlan(plan: QueryPlan, split: SplitSupergraph): QueryPlan {
  if (split.standIns.size === 0 || !plan.node || plan.node.kind === 'Subscription') return plan;
  return { ...plan, node: restoreNode(plan.node, split) };
}

function restoreNode(node: PlanNode, split: SplitSupergraph): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((each) => restoreNode(each, split)) };
    case 'Flatten':
      return { ...node, node: restoreNode(node.node, split) };
    case 'Fetch':
      return restoreFetch(node, split);
    default:
      return node;
  }
}

function restoreFetch(fetch: FetchNode, { standIns, shadows }: SplitSupergraph): FetchNode {
  const operation = visit(parse(fetch.operation, { noLocation: true }), {
    Field(field) {
      const standIn = standIns.get(field.name.value);
      if (!standIn) return undefined;
      return {
        ...field,
        alias: field.alias ?? field.name,
        name: { kind: Kind.NAME, value: standIn.field },
        arguments: standIn.arguments,
      };
    },
  });
  const renamings = renameStandIns(fetch.requires ?? [], [], standIns);
  return {
    ...fetch,
    serviceName: shadows.get(fetch.serviceName) ?? fetch.serviceName,
    operation: stripIgnoredCharacters(print(operation)),
    ...(renamings.length > 0 && { inputRewrites: [...renamings, ...(fetch.inputRewrites ?? [])] }),
  };
}

/** Inner places come first, because renaming an outer one changes the path to them. */
function renameStandIns(
  selections: readonly QueryPlanSelectionNode[],
  path: readonly string[],
  standIns: SplitSupergraph['standIns'],
): readonly FetchDataRewrite[] {
  return selections.flatMap((selection): readonly FetchDataRewrite[] => {
    if (selection.kind === 'InlineFragment') {
      const condition = selection.typeCondition ? [`... on ${selection.typeCondition}`] : [];
      return renameStandIns(selection.selections, [...path, ...condition], standIns);
    }
    const here = [...path, selection.name];
    const standIn = standIns.get(selection.name);
    return [
      ...renameStandIns(selection.selections ?? [], here, standIns),
      ...(standIn ? [{ kind: 'KeyRenamer' as const, path: here, renameKeyTo: standIn.field }] : []),
    ];
  });
}
