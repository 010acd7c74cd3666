import { baseType, isAbstractType, isCompositeType, isUnionType } from '@apollo/federation-internals';
import type { CompositeType, FieldDefinition, Subgraph } from '@apollo/federation-internals';
import { Kind } from 'graphql';
import type { FieldNode, SelectionNode, SelectionSetNode } from 'graphql';

/** Whether a subgraph alone can give a field of `type` with all that is selected inside. */
export function isLocalField(subgraph: Subgraph, type: CompositeType, node: FieldNode): boolean {
  if (node.name.value === '__typename') return true;
  const field = fieldOf(type, node.name.value);
  const metadata = subgraph.metadata();
  if (
    !field ||
    metadata.isFieldExternal(field) ||
    field.hasAppliedDirective(metadata.requiresDirective().name)
  ) {
    return false;
  }
  const inner = field.type && baseType(field.type);
  if (!node.selectionSet) return true;
  return !!inner && isCompositeType(inner) && areLocal(subgraph, inner, node.selectionSet);
}

function areLocal(subgraph: Subgraph, type: CompositeType, selectionSet: SelectionSetNode): boolean {
  return selectionSet.selections.every((selection) => {
    if (selection.kind === Kind.FIELD) return isLocalField(subgraph, type, selection);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return false;
    const inner = selection.typeCondition ? subgraph.schema.type(selection.typeCondition.name.value) : type;
    return !!inner && isCompositeType(inner) && areLocal(subgraph, inner, selection.selectionSet);
  });
}

/** A local field that also asks for the type wherever inside it there may be several. */
export function withTypenames(subgraph: Subgraph, type: CompositeType, node: FieldNode): FieldNode {
  const inner = compositeTypeOf(type, node.name.value);
  return node.selectionSet && inner
    ? { ...node, selectionSet: selectTypenames(subgraph, inner, node.selectionSet) }
    : node;
}

function selectTypenames(
  subgraph: Subgraph,
  type: CompositeType,
  selectionSet: SelectionSetNode,
): SelectionSetNode {
  const selections = selectionSet.selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FIELD) return withTypenames(subgraph, type, selection);
    if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.typeCondition) return selection;
    const inner = subgraph.schema.type(selection.typeCondition.name.value);
    if (!inner || !isCompositeType(inner)) return selection;
    return { ...selection, selectionSet: selectTypenames(subgraph, inner, selection.selectionSet) };
  });
  return { ...selectionSet, selections: isAbstractType(type) ? [typename, ...selections] : selections };
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The object, interface or union that a field gives; undefined for a leaf and for a field that is not
 * there.
 */
export function compositeTypeOf(type: CompositeType, name: string): CompositeType | undefined {
  const field = fieldOf(type, name);
  const inner = field?.type && baseType(field.type);
  return inner && isCompositeType(inner) ? inner : undefined;
}

/** The type of a field as it is written: two fields under one key must have the same. */
export function fieldTypeText(type: CompositeType, name: string): string | undefined {
  return fieldOf(type, name)?.type?.toString();
}

function fieldOf(type: CompositeType, name: string): FieldDefinition<CompositeType> | undefined {
  return isUnionType(type) ? undefined : type.field(name);
}
