import { getNamedType, isLeafType, isObjectType, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import { sealed as ofHealth } from '../../subgraphs/health/sealed.ts';
import { sealed as ofJustice } from '../../subgraphs/justice/sealed.ts';
import { sealed as ofVss } from '../../subgraphs/vss/sealed.ts';
import { wayWith } from '../access/matrix/way-to.ts';

/** Every type of the graph that is sealed. */
export const sealedTypes = [ofHealth, ofJustice, ofVss].flatMap((types) => Object.keys(types));

/** Asks for each kind of document of the known person, with its seal and all that can be asked without arguments. */
export function documentQueries(schema: GraphQLSchema, role: string): string {
  const queries = sealedTypes.map(
    (name) => `${name}: ${wayWith(name, fieldsOf(schema.getType(name)), role).query}`,
  );
  return `{ ${queries.join('\n')} }`;
}

/** Of entities their id: they are documents, or people, of their own. */
function fieldsOf(type: GraphQLNamedType | undefined): string {
  if (!isObjectType(type)) throw new Error('What is sealed is an object.');
  return Object.values(type.getFields())
    .filter(({ args }) => args.length === 0)
    .map(({ name, type: given }) => `${name} ${inside(getNamedType(given))}`)
    .join(' ');
}

function inside(type: GraphQLNamedType): string {
  if (isLeafType(type)) return '';
  return isObjectType(type) && 'id' in type.getFields() ? '{ id }' : `{ ${fieldsOf(type)} }`;
}
