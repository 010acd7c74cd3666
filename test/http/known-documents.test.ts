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
