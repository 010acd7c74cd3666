import {
  buildASTSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
} from 'graphql';
import type { DocumentNode, GraphQLNamedType, TypeDefinitionNode } from 'graphql';
import type { DataAnnotation } from '../data-annotation.ts';
import { indexAccess, type AccessIndex } from './access-index.ts';
import { keyCoordinates, type KeyDirectives } from './key-coordinates.ts';
import { directiveName, linksOf } from './linked-directives.ts';
import { typeElements } from './type-elements.ts';

/** Categories that ask an agency for nothing: what is public, and what the gateway lets nobody ask for. */
const asking: ReadonlySet<string> = new Set(['PUBLIC', 'UNCLASSIFIED']);

const federation = 'https://specs.apollo.dev/federation';

/** What the supergraph calls the root types, whatever an agency calls its own. */
const rootNames = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/**
 * The coordinates, in the supergraph's words, that an agency's schema classifies less strictly than the graph that is served. All
 * annotations of an element must hold, so one that has every annotation of the graph's, and more, is at least as strict. A key
 * is let out unjudged: a personal field that is a key of the agency alone is less strict as well.
 *
 * Of an interface an agency judges the objects, by their own types.
 *
 * @param sdl as `_service` tells it, or as it is composed
 * @param access of the supergraph
 * @throws Error for an SDL that makes no schema, or of which a directive looks like protection and is none
 */
export function looserElements(sdl: DocumentNode, access: AccessIndex): readonly string[] {
  const document = withDefinitions(sdl);
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  const own = indexAccess(document, schema);
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isInterfaceType(type),
  );
  const served = servedNames(document);
  const isPersonal = ({ category }: DataAnnotation) => !asking.has(category);
  const looser = types
    .flatMap((type) => [...judgedElements(type)])
    .filter((coordinate) => {
      const has = new Set(own.requirementAt(coordinate).data.map(meaning));
      return access
        .requirementAt(served(coordinate))
        .data.some((annotation) => isPersonal(annotation) && !has.has(meaning(annotation)));
    });
  const keys = [...keyCoordinates(document, schema, keysIn(document))].filter(
    (coordinate) => !access.isKey(coordinate) && access.requirementAt(coordinate).data.some(isPersonal),
  );
  return [...new Set([...looser.map(served), ...keys])];
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

/** A subgraph may extend what it does not define, the root types first of all: then the extension is the definition. */
function withDefinitions(document: DocumentNode): DocumentNode {
  const defined = new Set(document.definitions.filter(isTypeDefinitionNode).map(({ name }) => name.value));
  const definitions = document.definitions.map((node) => {
    if (!isTypeExtensionNode(node) || defined.has(node.name.value)) return node;
    defined.add(node.name.value);
    return { ...node, kind: node.kind.replace('Extension', 'Definition') } as TypeDefinitionNode;
  });
  return { ...document, definitions };
}

/** What the supergraph calls a coordinate of a document. */
function servedNames({ definitions }: DocumentNode): (coordinate: string) => string {
  const renamed = new Map<string, string>();
  for (const node of definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const { operation, type } of node.operationTypes ?? [])
      renamed.set(type.name.value, rootNames[operation]);
  }
  return (coordinate) => coordinate.replace(/^\w+/, (type) => renamed.get(type) ?? type);
}

/** How a subgraph writes its keys: a link may rename the directive. */
function keysIn(document: DocumentNode): KeyDirectives {
  const linked = linksOf(document).filter(({ url }) => url.startsWith(`${federation}/`));
  const names = linked.map((link) => directiveName(link, federation, 'key'));
  return { directives: new Set(['key', ...names]), argument: 'fields' };
}
