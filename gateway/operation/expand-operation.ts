import { getNamedType, isAbstractType, isCompositeType, isUnionType, Kind } from 'graphql';
import type {
  DirectiveNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { limitExceeded } from '../limits/limit-exceeded.ts';
import type { OperationLimits } from '../limits/limits.ts';
import { compositeType, fieldDefinition } from './find-definition.ts';
import { isSkipped } from './find-conditions.ts';
import { refuseOperation } from './refuse-operation.ts';
import type { ExpandedOperation, Selection } from './selection.ts';
import type { SelectedOperation } from './select-operation.ts';
import { usedInputs } from './used-inputs.ts';
import { writeDirectives } from './write-directives.ts';

/**
 * Writes named fragments out and decides `@skip` and `@include`, so that what is skipped is neither judged
 * nor planned nor sent. The document must have been validated against `schema`.
 *
 * @param variables coerced values: a default counts where the client sent nothing
 * @throws GraphQLError 400 for an alias that starts with `__`, and for an operation that is too large or renames too much
 */
export function expandOperation(
  schema: GraphQLSchema,
  { operation, fragments }: SelectedOperation,
  variables: Readonly<Record<string, unknown>>,
  limits: ExpansionLimits,
): ExpandedOperation {
  const root = schema.getRootType(operation.operation);
  if (!root)
    throw refuseOperation('BAD_REQUEST', 'The schema does not support this kind of operation.', operation);
  const expansion: Expansion = { schema, fragments, variables, limits, size: 0, aliases: 0 };
  const selections = expandSelections(expansion, newScope(expansion, root), operation.selectionSet);
  const rootFields = countFields(selections);
  if (rootFields > limits.rootFields) throw limitExceeded('rootFields', limits.rootFields, rootFields);
  return {
    kind: operation.operation,
    name: operation.name?.value,
    variables: operation.variableDefinitions ?? [],
    directives: writeDirectives(schema, operation.directives),
    root,
    selections,
  };
}

/** Each selection costs planning time, and with aliases one request asks for what should take hundreds. */
type ExpansionLimits = Pick<OperationLimits, 'selections' | 'aliases' | 'rootFields'>;

interface Expansion {
  readonly limits: ExpansionLimits;
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  size: number;
  aliases: number;
}

/** Selections on one object: of all fragments around, only the conditions still count. */
interface Scope {
  readonly parent: GraphQLCompositeType;
  /** Names of the types that the object can have after the conditions around. */
  readonly possible: ReadonlySet<string>;
  /** Named fragments that are written out here already, and add nothing a second time. */
  readonly spread: Set<string>;
  readonly into: Selection[];
}

function newScope({ schema }: Expansion, parent: GraphQLCompositeType, within?: ReadonlySet<string>): Scope {
  const types = isAbstractType(parent)
    ? schema.getPossibleTypes(parent).map(({ name }) => name)
    : [parent.name];
  const possible = new Set(within ? types.filter((name) => within.has(name)) : types);
  return { parent, possible, spread: new Set(), into: [] };
}

function expandSelections(
  expansion: Expansion,
  scope: Scope,
  selectionSet: SelectionSetNode,
): readonly Selection[] {
  const { parent, spread, into } = scope;
  for (const node of selectionSet.selections) {
    if (isSkipped(node.directives, expansion.variables)) continue;
    const { limits } = expansion;
    if (++expansion.size > limits.selections) throw limitExceeded('selections', limits.selections);
    if (node.kind === Kind.FIELD) {
      into.push(expandField(expansion, parent, node));
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      const on = node.typeCondition ? compositeType(expansion.schema, node.typeCondition) : parent;
      expandFragment(expansion, scope, on, node.directives ?? [], node.selectionSet);
    } else if (!spread.has(node.name.value)) {
      const fragment = expansion.fragments.get(node.name.value);
      if (!fragment) throw refuseOperation('GRAPHQL_VALIDATION_FAILED', 'A fragment is not defined.', node);
      spread.add(node.name.value);
      const on = compositeType(expansion.schema, fragment.typeCondition);
      expandFragment(expansion, scope, on, node.directives ?? [], fragment.selectionSet);
    }
  }
  return into;
}

function expandField(expansion: Expansion, parent: GraphQLCompositeType, node: FieldNode): Selection {
  const responseKey = node.alias?.value ?? node.name.value;
  if (node.alias && responseKey.startsWith('__')) {
    throw refuseOperation('GRAPHQL_VALIDATION_FAILED', 'An alias must not start with "__".', node);
  }
  const most = expansion.limits.aliases;
  if (node.alias && ++expansion.aliases > most) throw limitExceeded('aliases', most);
  const definition = fieldDefinition(expansion.schema, parent, node);
  const type = getNamedType(definition.type);
  const given = node.arguments ?? [];
  return {
    kind: 'field',
    responseKey,
    name: node.name.value,
    parent,
    type: definition.type,
    takesArguments: definition.args.length > 0,
    arguments: given,
    inputs: usedInputs(`${parent.name}.${node.name.value}`, definition.args, given, expansion.variables),
    directives: writeDirectives(expansion.schema, node.directives),
    selections:
      node.selectionSet && isCompositeType(type)
        ? expandSelections(expansion, newScope(expansion, type), node.selectionSet)
        : undefined,
  };
}

function countFields(selections: readonly Selection[]): number {
  return selections.reduce(
    (count, selection) => count + (selection.kind === 'field' ? 1 : countFields(selection.selections)),
    0,
  );
}

/**
 * A fragment that holds for every object of the parent type is no condition: its selections join the
 * parent's. One that can hold for none, given the fragments around it, is left out: without those that were
 * no conditions, it would not be valid where it stands.
 */
function expandFragment(
  expansion: Expansion,
  scope: Scope,
  on: GraphQLCompositeType,
  directives: readonly DirectiveNode[],
  selectionSet: SelectionSetNode,
): void {
  const { parent, possible, into } = scope;
  const others = writeDirectives(expansion.schema, directives);
  const always =
    on === parent || (isAbstractType(on) && !isUnionType(parent) && expansion.schema.isSubType(on, parent));
  if (always && others.length === 0) {
    expandSelections(expansion, scope, selectionSet);
    return;
  }
  const inner = newScope(expansion, on, possible);
  if (inner.possible.size === 0) return;
  const selections = expandSelections(expansion, inner, selectionSet);
  if (selections.length > 0) into.push({ kind: 'fragment', on, directives: others, selections });
}
