import { Kind } from 'graphql';
import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  ObjectTypeDefinitionNode,
} from 'graphql';
import { isExternalLine, joinLines, textArgument, withArguments } from './join-directives.ts';
import { writeFieldSet } from './required-arguments.ts';
import { standInCoordinate } from './stand-ins.ts';
import type { ExchangedRequirement, StandIn } from './stand-ins.ts';

/**
 * For each subgraph groups of requirements that do not clash; the first group stays with the subgraph
 * itself.
 */
export type RequirementGroups = ReadonlyMap<string, readonly (readonly ExchangedRequirement[])[]>;

/** Puts the stand-ins into the requirements, and beside the fields that they stand for. */
export function exchangeFields(supergraph: DocumentNode, groups: RequirementGroups): DocumentNode {
  const exchanges = [...groups.values()].flat(2);
  const requires = new Map(exchanges.map((exchange) => [placeOf(exchange), exchangedFieldSet(exchange)]));
  const standIns = new Set(exchanges.flatMap(({ exchanged }) => [...exchanged.values()]));
  const exchangeField = (type: string, field: FieldDefinitionNode): readonly FieldDefinitionNode[] => {
    const coordinate = `${type}.${field.name.value}`;
    const written = withRequires(coordinate, field, requires);
    const own = [...standIns].filter((standIn) => standIn.coordinate === coordinate);
    if (own.length === 0) return [written];
    return [
      keepLines(written, (line) => !isExternalLine(line) || !exchangesAt(coordinate, line, groups)),
      ...own.map((standIn) => standInField(written, standIn, groups)),
    ];
  };
  return {
    ...supergraph,
    definitions: supergraph.definitions.map((definition) => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
      const fields = definition.fields?.flatMap((field) => exchangeField(definition.name.value, field)) ?? [];
      return { ...definition, fields } satisfies ObjectTypeDefinitionNode;
    }),
  };
}

function placeOf({ requirement: { type, field, graph } }: ExchangedRequirement): string {
  return `${type}.${field} ${graph}`;
}

function exchangedFieldSet({ requirement, exchanged }: ExchangedRequirement): string {
  return writeFieldSet(requirement.fields, (node) => {
    const standIn = exchanged.get(node);
    return standIn ? { ...node, name: { kind: Kind.NAME, value: standIn.name }, arguments: [] } : node;
  });
}

function withRequires(
  coordinate: string,
  field: FieldDefinitionNode,
  requires: ReadonlyMap<string, string>,
): FieldDefinitionNode {
  const directives = field.directives?.map((line) => {
    const value = requires.get(`${coordinate} ${textArgument(line, 'graph') ?? ''}`);
    return value === undefined ? line : withArguments(line, { requires: { kind: Kind.STRING, value } });
  });
  return directives ? { ...field, directives } : field;
}

/**
 * Whether the subgraph of a line needed this field for nothing but requirements in which it was exchanged.
 */
function exchangesAt(coordinate: string, line: ConstDirectiveNode, groups: RequirementGroups): boolean {
  const members = groups.get(textArgument(line, 'graph') ?? '')?.flat() ?? [];
  return members.some(({ exchanged }) =>
    [...exchanged.values()].some((standIn) => standIn.coordinate === coordinate),
  );
}

/** A subgraph that only knows the field knows the stand-in where it still requires it. */
function standInField(
  field: FieldDefinitionNode,
  standIn: StandIn,
  groups: RequirementGroups,
): FieldDefinitionNode {
  const coordinate = standInCoordinate(standIn);
  const written: FieldDefinitionNode = {
    kind: Kind.FIELD_DEFINITION,
    name: { kind: Kind.NAME, value: standIn.name },
    type: field.type,
    directives: joinLines(field.directives, 'join__field'),
  };
  return keepLines(written, (line) => {
    if (!isExternalLine(line)) return true;
    const [first] = groups.get(textArgument(line, 'graph') ?? '') ?? [];
    return first?.some(({ coordinates }) => coordinates.includes(coordinate)) ?? false;
  });
}

function keepLines(
  field: FieldDefinitionNode,
  keeps: (line: ConstDirectiveNode) => boolean,
): FieldDefinitionNode {
  const directives = field.directives?.filter((line) => line.name.value !== 'join__field' || keeps(line));
  return directives ? { ...field, directives } : field;
}
