import { Kind, parse } from 'graphql';
import type { GraphQLSchema, SelectionSetNode } from 'graphql';
import type { AccessIndex } from '../../schema/requirements/access-index.ts';
import type { Judge } from './judge.ts';

/**
 * The second wall: looks through the text that a finished plan would send, keys and inputs of `@requires` included,
 * which no client selected. It holds where a supergraph was edited by hand or a plan was mixed up.
 *
 * @param operation the GraphQL text of one fetch
 * @param typeInside the composite type that a field gives in the subgraph that is asked, which may be narrower than elsewhere
 * @returns the first coordinate that the caller may not read and that is no key; undefined when all is well
 */
export function forbiddenIn(
  operation: string,
  fullSchema: GraphQLSchema,
  typeInside: (parent: string, field: string) => string | undefined,
  index: AccessIndex,
  judge: Judge,
): string | undefined {
  const search = (typeName: string, { selections }: SelectionSetNode): string | undefined => {
    for (const node of selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) return `...${node.name.value}`;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const found = search(node.typeCondition?.name.value ?? typeName, node.selectionSet);
        if (found !== undefined) return found;
        continue;
      }
      const name = node.name.value;
      if (name === '__typename') continue;
      const isEntityFetch = name === '_entities';
      const coordinate = `${typeName}.${name}`;
      if (!isEntityFetch && !index.isKey(coordinate) && !judge.allows(index.requirementOf(typeName, name))) {
        return coordinate;
      }
      if (!node.selectionSet) continue;
      const inside = isEntityFetch ? '_Entity' : typeInside(typeName, name);
      // What gives an object that the subgraph does not know cannot be looked through.
      if (inside === undefined) return coordinate;
      const found = search(inside, node.selectionSet);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const definition of parse(operation, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return 'fragment';
    const root = fullSchema.getRootType(definition.operation);
    const found = search(root?.name ?? '', definition.selectionSet);
    if (found !== undefined) return found;
  }
  return undefined;
}
