import { buildSchema, GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { createDocumentReader, DocumentErrors } from '../../gateway/http/known-documents.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';

const schema = buildSchema('type Query { a: String self: Query }');
const read = createDocumentReader(true, defaultLimits.operation);

/** What comes of a text. */
function outcomeOf(source: string, of = schema): unknown {
  try {
    return read(of, source);
  } catch (error) {
    return error;
  }
}

test('a text is read and validated once, whether it may be run or not', () => {
  expect(outcomeOf('{ a }')).toBe(outcomeOf('{ a }'));
  for (const refused of ['{ b }', '{ a']) {
    const outcome = outcomeOf(refused);
    expect(outcome).toBeInstanceOf(DocumentErrors);
    expect(outcomeOf(refused)).toBe(outcome);
  }
});

test('and again for another schema', () => {
  const other = buildSchema('type Query { b: String }');
  expect(outcomeOf('{ b }', other)).not.toBeInstanceOf(Error);
  expect(outcomeOf('{ a }', other)).toBeInstanceOf(DocumentErrors);
});

test('what is kept of a refused text is where and why, not what was read of it', () => {
  const { errors } = outcomeOf('{ a bad }') as DocumentErrors;
  expect(errors.map(({ locations, nodes, originalError }) => ({ locations, nodes, originalError }))).toEqual([
    { locations: [{ line: 1, column: 5 }], nodes: undefined, originalError: undefined },
  ]);
});

test('many refused texts push out none that may be run', () => {
  const kept = outcomeOf('{ self { a } }');
  for (let at = 0; at < 2_000; at++) outcomeOf(`{ no${at} }`);
  expect(outcomeOf('{ self { a } }')).toBe(kept);
});

test('what would take long to compare is refused before it is validated', () => {
  const error = outcomeOf(`{ ${'unknown '.repeat(200)} }`);
  expect(error).toBeInstanceOf(GraphQLError);
  expect(error).toMatchObject({
    extensions: { code: 'OPERATION_TOO_COMPLEX', limit: { name: 'comparisons' } },
  });
});

test.each([
  ['in a ring', 'fragment F on Query { ...G } fragment G on Query { self { ...F } } { ...F }'],
  ['of one name', 'fragment F on Query { a } fragment F on Query { self { a } } { ...F }'],
])('fragments %s are refused before anything is compared, in the words of validation', (_how, source) => {
  const much = `${source.slice(0, -1)} ${'a '.repeat(200)} }`;
  const { errors } = outcomeOf(much) as DocumentErrors;
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^Cannot spread fragment "F" within itself via "G"|^There can be only one fragment/,
    ),
  ]);
  expect(errors[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
});

test('a text on which the stack runs out is worked through once', () => {
  const long = createDocumentReader(true, { ...defaultLimits.operation, tokens: 100_000 });
  const row = Array.from({ length: 10_000 }, (_, at) => `fragment F${at} on Query{...F${at + 1}}`);
  const text = `{...F0} ${row.join(' ')} fragment F10000 on Query{a}`;
  const attempt = () => {
    try {
      return long(schema, text);
    } catch (error) {
      return error;
    }
  };
  const first = attempt();
  expect(first).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_TOO_COMPLEX' } }] });
  expect(attempt()).toBe(first);
});
