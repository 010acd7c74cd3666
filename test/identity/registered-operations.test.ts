import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { parse, print, stripIgnoredCharacters, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../schema/error-codes.ts';
import { matchOperation } from '../../gateway/identity/operations/match-operation.ts';
import { normaliseOperation, parseOperation } from '../../gateway/identity/operations/normalise-operation.ts';
import { registerOperation } from '../../gateway/identity/operations/registered-operation.ts';
import { admit, anyText, officerQuery, refusalOf } from './request-maker.ts';

const operation = `# the list
query List($first: Int = 5) {
  claims(first: $first, note: "a \\"b\\"") { ...Row ...More }
}
fragment Row on Claim { id }
fragment More on Claim { number state }
`;
const index = registerOperation('List', 'DECIDE', operation);

/** Ways to write the same operation. */
const layouts: Readonly<Record<string, (text: string) => string>> = {
  'as it is registered': (text) => text,
  'without what GraphQL ignores': stripIgnoredCharacters,
  'as a printer writes it': (text) => print(parse(text)),
  'with commas and a byte order mark': (text) => `\uFEFF${text.replaceAll('\n', ',\n,')}`,
  'with comments': (text) => text.replaceAll('\n', ' # a comment\n'),
  'with its fragments first': (text) =>
    print({ ...parse(text), definitions: parse(text).definitions.toReversed() }),
};

function hexOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function match(query: string, registeredOnly = true) {
  return matchOperation(index, { query, operationName: 'List' }, registeredOnly);
}

describe('a registered operation', () => {
  test.each(Object.entries(layouts))('is known %s, and the registered text is run', (_, write) => {
    expect(match(write(operation))).toMatchObject({
      request: { query: operation, operationName: 'List' },
      operation: { name: 'List', purpose: 'DECIDE' },
    });
  });

  test('is known by its meaning whatever form its strings have', () => {
    const block = operation.replace('"a \\"b\\""', '"""a "b" """');
    expect(() => match(block)).toThrow('Register it');
    expect(match(operation.replace('"a \\"b\\""', '"""\na "b"\n"""')).operation?.name).toBe('List');
  });

  test.each([
    ['the text', operation],
    ['the printed text, definitions sorted', print(parseOperation(operation))],
    ['the text without what GraphQL ignores', normaliseOperation(operation)],
  ])('is known by the hash of %s', (_, text) => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: hexOf(text) }, other: 1 };
    expect(matchOperation(index, { extensions }, true)).toMatchObject({
      request: { query: operation, extensions: { other: 1 } },
      operation: { name: 'List' },
    });
  });

  test('is run with the variables that were sent', () => {
    const variables = { first: 1 };
    expect(matchOperation(index, { query: operation, variables }, true).request.variables).toBe(variables);
  });

  test.each([
    ['another selection', operation.replace('id', 'number')],
    ['another default', operation.replace('= 5', '= 6')],
    ['another name', operation.replace('List', 'Lists')],
    ['an alias', operation.replace('id }', 'key: id }')],
    ['another order of selections', operation.replace('number state', 'state number')],
    ['a second operation', `${operation} query Other { a }`],
    ['one fragment less', operation.replace('...More', '').replace(/fragment More.*/, '')],
  ])('is another one with %s', (_, text) => {
    expect(refusalOf(() => match(text))?.code).toBe('OPERATION_NOT_REGISTERED');
    expect(match(text, false)).toMatchObject({ request: { query: text }, operation: undefined });
  });

  test.each([
    ['of another name', 'query Other { a }'],
    ['without a name', '{ a }'],
    ['beside another', 'query List { a } query Other { a }'],
    ['beside a type', 'query List { a } type A { a: Int }'],
    ['that is only a fragment', 'fragment List on A { a }'],
    ['with wrong syntax', 'query List {'],
  ])('%s cannot be registered as List', (_, text) => {
    expect(() => registerOperation('List', 'DECIDE', text)).toThrow(
      /must hold one operation, named List|its syntax/,
    );
  });
});

