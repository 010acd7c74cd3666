import { execute, parse, validate, type GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { withoutValues } from '../../gateway/http/error-text.ts';
import { localSchema } from './local-gateway.ts';

const secret = '034159265358';

describe('the text of an error keeps a value to itself', () => {
  test.each([
    `{ hello(name: ${secret}) }`,
    `{ hello(at: ["${secret}"]) }`,
    `{ hello(at: [${secret}]) }`,
    `{ hello(id: "\\u{${secret}}") }`,
    `{ hello(id: [1.5, "${secret}"]) }`,
    `{ hello(id: { a: "${secret}" }) }`,
    `{ hello(share: "${secret}") }`,
    `{ hello(is: "${secret}") }`,
    `{ hello(kind: "${secret}") }`,
    `{ hello(kind: _${secret}) }`,
    `{ hello(filter: "${secret}") }`,
    `{ hello(filter: { name: ["${secret}"] }) }`,
    `{ hello "${secret}" }`,
    `{ hello(name "${secret}") }`,
    `{ hello(name """${secret}""") }`,
    `{ hello(at ${1}${secret.slice(1)}) }`,
    `{ hello(at ${1}${secret.slice(1)}.5) }`,
  ])('%s', (query) => {
    const errors = errorsOf(query);
    expect(errors).not.toHaveLength(0);
    for (const { message } of errors) expect(withoutValues(message)).not.toContain(secret.slice(1));
  });

  test.each([
    [{ name: 34159265358 }],
    [{ at: [1, secret] }],
    [{ kind: secret }],
    [{ filter: { name: 'x', nested: { name: 34159265358 } } }],
    [{ filter: secret }],
    [{ id: { a: secret } }],
  ])('variables %#', async (variableValues) => {
    const result = await execute({
      schema: localSchema,
      document: parse(
        'query ($name: String, $at: [Int!], $kind: Kind, $filter: Filter, $id: ID) { hello(name: $name, at: $at, kind: $kind, filter: $filter, id: $id) }',
      ),
      variableValues,
    });
    expect(result.errors).not.toHaveLength(0);
    for (const { message } of result.errors ?? []) {
      expect(withoutValues(message)).not.toContain(secret.slice(1));
      expect(withoutValues(message)).toMatch(/^Variable "\$\w+" got an invalid value\.$/);
    }
  });
});

test.each([
  ['{ hallo }', 'Cannot query field "hallo" on type "Query".'],
  ['{ hello(named: 1) }', 'Unknown argument "named" on field "Query.hello".'],
  ['{ hello', 'Syntax Error: Expected Name, found <EOF>.'],
  ['{ hello } mutatoin { raise }', 'Syntax Error: Unexpected Name "mutatoin".'],
])('the text of an error still says what is wrong with %s', (query, message) => {
  expect(errorsOf(query).map((error) => withoutValues(error.message))).toContain(message);
});

function errorsOf(query: string): readonly GraphQLError[] {
  try {
    return validate(localSchema, parse(query), undefined, { hideSuggestions: true });
  } catch (error) {
    return [error as GraphQLError];
  }
}
