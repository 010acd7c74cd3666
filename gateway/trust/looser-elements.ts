import { buildASTSchema, isEnumType, isInterfaceType, isObjectType, parse } from 'graphql';
import type { GraphQLNamedType } from 'graphql';
import type { DataAnnotation } from '../../schema/data-annotation.ts';
import { indexAccess } from '../access/access-index.ts';
import { typeElements } from '../access/type-elements.ts';
import type { LoadedSupergraph } from '../federation/supergraph/load-supergraph.ts';

/** Categories that ask an agency for nothing: what is public, and what the gateway lets nobody ask for. */
const asking: ReadonlySet<string> = new Set(['PUBLIC', 'UNCLASSIFIED']);

/**
 * The coordinates that an agency's schema classifies less strictly than the graph that is served. All annotations of an
 * element must hold, so one that has every annotation of the graph's, and more, is at least as strict.
 *
 * Of an interface an agency judges the objects, by their own types.
 *
 * @param sdl as `_service` tells it
 * @throws Error for an SDL that cannot be read, or of which a directive looks like protection and is none
 */
export function looserElements(sdl: string, { access }: Pick<LoadedSupergraph, 'access'>): readonly string[] {
  const document = parse(sdl, { noLocation: true });
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  const own = indexAccess(document, schema);
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isInterfaceType(type),
  );
  return types
    .flatMap((type) => [...judgedElements(type)])
    .filter((coordinate) => {
      const has = new Set(own.requirementAt(coordinate).data.map(meaning));
      return access
        .requirementAt(coordinate)
        .data.some((annotation) => !asking.has(annotation.category) && !has.has(meaning(annotation)));
    });
}

/** All of a type about which an agency decides. */
function* judgedElements(type: GraphQLNamedType): Generator<string> {
  if (isObjectType(type)) yield `${type.name}.__typename`;
  if (isEnumType(type)) for (const { name } of type.getValues()) yield `${type.name}.${name}`;
  yield* typeElements(type);
}

function meaning({ category, mask = '', derived }: DataAnnotation): string {
  return `${category} ${mask} ${derived}`;
}