describe('in production', () => {
  const rules = { registeredOnly: true };
  test.each<[string, Parameters<typeof admit>[0]]>([
    ['an operation that is not registered', { graphql: { query: '{ claim }' } }],
    ['a text that is no GraphQL', { graphql: { query: '{' } }],
    [
      'a hash that is not known',
      { graphql: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } } },
    ],
  ])('%s is refused with the command that registers', (_, request) => {
    const refused = refusalOf(() => admit({ ...request, rules }));
    expect(refused?.code).toBe('OPERATION_NOT_REGISTERED');
    expect(refused?.message).toContain('npm run register-operation -- ');
    expect(errorCodes.OPERATION_NOT_REGISTERED.status).toBe(400);
  });

  test('the schema may be asked for as well, and nothing else beside it', () => {
    const forSchema = [
      '{ __schema { types { name } } }',
      'query { ...F } fragment F on Query { __type(name: "A") { name } }',
    ];
    for (const query of forSchema) expect(admit({ graphql: { query }, rules }).graphql.query).toBe(query);
    const forMore = [
      '{ __schema { types { name } } claim }',
      '{ ...F } fragment F on Query { __typename ... { claim } }',
      '{ ...F } fragment F on Query { ...F }',
      'mutation { __typename }',
      '{ ...G }',
    ];
    for (const query of forMore) {
      expect(refusalOf(() => admit({ graphql: { query }, rules }))?.code).toBe('OPERATION_NOT_REGISTERED');
    }
  });

  test('a registered operation runs for its purpose without saying so', () => {
    const { access, graphql } = admit({ graphql: { query: officerQuery }, rules });
    expect(access).toMatchObject({ purpose: 'DECIDE', operation: 'Claim', role: 'OFFICER' });
    expect(graphql.query).toBe(officerQuery);
  });
});

test('a registered operation is run for no other purpose, in development too', () => {
  const ask = (purpose: string) =>
    admit({ graphql: { query: officerQuery }, headers: { 'hub-purpose': purpose } });
  expect(ask('DECIDE').access?.purpose).toBe('DECIDE');
  expect(refusalOf(() => ask('OWN'))?.code).toBe('PURPOSE_CONFLICT');
});

describe('any text', () => {
  const name = fc.constantFrom('a', 'b', 'list', 'id', 'on', 'query');
  const selection: fc.Arbitrary<string> = fc.letrec<{ set: string; field: string }>((tie) => ({
    set: fc.array(tie('field'), { minLength: 1, maxLength: 2 }).map((fields) => `{ ${fields.join(' ')} }`),
    field: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      name,
      fc.tuple(name, name).map(([alias, field]) => `${alias}: ${field}`),
      fc.tuple(name, fc.string()).map(([field, text]) => `${field}(text: ${JSON.stringify(text)})`),
      fc.tuple(name, tie('set')).map(([field, set]) => `${field} ${set}`),
      tie('set').map((set) => `... on A ${set}`),
      fc.constant('...F'),
    ),
  })).set;
  const document = fc
    .tuple(selection, selection, fc.boolean())
    .map(([set, fragment, first]) =>
      first ? `fragment F on A ${fragment} query Q ${set}` : `query Q ${set}\nfragment F on A ${fragment}`,
    )
    .filter((text) => refusalOf(() => parse(text)) === undefined);

  test('is normalised by its tokens to what a printer writes of it, without what GraphQL ignores', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(...Object.values(layouts)), (text, write) => {
        const printed = print(
          visit(parseOperation(text), { StringValue: (node) => ({ ...node, block: false }) }),
        );
        expect(normaliseOperation(write(text))).toBe(stripIgnoredCharacters(printed));
      }),
    );
  });

  test('that is normalised stays as it is when it is normalised again', () => {
    fc.assert(
      fc.property(document, (text) => {
        const once = normaliseOperation(text);
        expect(normaliseOperation(once)).toBe(once);
      }),
    );
  });

  test('is known in every layout, once registered', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(...Object.values(layouts)), (text, write) => {
        const operations = registerOperation('Q', 'DECIDE', text);
        expect(matchOperation(operations, { query: write(text) }, true).operation?.name).toBe('Q');
      }),
    );
  });

  test('never crashes the matcher, and is not known unless it was registered', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyText, document), (query) => {
        const { request, operation: found } = match(query, false);
        expect([request.query, found]).toEqual([query, undefined]);
      }),
    );
  });
});
