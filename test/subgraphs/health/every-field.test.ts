import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { health } from '../../../subgraphs/health/subgraph.ts';
import { subgraphSchema } from '../../../subgraphs/kit/start-subgraph.ts';
import { at } from '../walk-pages.ts';
import { kinds, openHealth, paper } from './records.ts';

/** Every field that can be asked of a type, two levels deep, without those that come back to a paper or a citizen. */
function everyField(type: GraphQLNamedType, depth = 2): string {
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).map(({ name, type: result, args }) => {
    const named = getNamedType(result);
    const needsPeriod = args.some((argument) => argument.name === 'from');
    if (isLeafType(named)) return needsPeriod ? `${name}(from: "2026-03-02", to: "2026-03-06")` : name;
    if (named.name === 'Citizen') return `${name} { id }`;
    if (named.name.endsWith('Connection')) return `${name} { nodes { id } }`;
    return depth > 0 ? `${name} ${everyField(named, depth - 1)}` : '';
  });
  return `{ ${fields.join(' ')} }`;
}

function paperTypes(schema: GraphQLSchema) {
  const medicalDocument = schema.getType('MedicalDocument');
  return isInterfaceType(medicalDocument) ? schema.getPossibleTypes(medicalDocument) : [];
}

test.each(kinds)('serves every field of a paper of kind %s as it is stored', async (kind) => {
  const stored = paper(kind, 'p');
  const types = paperTypes(await subgraphSchema(health));
  const fragments = types.map((type) => `... on ${type.name} ${everyField(type)}`);
  const subgraph = await openHealth(stored);
  const answer = await subgraph.run(`{ medicalDocument(id: "p") { ${fragments.join('\n')} } }`);
  const served = at<object>(answer, 'medicalDocument');
  const plain = Object.entries(stored).filter(([name, value]) => name in served && typeof value !== 'object');
  expect(served).toMatchObject({ ...Object.fromEntries(plain), version: stored.edition });
  expect(plain.length).toBeGreaterThan(14);
});
