import { buildSchema, getOperationAST, GraphQLError, parse } from 'graphql';
import { expect, test } from 'vitest';
import { coerceVariables } from '../../gateway/operation/coerce-variables.ts';

const schema = buildSchema(`
  type Query { order(in: In, n: Int!): Int }
  input In { reason: Reason! note: String lines: [Line!] }
  input Line { count: Int! }
  enum Reason { MISUSE }`);
const operation = getOperationAST(parse('query ($in: In, $n: Int! = 1) { order(in: $in, n: $n) }'));

function messageOf(variables: Readonly<Record<string, unknown>>): string {
  if (!operation) throw new Error('no operation');
  try {
    coerceVariables(schema, operation, variables);
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
  }
  return 'fits';
}

const secret = '034159265358';

test.each<[string, unknown, string]>([
  ['a field that is missing', { note: 'x' }, ' at reason'],
  ['a value of a field', { reason: secret }, ' at reason'],
  ['a part of a list', { reason: 'MISUSE', lines: [{ count: 1 }, { count: secret }] }, ' at lines.1.count'],
  ['a part of a list that is missing', { reason: 'MISUSE', lines: [{ count: 1 }, {}] }, ' at lines.1.count'],
  ['the first of several', { reason: secret, note: [secret], lines: secret }, ' at reason'],
  ['the whole', secret, ''],
  ["what there is no field for: its name is the caller's own", { reason: 'MISUSE', [`x${secret}`]: 1 }, ''],
])(
  'a variable that does not fit is told with the place in it, and without a value: %s',
  (_what, value, at) => {
    const message = messageOf({ in: value });
    expect(message).toBe(`Variable "$in" is missing or has a value that its type does not allow${at}.`);
  },
);

test('and so is one that is not there', () => {
  expect(messageOf({ n: null })).toBe(
    'Variable "$n" is missing or has a value that its type does not allow.',
  );
  expect(messageOf({ in: { reason: 'MISUSE' } })).toBe('fits');
});

test('one place is looked for, however many do not fit', () => {
  let read = 0;
  const count = {
    get count() {
      read++;
      return secret;
    },
  };
  const lines = Array.from({ length: 100 }, () => count);
  expect(messageOf({ in: { reason: 'MISUSE', lines } })).toContain(' at lines.0.count');
  expect(read).toBeLessThan(10);
});
