import { Kind, visit } from 'graphql';
import type {
  DirectiveNode,
  DocumentNode,
  FieldNode,
  InlineFragmentNode,
  NameNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { isIntrospection } from './selection.ts';
import type { ExpandedOperation, SelectedField, Selection } from './selection.ts';

/** How the fields of an operation are written. */
export interface Writing {
  /** The alias that a field gets. */
  readonly keyOf: (field: SelectedField) => string;
  /** Whether a field is written at all. */
  readonly keeps: (field: SelectedField) => boolean;
  /** The types for whose objects alone a field is asked; undefined where it is asked of all. */
  readonly membersOf: (field: SelectedField) => readonly string[] | undefined;
}

/**
 * The part of an operation that subgraphs answer, as a document with the given keys as aliases and without
 * the variables that it no longer uses. Undefined when there is none: everything was skipped or refused, or
 * the schema itself answers.
 */
export function writeDataOperation(operation: ExpandedOperation, writing: Writing): DocumentNode | undefined {
  const isData = (field: SelectedField): boolean =>
    !isIntrospection(field) && field.name !== '__typename' && writing.keeps(field);
  return writeOperation(operation, rootSelections(operation.selections, isData), writing);
}

/** The part of an operation that the schema answers (`__schema`, `__type`), under the client's own names. */
export function writeIntrospection(operation: ExpandedOperation): DocumentNode | undefined {
  return writeOperation(operation, rootSelections(operation.selections, isIntrospection), {
    keyOf: (field) => field.responseKey,
    keeps: () => true,
    membersOf: () => undefined,
  });
}

/** Root selections without the fields that are answered elsewhere. */
function rootSelections(
  selections: readonly Selection[],
  keeps: (field: SelectedField) => boolean,
): readonly Selection[] {
  return selections.flatMap((selection): readonly Selection[] => {
    if (selection.kind === 'field') return keeps(selection) ? [selection] : [];
    const kept = rootSelections(selection.selections, keeps);
    return kept.length > 0 ? [{ ...selection, selections: kept }] : [];
  });
}

function writeOperation(
  operation: ExpandedOperation,
  selections: readonly Selection[],
  writing: Writing,
): DocumentNode | undefined {
  if (selections.length === 0) return undefined;
  const selectionSet = writeSelections(selections, writing);
  const bare = {
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.kind,
    directives: operation.directives,
  } as const;
  const used = usedVariables({ ...bare, selectionSet });
  const definition: OperationDefinitionNode = {
    ...bare,
    ...(operation.name !== undefined && { name: nameNode(operation.name) }),
    variableDefinitions: operation.variables.filter(({ variable }) => used.has(variable.name.value)),
    selectionSet,
  };
  return { kind: Kind.DOCUMENT, definitions: [definition] };
}

function writeSelections(selections: readonly Selection[], writing: Writing): SelectionSetNode {
  const nodes = selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === 'field') return writing.keeps(selection) ? writeFields(selection, writing) : [];
    if (!selection.selections.some((inner) => isWritten(inner, writing))) return [];
    const inside = writeSelections(selection.selections, writing);
    return [writeFragment(selection.on.name, inside, selection.directives)];
  });
  // For which objects a fragment holds must be known, also of one that is refused. The planner does not ask where a
  // subgraph has a narrower type.
  const depends = selections.some(
    (selection) => selection.kind === 'fragment' || writing.membersOf(selection) !== undefined,
  );
  return {
    kind: Kind.SELECTION_SET,
    selections: nodes.length > 0 && !depends ? nodes : [...nodes, typename],
  };
}

function isWritten(selection: Selection, writing: Writing): boolean {
  return selection.kind === 'field'
    ? writing.keeps(selection)
    : selection.selections.some((inner) => isWritten(inner, writing));
}

/** A field, or a fragment with it for each type of whose objects it is asked. */
function writeFields(field: SelectedField, writing: Writing): readonly SelectionNode[] {
  const written = writeField(field, writing);
  const members = writing.membersOf(field);
  if (!members) return [written];
  return members.map((name) => writeFragment(name, { kind: Kind.SELECTION_SET, selections: [written] }));
}

function writeFragment(
  on: string,
  selectionSet: SelectionSetNode,
  directives: readonly DirectiveNode[] = [],
): InlineFragmentNode {
  const typeCondition = { kind: Kind.NAMED_TYPE, name: nameNode(on) } as const;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
}

function writeField(field: SelectedField, writing: Writing): FieldNode {
  const key = writing.keyOf(field);
  return {
    kind: Kind.FIELD,
    ...(key !== field.name && { alias: nameNode(key) }),
    name: nameNode(field.name),
    arguments: field.arguments,
    directives: field.directives,
    ...(field.selections && { selectionSet: writeSelections(field.selections, writing) }),
  };
}

/**
 * Stands in an object of which the client skipped every field: whether there is an object must still be
 * asked.
 */
const typename: FieldNode = { kind: Kind.FIELD, name: nameNode('__typename') };

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

function usedVariables(definition: OperationDefinitionNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(definition, {
    Variable(variable) {
      names.add(variable.name.value);
    },
  });
  return names;
}
