import { buildASTSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLSchema, TypeNode as TypeReference } from 'graphql';
import { coordinatesOf } from './coordinate.ts';
import { problemAt } from './finding.ts';
import type { GraphRule } from './rule.ts';
import { hasDirective, typesOf } from './type-node.ts';

/** A list of entities grows with the years, so it is paged: a connection, unless a waiver names its bound. */
export const listsConnected: GraphRule = {
  id: 'lists-connected',
  *check({ agencies, supergraph }) {
    const entities = new Set(
      agencies.flatMap(({ document }) =>
        typesOf(document)
          .filter((type) => hasDirective(type, 'key'))
          .map(({ name }) => name.value),
      ),
    );
    const schema = buildASTSchema(supergraph, { assumeValidSDL: true });
    for (const agency of agencies) {
      for (const { kind, name, node, parent } of coordinatesOf(agency.document)) {
        if (kind !== 'field' || parent.name.value.endsWith('Connection')) continue;
        if (isOfInterface(schema, parent.name.value, node.name.value)) continue;
        const item = listedType(node.type);
        if (item === undefined || !membersOf(schema, item).some((member) => entities.has(member))) continue;
        const message = `is a plain list of ${item}, which can grow: return a connection, or waive it with its bound`;
        yield problemAt(agency, node, name, message);
      }
    }
  },
};

/** The named type inside a list; undefined when the type is no list. */
function listedType(type: TypeReference, listed = false): string | undefined {
  if (type.kind === 'NamedType') return listed ? type.name.value : undefined;
  return listedType(type.type, listed || type.kind === 'ListType');
}

/** Whether an interface has the field too: it is reported there, once for all types that implement it. */
function isOfInterface(schema: GraphQLSchema, typeName: string, fieldName: string): boolean {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  return type.getInterfaces().some((parent) => fieldName in parent.getFields());
}

function membersOf(schema: GraphQLSchema, typeName: string): readonly string[] {
  const type = schema.getType(typeName);
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [typeName];
}
