import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type ResponsePath,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Selected fields of an object, by response key. */
export type SelectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** What is known of the operation that is answered. */
type Operation = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/**
 * The fields that an operation selects beside a field: of the same object, through whatever fragments, conditions and
 * aliases. `graphql` tells a resolver of its own field only, so the operation is walked again along the path.
 */
export function fieldsBeside(info: GraphQLResolveInfo): SelectedFields {
  const steps = stepsTo(info.path);
  let sets: readonly SelectionSetNode[] = [info.operation.selectionSet];
  let fields: SelectedFields = new Map();
  for (const { key, typename } of steps) {
    fields = fieldsOf(info, typename, sets);
    sets = selectionSetsOf(fields.get(key) ?? []);
  }
  return fields;
}

/** The fields that an operation selects of an object of a type, which some fields give. */
export function fieldsInside(
  operation: Operation,
  typeName: string,
  nodes: readonly FieldNode[],
): SelectedFields {
  return fieldsOf(operation, typeName, selectionSetsOf(nodes));
}

function selectionSetsOf(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

/** As the specification collects fields (GraphQL, 6.3.2). */
function fieldsOf(operation: Operation, typeName: string, sets: readonly SelectionSetNode[]): SelectedFields {
  const fields = new Map<string, FieldNode[]>();
  const collect = (selection: SelectionNode): void => {
    if (!isIncluded(selection, operation)) return;
    if (selection.kind === Kind.FIELD) {
      fields.getOrInsertComputed(selection.alias?.value ?? selection.name.value, () => []).push(selection);
      return;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : operation.fragments[selection.name.value];
    if (fragment && appliesTo(typeName, fragment.typeCondition?.name.value, operation))
      fragment.selectionSet.selections.forEach(collect);
  };
  for (const { selections } of sets) selections.forEach(collect);
  return fields;
}

function isIncluded(selection: SelectionNode, { variableValues }: Operation): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}

function appliesTo(typeName: string, condition: string | undefined, { schema }: Operation): boolean {
  if (condition === undefined || condition === typeName) return true;
  const type = schema.getType(typeName);
  const general = schema.getType(condition);
  return isObjectType(type) && isAbstractType(general) && schema.isSubType(general, type);
}

interface Step {
  readonly key: string;
  /** The type of the object whose field it is. */
  readonly typename: string;
}

/** The fields on a path, from the root; in which row of a list it went on makes no difference to what is selected. */
function stepsTo(path: ResponsePath): readonly Step[] {
  const steps: Step[] = [];
  for (let at: ResponsePath | undefined = path; at; at = at.prev) {
    if (typeof at.key === 'string') steps.unshift({ key: at.key, typename: at.typename ?? '' });
  }
  return steps;
}
