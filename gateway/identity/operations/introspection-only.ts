import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';

const aboutSchema: ReadonlySet<string> = new Set(['__schema', '__type', '__typename']);

/**
 * Whether a document asks for nothing but the schema: no data, by whatever fragment. What of the schema is told is the
 * client's contract, so such a document need not be registered. Each fragment is looked through once, for fragments can
 * double each other.
 */
export function asksOnlyForSchema({ definitions }: DocumentNode): boolean {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  }
  const seen = new Set<string>();
  const isAboutSchema = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return aboutSchema.has(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return isAboutSchema(selection.selectionSet);
      const name = selection.name.value;
      if (seen.has(name)) return true;
      seen.add(name);
      const fragment = fragments.get(name);
      return fragment !== undefined && isAboutSchema(fragment);
    });
  return definitions.every(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ||
      (definition.kind === Kind.OPERATION_DEFINITION &&
        definition.operation === 'query' &&
        isAboutSchema(definition.selectionSet)),
  );
}
