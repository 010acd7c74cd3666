import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import { library, postageOf } from './library.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides"])';

/** Four subgraphs that know no signed context, by name: the shape that gateways are compared on. */
export const neutralSchemas = {
  catalogue: `${link}
    type Query { newBooks: [Book!] }
    type Book @key(fields: "isbn") { isbn: ID! title: String price: Int grams: Int }`,
  lending: `${link}
    type Loan @key(fields: "id") { id: ID! note: String book: Book reader: Reader @provides(fields: "card") }
    type Reader @key(fields: "id") { id: ID! card: String @external loans: [Loan!] }
    type Book @key(fields: "isbn") { isbn: ID! loans: [Loan!] }`,
  members: `${link}
    type Query { me: Reader readers: [Reader!] }
    type Reader @key(fields: "id") { id: ID! name: String card: String @shareable }`.replace(
    '"@provides"]',
    '"@provides", "@shareable"]',
  ),
  shelves: `${link}
    type Book @key(fields: "isbn") {
      isbn: ID!
      price: Int @external
      grams: Int @external
      onShelf: Boolean
      postage: Int @requires(fields: "price grams")
    }`,
} as const;

/** The name of one of them. */
export type NeutralName = keyof typeof neutralSchemas;

interface Reference {
  readonly id: string;
  readonly isbn: string;
  readonly price: number;
  readonly grams: number;
}

/** The executable schema of one; its root value is `library.root`. */
export function neutralSchema(name: NeutralName): GraphQLSchema {
  const found = (find: (reference: Reference) => unknown) => ({ __resolveReference: find });
  const everything = {
    Book: found(({ isbn, price, grams }) => {
      const book = library.book(isbn);
      return name === 'shelves' && price !== undefined
        ? { ...book, postage: postageOf({ price, grams }) }
        : book;
    }),
    Reader: found(({ id }) => library.reader(id)),
    Loan: found(({ id }) => library.loan(id)),
  };
  const document = parse(neutralSchemas[name]);
  const types = new Set(document.definitions.map((one) => ('name' in one ? one.name?.value : undefined)));
  const resolvers = Object.fromEntries(Object.entries(everything).filter(([type]) => types.has(type)));
  return buildSubgraphSchema({ typeDefs: document, resolvers });
}
