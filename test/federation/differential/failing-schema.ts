import { buildSubgraphSchema } from '@apollo/subgraph';
import { defaultFieldResolver, isObjectType, parse, type GraphQLSchema } from 'graphql';
import type { TestSubgraph } from '../serve-subgraph.ts';

/** What fails, in the same way whoever asks and however often. */
export interface Faults {
  /** Fields that end in an error, as `vss Claim.amount`. */
  readonly fields: ReadonlySet<string>;
  /** Entities that a subgraph does not know, as `vss 2`. */
  readonly unknown: ReadonlySet<string>;
  /** Subgraphs that are away. */
  readonly away: ReadonlySet<string>;
}

export const noFaults: Faults = { fields: new Set(), unknown: new Set(), away: new Set() };

/** The executable schema of a subgraph of which parts fail. */
export function failingSchema(
  name: string,
  { typeDefs, resolvers = {} }: TestSubgraph,
  faults: () => Faults,
): GraphQLSchema {
  const schema = buildSubgraphSchema({
    typeDefs: parse(typeDefs),
    resolvers: Object.fromEntries(
      Object.entries(resolvers).map(([type, fields]) => [type, knowing(name, fields, faults)]),
    ) as never,
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field;
      if (field.name.startsWith('_')) continue;
      field.resolve = (...given) => {
        if (faults().fields.has(`${name} ${type.name}.${field.name}`)) throw new Error('told to fail');
        return resolve(...given);
      };
    }
  }
  return schema;
}

type Resolvers = Readonly<Record<string, unknown>>;
type FindEntity = (key: { readonly id: string }) => unknown;

function knowing(name: string, fields: Resolvers, faults: () => Faults): Resolvers {
  const find = fields['__resolveReference'] as FindEntity | undefined;
  const found: FindEntity = (key) =>
    faults().unknown.has(`${name} ${key.id}`) ? null : find ? find(key) : key;
  return { ...fields, __resolveReference: found };
}
