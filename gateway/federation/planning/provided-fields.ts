import { isAbstractType, possibleRuntimeTypes } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { Kind, parse } from 'graphql';
import type { OperationDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql';
import { planSteps } from './plan-step.ts';

/** Tells whether any fetch of a plan gives `key` for objects of `type` at a place (keys joined by dots). */
export type IsProvided = (place: string, type: string, key: string) => boolean;

/** @param schema the whole supergraph's, which knows all types that an interface or union has */
export function providedFields(schema: Schema, plan: PlanNode): IsProvided {
  const conditions = new Map<string, Set<string>>();
  const note = (place: string, condition: string, key: string): void => {
    const entry = `${place} ${key}`;
    conditions.set(entry, (conditions.get(entry) ?? new Set()).add(condition));
  };
  forEachFetch(plan, [], (fetch, top) => {
    const renamed = renamedKeys(fetch);
    const walk = (selectionSet: SelectionSetNode, path: readonly string[], condition: string): void => {
      for (const selection of selectionSet.selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          walk(selection.selectionSet, path, selection.typeCondition?.name.value ?? condition);
        } else if (selection.kind === Kind.FIELD) {
          const written = responseKeyOf(selection);
          const key = renamed.get(written) ?? written;
          note(path.join('.'), condition, key);
          if (selection.selectionSet) walk(selection.selectionSet, [...path, key], '');
        }
      }
    };
    const operation = parseOperation(fetch.operation);
    for (const selectionSet of fetchedSelections(operation, fetch.requires !== undefined)) {
      walk(selectionSet, top, '');
    }
  });
  return (place, type, key) =>
    [...(conditions.get(`${place} ${key}`) ?? [])].some((condition) => {
      if (condition === '' || condition === type) return true;
      const abstract = schema.type(condition);
      return (
        !!abstract &&
        isAbstractType(abstract) &&
        possibleRuntimeTypes(abstract).some(({ name }) => name === type)
      );
    });
}

/** What a fetch adds to its object: all it selects, or what it selects of entities. */
export function fetchedSelections(
  operation: OperationDefinitionNode,
  isEntityFetch: boolean,
): readonly SelectionSetNode[] {
  if (!isEntityFetch) return [operation.selectionSet];
  return operation.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD && selection.selectionSet ? [selection.selectionSet] : [],
  );
}

export function parseOperation(text: string): OperationDefinitionNode {
  const [definition] = parse(text, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION)
    throw new Error('A fetch of a plan is not an operation.');
  return definition;
}

export function responseKeyOf(field: SelectionNode & { readonly kind: Kind.FIELD }): string {
  return field.alias?.value ?? field.name.value;
}

/** Where two types give a field differently, the planner asks one under another key and renames it afterwards. */
export function renamedKeys({ outputRewrites = [] }: FetchNode): ReadonlyMap<string, string> {
  return new Map(
    outputRewrites.flatMap((rewrite) => {
      const last = rewrite.path.at(-1);
      return rewrite.kind === 'KeyRenamer' && last !== undefined
        ? [[last, rewrite.renameKeyTo] as const]
        : [];
    }),
  );
}

function forEachFetch(
  node: PlanNode,
  path: readonly string[],
  visitFetch: (fetch: FetchNode, path: readonly string[]) => void,
): void {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      for (const each of node.nodes) forEachFetch(each, path, visitFetch);
      return;
    case 'Flatten':
      forEachFetch(node.node, [...path, ...keysOf(node.path)], visitFetch);
      return;
    case 'Fetch':
      visitFetch(node, path);
      return;
    default:
  }
}

/** A path of a plan without its marks for list elements. */
export function keysOf(path: readonly (string | number)[]): readonly string[] {
  return planSteps(path).flatMap(({ key }) => (key === '@' ? [] : [key]));
}
