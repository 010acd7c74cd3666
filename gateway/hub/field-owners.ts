import { Kind, parse } from 'graphql';
import type { ConstDirectiveNode, DocumentNode, EnumTypeDefinitionNode } from 'graphql';

/** Which subgraphs answer what, as the supergraph says. */
export interface Owners {
  /** Names of the subgraphs of `Type.field` or of a type (`Type.__typename`), in order; none for an element that is not there. */
  of(coordinate: string): readonly string[];
}

/** Reads the owners of all fields out of the directives of composition. */
export function ownersIn(supergraphSdl: string): Owners {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = subgraphNames(document);
  const named = (graphs: readonly string[]) => graphs.flatMap((graph) => names.get(graph) ?? []).toSorted();
  const owners = new Map<string, readonly string[]>();
  for (const type of document.definitions) {
    if (
      type.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      type.kind !== Kind.INTERFACE_TYPE_DEFINITION &&
      type.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION
    )
      continue;
    const ofType = graphsIn(type.directives, 'join__type');
    owners.set(`${type.name.value}.__typename`, named(ofType));
    for (const { name, directives } of type.fields ?? []) {
      const own = graphsIn(directives, 'join__field');
      owners.set(`${type.name.value}.${name.value}`, named(own.length > 0 ? own : ofType));
    }
  }
  // An argument belongs to whoever answers the field.
  return { of: (coordinate) => owners.get(coordinate.replace(/\(.*$/, '')) ?? [] };
}

/** Names of the subgraphs by their values in the enum of composition. */
function subgraphNames(document: DocumentNode): ReadonlyMap<string, string> {
  const graphs = document.definitions.find(
    (definition): definition is EnumTypeDefinitionNode =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  return new Map(
    (graphs?.values ?? []).flatMap(({ name, directives }) => {
      const own = directives?.find((directive) => directive.name.value === 'join__graph');
      const text = own && argumentOf(own, 'name');
      return text === undefined ? [] : [[name.value, text]];
    }),
  );
}

/** The graphs that a directive names; not those from which a field comes only as an external one. */
function graphsIn(
  directives: readonly ConstDirectiveNode[] | undefined,
  directiveName: string,
): readonly string[] {
  const named = (directives ?? []).filter(
    (directive) => directive.name.value === directiveName && argumentOf(directive, 'external') !== 'true',
  );
  return [...new Set(named.flatMap((directive) => argumentOf(directive, 'graph') ?? []))];
}

function argumentOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.ENUM || value?.kind === Kind.STRING) return value.value;
  return value?.kind === Kind.BOOLEAN ? String(value.value) : undefined;
}
