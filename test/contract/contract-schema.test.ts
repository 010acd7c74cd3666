import { buildSchema, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { contractSchema } from '../../gateway/contract/contract-schema.ts';

const schema = buildSchema(`
  schema { query: Root }
  type Root {
    open: Open
    closed: Closed
    search(where: Filter, order: Order): [Open]
    needs(secret: String!): Open
  }
  type Open { name: String  hidden: Hidden  secret: String }
  type Closed { only: String }
  type Hidden { value: Int }
  input Filter { name: String  secret: String }
  enum Order { NAME SECRET }
`);

const withheld = [
  'Closed.only',
  'Open.secret',
  'Open.hidden',
  'Filter.secret',
  'Order.SECRET',
  'Root.needs(secret:)',
];

const left = contractSchema(schema, {
  allows: (coordinate) => !withheld.includes(coordinate),
  protectionOf: (coordinate) =>
    ['Open.name', 'Root.search(where:)'].includes(coordinate) ? 'Data: IDENTITY.' : undefined,
});
const contract = left ? printSchema(left) : '';

test('what could never be granted is not there, by whichever way it would be reached', () => {
  expect(contract).not.toMatch(/secret|hidden|Hidden|SECRET/);
});

test('a field whose required argument is withheld is not there either', () => {
  expect(contract).not.toContain('needs');
});

test('a type of which nothing is left is gone, and so is the field that gives it', () => {
  expect(contract).not.toMatch(/closed|Closed/);
});

test('what could be granted stays as it is', () => {
  expect(contract).toContain('where: Filter');
  expect(contract).toContain('order: Order');
  expect(contract).toMatch(/type Open \{[^}]*name: String\n\}/);
});

test('descriptions tell the protection of fields and arguments', () => {
  expect(contract).toMatch(/"""Data: IDENTITY\."""\n {2}name/);
  expect(contract).toMatch(/"""Data: IDENTITY\."""\n {4}where: Filter/);
});

test('where nothing may be asked there is no schema', () => {
  expect(contractSchema(schema, { allows: () => false, protectionOf: () => undefined })).toBeUndefined();
});
