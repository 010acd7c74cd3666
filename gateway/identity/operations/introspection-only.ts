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
  // Not proven while it is looked through: one that contains itself asks for nothing that is known.
  const proven = new Map<string, boolean>();
  const isAboutSchema = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return aboutSchema.has(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return isAboutSchema(selection.selectionSet);
      const name = selection.name.value;
      const fragment = fragments.get(name);
      if (proven.has(name) || fragment === undefined) return proven.get(name) === true;
      proven.set(name, false);
      const isProven = isAboutSchema(fragment);
      proven.set(name, isProven);
      return isProven;
    });
  return definitions.every(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ||
      (definition.kind === Kind.OPERATION_DEFINITION &&
        definition.operation === 'query' &&
        isAboutSchema(definition.selectionSet)),
  );
}
