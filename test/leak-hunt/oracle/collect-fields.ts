import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** A field where it is written, and the type that it is written below. */
export interface WrittenField {
  readonly node: FieldNode;
  readonly parent: string;
}

/** What an operation says, beside its selections. */
export interface OperationText {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The selections that a place of the answer comes from: with the type that each set is written below. */
export type WrittenSet = readonly (readonly [set: SelectionSetNode, parent: string])[];

/** The fields of an object of a type by their keys in the answer, as the specification of GraphQL says (6.3.2). */
export function collectFields(
  text: OperationText,
  sets: WrittenSet,
  type: string,
): ReadonlyMap<string, readonly WrittenField[]> {
  const fields = new Map<string, WrittenField[]>();
  for (const [set, parent] of sets) collectInto(fields, text, { selections: set.selections, parent, type });
  return fields;
}

interface Place {
  readonly selections: readonly SelectionNode[];
  readonly parent: string;
  readonly type: string;
}

function collectInto(
  fields: Map<string, WrittenField[]>,
  text: OperationText,
  { selections, parent, type }: Place,
): void {
  for (const node of selections) {
    if (isLeftOut(node, text.variables)) continue;
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      fields.getOrInsertComputed(key, () => []).push({ node, parent });
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : text.fragments.get(node.name.value);
    const on = fragment?.typeCondition?.name.value ?? parent;
    if (!fragment || !isOf(text.schema, type, on)) continue;
    // A condition that always holds is none: what is written below it is written below the type around it.
    const below = isOf(text.schema, parent, on) ? parent : on;
    collectInto(fields, text, { selections: fragment.selectionSet.selections, parent: below, type });
  }
}

function isLeftOut(node: SelectionNode, variables: OperationText['variables']): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] === false
  );
}

function isOf(schema: GraphQLSchema, name: string, condition: string): boolean {
  if (name === condition) return true;
  const [type, on] = [schema.getType(name), schema.getType(condition)];
  return (
    on !== undefined &&
    isAbstractType(on) &&
    schema.getPossibleTypes(on).some((possible) => possible === type)
  );
}
