import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  TypeDefinitionNode,
  TypeExtensionNode,
} from 'graphql';

/** A type as one SDL writes it: its definition, or an extension of it. */
export type TypeNode = TypeDefinitionNode | TypeExtensionNode;

/** The output fields that a type node lists; none for types that have no output fields. */
export function fieldsOf(type: TypeNode): readonly FieldDefinitionNode[] {
  return 'fields' in type && !isInputObject(type) ? (type.fields ?? []) : [];
}

/** The types that an SDL defines or extends. */
export function typesOf(document: DocumentNode): readonly TypeNode[] {
  return document.definitions.filter(
    (node): node is TypeNode => /Type(Definition|Extension)$/.test(node.kind) && 'name' in node,
  );
}

/** Whether an element carries a directive. */
export function hasDirective(
  element: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  directive: string,
): boolean {
  return element.directives?.some(({ name }) => name.value === directive) ?? false;
}

/** Whether a type is an input object. */
export function isInputObject(
  type: TypeNode,
): type is Extract<TypeNode, { readonly kind: 'InputObjectTypeDefinition' | 'InputObjectTypeExtension' }> {
  return type.kind === 'InputObjectTypeDefinition' || type.kind === 'InputObjectTypeExtension';
}
