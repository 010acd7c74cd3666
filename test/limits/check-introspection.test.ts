import { buildSchema, executeSync, getIntrospectionQuery, GraphQLError, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { checkIntrospection } from '../../gateway/limits/check-introspection.ts';

const many = (times: number, text: (at: number) => string): string =>
  Array.from({ length: times }, (_, at) => text(at)).join(' ');

/** Twenty types, each with a field of each of them. */
const schema = buildSchema(
  `type Query { all: T0 } ${many(20, (type) => `type T${type} { ${many(20, (field) => `f${field}(in: In): T${field}`)} }`)}
  input In { x: Int }`,
);

/** What came of an introspection. */
function outcomeOf(text: string, variables: Readonly<Record<string, unknown>> = {}): unknown {
  try {
    checkIntrospection(schema, parse(text), variables);
    return 'TOLD';
  } catch (error) {
    return error instanceof GraphQLError ? error.extensions['limit'] : error;
  }
}
const refused = { name: 'introspection', allowed: expect.any(Number) };

/** The limit is told in values: fields of objects, at each place where one is told. */
function valuesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum, each) => sum + valuesIn(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const fields = Object.values(value);
  return fields.length + fields.reduce((sum, each) => sum + valuesIn(each), 0);
}

describe('of the schema is told', () => {
  test.each([
    ['all that the usual tools ask', getIntrospectionQuery()],
    [
      'with everything that they can ask',
      getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }),
    ],
    [
      'one type',
      '{ __type(name: "T1") { name fields { name args { name } type { name ofType { name } } } } }',
    ],
    [
      'the fields of the types of the fields of one',
      '{ __type(name: "T1") { fields { type { fields { name } } } } }',
    ],
    ['no type of that name', '{ __type(name: "None") { name } }'],
  ])('%s', (_what, text) => {
    expect(outcomeOf(text)).toBe('TOLD');
  });

  test.each([
    [
      'not the same again and again',
      `{ ${many(90, (at) => `a${at}: __schema { types { fields { name } } }`)} }`,
    ],
    [
      'nor the fields of the types of all fields',
      '{ __schema { types { fields { type { a: fields { name args { name } } b: fields { name args { name } } } } } } }',
    ],
    [
      'by whatever fragment',
      `fragment F on __Type { ${many(120, (at) => `a${at}: fields { name }`)} } { __schema { types { ... { ...F } } } }`,
    ],
  ])('%s', (_what, text) => {
    expect(outcomeOf(text)).toEqual(refused);
  });

  test('at most twice as much as the usual tools ask', () => {
    const error = outcomeOf(`{ ${many(90, (at) => `a${at}: __schema { types { fields { name } } }`)} }`);
    const whole = executeSync({
      schema,
      document: parse(getIntrospectionQuery({ inputValueDeprecation: true })),
    });
    expect(error).toEqual({ name: 'introspection', allowed: 2 * valuesIn(whole.data) });
  });

  test('as the arguments and variables of the question have it', () => {
    const text =
      'query ($name: String!) { __type(name: $name) { fields { type { fields { type { a: fields { name } b: fields { name } c: fields { name } } } } } } }';
    expect([outcomeOf(text, { name: 'In' }), outcomeOf(text, { name: 'T1' })]).toEqual(['TOLD', refused]);
  });
});
