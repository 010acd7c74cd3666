import { Kind } from 'graphql';
import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  EnumTypeDefinitionNode,
  FieldDefinitionNode,
  ObjectTypeDefinitionNode,
} from 'graphql';
import { isExternalLine, joinLines, parseFieldSet, textArgument, withArguments } from './join-directives.ts';

/** A subgraph that exists for planning only, beside the one that it stands for. */
export interface Shadow {
  /** The real subgraph in the enum `join__Graph`. */
  readonly graph: string;
  /** The shadow in that enum, and as the name under which it is planned. */
  readonly name: string;
  /** `Type.field` of what is fetched from the shadow instead. */
  readonly moved: ReadonlySet<string>;
  /** `Type.field` of what those fields require. */
  readonly required: ReadonlySet<string>;
}

/**
 * Adds a shadow of a subgraph to a supergraph. The shadow knows the types of the real one, but of an entity
 * it can give only the key and the fields that were moved to it, so that nothing else is ever planned there.
 */
export function addShadow(supergraph: DocumentNode, shadow: Shadow): DocumentNode {
  const roots = new Set<string>(['Query', 'Mutation', 'Subscription']);
  return {
    ...supergraph,
    definitions: supergraph.definitions.map((definition): DefinitionNode => {
      switch (definition.kind) {
        case Kind.ENUM_TYPE_DEFINITION:
          return shadowEnum(definition, shadow);
        case Kind.OBJECT_TYPE_DEFINITION:
          return roots.has(definition.name.value)
            ? shadowRoot(definition, shadow)
            : shadowObject(definition, shadow);
        case Kind.INTERFACE_TYPE_DEFINITION:
        case Kind.INPUT_OBJECT_TYPE_DEFINITION:
          return {
            ...withShadowLines(definition, shadow),
            ...(definition.fields && {
              fields: definition.fields.map((field) => withShadowLines(field, shadow)),
            }),
          } as DefinitionNode;
        case Kind.UNION_TYPE_DEFINITION:
        case Kind.SCALAR_TYPE_DEFINITION:
          return withShadowLines(definition, shadow);
        default:
          return definition;
      }
    }),
  };
}

function shadowEnum(definition: EnumTypeDefinitionNode, shadow: Shadow): EnumTypeDefinitionNode {
  const values = definition.values?.flatMap((value) => {
    if (definition.name.value !== 'join__Graph') return [withShadowLines(value, shadow)];
    if (value.name.value !== shadow.graph) return [value];
    const name = { kind: Kind.STRING, value: shadow.name } as const;
    const directives = value.directives?.map((line) => withArguments(line, { name }));
    return [
      value,
      { ...value, name: { kind: Kind.NAME, value: shadow.name } as const, ...(directives && { directives }) },
    ];
  });
  return { ...withShadowLines(definition, shadow), ...(values && { values }) };
}

/** Every subgraph has the root types, but the shadow has no entry of its own. */
function shadowRoot(type: ObjectTypeDefinitionNode, shadow: Shadow): ObjectTypeDefinitionNode {
  const fields = type.fields?.map((field) => withOwnLines(field, type));
  return { ...withShadowLines(type, shadow), ...(fields && { fields }) };
}

function shadowObject(type: ObjectTypeDefinitionNode, shadow: Shadow): ObjectTypeDefinitionNode {
  const keys = new Set(
    joinLines(type.directives, 'join__type')
      .filter((line) => textArgument(line, 'graph') === shadow.graph)
      .flatMap((line) => keyFields(textArgument(line, 'key'))),
  );
  const fields = type.fields?.map((field) => {
    const coordinate = `${type.name.value}.${field.name.value}`;
    if (keys.has(field.name.value)) return withShadowLines(field, shadow);
    if (shadow.moved.has(coordinate)) return moveField(field, shadow);
    const isGiven = keys.size === 0 && !isExternal(field, shadow);
    if (isGiven) return withShadowLines(field, shadow);
    const own = withOwnLines(field, type);
    return shadow.required.has(coordinate) ? withExternalLine(own, shadow) : own;
  });
  return { ...withShadowLines(type, shadow), ...(fields && { fields }) };
}

function moveField(field: FieldDefinitionNode, shadow: Shadow): FieldDefinitionNode {
  return mapLines(field, shadow, (line) => [withArguments(line, { graph: enumValue(shadow.name) })]);
}

/** The shadow knows of the field, as of one that is given elsewhere. */
function withExternalLine(field: FieldDefinitionNode, shadow: Shadow): FieldDefinitionNode {
  const external = { kind: Kind.BOOLEAN, value: true } as const;
  const line = withArguments(joinField, { graph: enumValue(shadow.name), external });
  return { ...field, directives: [...(field.directives ?? []), line] };
}

function isExternal(field: FieldDefinitionNode, shadow: Shadow): boolean {
  const lines = joinLines(field.directives, 'join__field');
  const own = lines.find((line) => textArgument(line, 'graph') === shadow.graph);
  return lines.length > 0 && (own === undefined || isExternalLine(own));
}

/**
 * A field without lines is in every subgraph that has its type. Says so, so that the shadow can be left
 * out.
 */
function withOwnLines(field: FieldDefinitionNode, type: ObjectTypeDefinitionNode): FieldDefinitionNode {
  if (joinLines(field.directives, 'join__field').length > 0) return field;
  const graphs = new Set(joinLines(type.directives, 'join__type').map((line) => textArgument(line, 'graph')));
  const lines = [...graphs].flatMap((graph): readonly ConstDirectiveNode[] =>
    graph === undefined ? [] : [withArguments(joinField, { graph: enumValue(graph) })],
  );
  return { ...field, directives: [...(field.directives ?? []), ...lines] };
}

const joinField: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'join__field' },
};

/** Repeats each line about the real subgraph for the shadow. */
function withShadowLines<Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  node: Node,
  shadow: Shadow,
): Node {
  return mapLines(node, shadow, (line) => [line, withArguments(line, { graph: enumValue(shadow.name) })]);
}

function mapLines<Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  node: Node,
  shadow: Shadow,
  map: (line: ConstDirectiveNode) => readonly ConstDirectiveNode[],
): Node {
  const directives = node.directives?.flatMap((directive) => {
    const isLine =
      directive.name.value.startsWith('join__') && textArgument(directive, 'graph') === shadow.graph;
    return isLine ? map(directive) : [directive];
  });
  return directives ? { ...node, directives } : node;
}

function keyFields(key: string | undefined): readonly string[] {
  if (key === undefined) return [];
  return parseFieldSet(key).selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}

function enumValue(value: string): { readonly kind: Kind.ENUM; readonly value: string } {
  return { kind: Kind.ENUM, value };
}
