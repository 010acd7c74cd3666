import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';

/**
 * How many levels deep the operations of a document select once their fragments are spread.
 * @param document valid, so its fragments form no cycle
 */
export function spreadDepth(document: DocumentNode): number {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  }
  const depths = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const selectionSet = fragments.get(name);
    const depth = depths.get(name) ?? (selectionSet ? ofSelections(selectionSet) : 0);
    depths.set(name, depth);
    return depth;
  };
  const ofSelections = ({ selections }: SelectionSetNode): number =>
    selections.reduce((deepestYet, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        return Math.max(deepestYet, ofFragment(selection.name.value));
      const inner = selection.selectionSet ? ofSelections(selection.selectionSet) : 0;
      return Math.max(deepestYet, inner + 1);
    }, 0);
  return document.definitions.reduce(
    (deepestYet, definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? Math.max(deepestYet, ofSelections(definition.selectionSet))
        : deepestYet,
    0,
  );
}
