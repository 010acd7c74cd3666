import { buildASTSchema, isInterfaceType, isUnionType } from 'graphql';
import type { GraphQLAbstractType, GraphQLSchema } from 'graphql';
import type { DataAnnotation } from '../data-annotation.ts';
import type { AgencyDocument } from './agreement.ts';
import { classifyAlone } from './classify.ts';
import { problemAt } from './finding.ts';
import type { GraphRule } from './rule.ts';
import { typesOf } from './type-node.ts';

/**
 * Behind an interface or a union the same field is the same kind of data in every member. Where members differ on
 * purpose, whoever asks through the abstract type gets the strictest of them, and a waiver says why. Members that are
 * classified as a whole differ once, not in each of their fields: a waiver for that leaves the fields compared.
 */
export const abstractMembers: GraphRule = {
  id: 'abstract-members',
  *check({ agencies, supergraph }) {
    const schema = buildASTSchema(supergraph, { assumeValidSDL: true });
    const annotations = classifyAlone(supergraph);
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isInterfaceType(type) && !isUnionType(type)) continue;
      for (const [coordinate, members] of comparedCoordinates(schema, type)) {
        const meanings = Map.groupBy(members, (member) => meaningOf(annotations.get(member)));
        if (meanings.size < 2) continue;
        const difference = [...meanings].map(([meaning, at]) => `${at.join(', ')} ${meaning}`).join('; ');
        const { agency, node } = definitionOf(agencies, type.name);
        const message = `differs between its members (${difference}): classify them alike, or waive it with a reason`;
        yield problemAt(agency, node, coordinate, message);
      }
    }
  },
};

/** What must be alike: by the coordinate to report, the coordinates that are compared. */
function* comparedCoordinates(
  schema: GraphQLSchema,
  type: GraphQLAbstractType,
): Generator<readonly [string, readonly string[]]> {
  const members = schema.getPossibleTypes(type);
  const types = isInterfaceType(type)
    ? [...members, ...schema.getImplementations(type).interfaces, type]
    : members;
  yield [type.name, types.map(({ name }) => name)];
  const names = isInterfaceType(type)
    ? Object.keys(type.getFields())
    : new Set(members.flatMap((member) => Object.keys(member.getFields())));
  for (const name of names) {
    const owners = types.filter((owner) => name in owner.getFields());
    yield [`${type.name}.${name}`, owners.map((owner) => `${owner.name}.${name}`)];
  }
}

function meaningOf(annotations: readonly DataAnnotation[] = []): string {
  const parts = annotations
    .filter(({ category }) => category !== 'PUBLIC')
    .map(({ category, mask, derived }) => [category, mask, derived && 'derived'].filter(Boolean).join(' '));
  return parts.length > 0 ? [...new Set(parts)].toSorted().join(' and ') : 'PUBLIC';
}

function definitionOf(agencies: readonly AgencyDocument[], typeName: string) {
  for (const agency of agencies) {
    const node = typesOf(agency.document).find(({ name }) => name.value === typeName);
    if (node) return { agency, node };
  }
  throw new Error(`no subgraph defines ${typeName}, which the supergraph has`);
}
