import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';

/**
 * Whether a document asks for nothing but the schema: no data, by whatever fragment. What of the schema is told is the
 * client's contract, so such a document need not be registered.
 */
export function asksOnlyForSchema({ definitions }: DocumentNode): boolean {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  }
  const isAboutSchema = ({ selections }: SelectionSetNode, inside: readonly string[]): boolean =>
    selections.every((selection) => {
      if (selection.kind === Kind.FIELD)
        return ['__schema', '__type', '__typename'].includes(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return isAboutSchema(selection.selectionSet, inside);
      const name = selection.name.value;
      const fragment = fragments.get(name);
      return fragment !== undefined && !inside.includes(name) && isAboutSchema(fragment, [...inside, name]);
    });
  return definitions.every(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ||
      (definition.kind === Kind.OPERATION_DEFINITION &&
        definition.operation === 'query' &&
        isAboutSchema(definition.selectionSet, [])),
  );
}
