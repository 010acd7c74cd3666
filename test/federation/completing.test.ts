import { describe, expect, test } from 'vitest';
import { link, startGraph, type Answer, type Graph } from './start-graph.ts';

/** A subgraph whose answer to the only question is given by the test, as of a service that is not strict itself. */
const startWith = (person: unknown, query?: Readonly<Record<string, unknown>>): Promise<Graph> =>
  startGraph({
    register: {
      typeDefs: `${link('@inaccessible')}
        type Query { person: Person people: [Person!] anyone: Being strict: Person! }
        type Person implements Being { id: ID! name: String! age: Int share: Float alive: Boolean
          status: Status level: Status! tags: [String!] any: Anything best: Person friends: [Person] }
        interface Being { name: String! }
        type Ghost implements Being @inaccessible { name: String! }
        enum Status { LIVING MISSING SECRET @inaccessible }
        scalar Anything`,
      tamper: () => ({ body: { data: query ?? { person } } }),
    },
  });

const told = ({ errors }: Answer): readonly unknown[] =>
  errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.['code']]) ?? [];

describe('a null where the schema allows none', () => {
  test('moves up to where null is allowed, and is told in errors', async () => {
    const graph = await startWith({ name: null, age: 3 });
    const query = '{ person { age name } }';
    const plain = await graph.plain(query);
    expect(plain.errors).toBeUndefined();
    const ours = await graph.ours(query);
    expect(ours.data).toEqual({ person: null });
    expect(ours.errors).toEqual([
      {
        message: 'This field must have a value, but its agency gave none.',
        path: ['person', 'name'],
        extensions: { code: 'SUBGRAPH_ERROR' },
      },
    ]);
    expect(ours.extensions).toBeUndefined();
  });

  test('is told under the client’s own names', async () => {
    const graph = await startWith({ best: { h0: null } });
    const answer = await graph.ours('{ person { best { n: name } } }');
    expect(answer.data).toEqual({ person: { best: null } });
    expect(told(answer)).toEqual([['person.best.n', 'SUBGRAPH_ERROR']]);
  });

  test('takes a list with it when its elements must be there, each one told', async () => {
    const graph = await startWith(undefined, { people: [{ name: 'An' }, { name: null }, null] });
    const answer = await graph.ours('{ people { name } }');
    expect(answer.data).toEqual({ people: null });
    expect(told(answer)).toEqual([
      ['people.1.name', 'SUBGRAPH_ERROR'],
      ['people.2', 'SUBGRAPH_ERROR'],
    ]);
  });

  test('leaves the other elements alone when they may be null', async () => {
    const graph = await startWith({ friends: [{ name: 'An' }, { name: null }, null] });
    const answer = await graph.ours('{ person { friends { name } } }');
    expect(answer.data).toEqual({ person: { friends: [{ name: 'An' }, null, null] } });
    expect(told(answer)).toEqual([['person.friends.1.name', 'SUBGRAPH_ERROR']]);
  });

  test('takes all data with it when nothing above may be null', async () => {
    const graph = await startWith(undefined, { strict: { name: null } });
    const answer = await graph.ours('{ strict { name } }');
    expect(answer.data).toBeNull();
    expect(told(answer)).toEqual([['strict.name', 'SUBGRAPH_ERROR']]);
  });
});

describe('a value that the schema does not allow', () => {
  test.each([
    ['a number for a String', 'name', 7],
    ['a text for an Int', 'age', '7'],
    ['a fraction for an Int', 'age', 7.5],
    ['an Int of more than 32 bits', 'age', 2 ** 31],
    ['a text for a Float', 'share', '0.5'],
    ['a number for a Boolean', 'alive', 1],
    ['an enum value that nobody knows', 'status', 'DEAD'],
    ['a number for an enum', 'status', 1],
    ['a boolean for an ID', 'id', true],
    ['an object for a String', 'name', { text: 'An' }],
    ['a list for an Int', 'age', [7]],
    ['one value for a list', 'tags', 'one'],
    ['a list for an object', 'best', [{ name: 'An' }]],
    ['a text for an object', 'best', 'An'],
  ])('%s is an error once', async (_, field, value) => {
    const graph = await startWith({ [field]: value });
    const inside = field === 'best' ? '{ name }' : '';
    const answer = await graph.ours(`{ person { ${field} ${inside} } }`);
    const isRequired = field === 'name' || field === 'id';
    expect(answer.data).toEqual({ person: isRequired ? null : { [field]: null } });
    expect(told(answer)).toEqual([[`person.${field}`, 'SUBGRAPH_ERROR']]);
    expect(JSON.stringify(answer.errors)).not.toContain('DEAD');
  });

  test.each([
    ['age', -(2 ** 31)],
    ['share', 1],
    ['alive', false],
    ['name', ''],
    ['any', { free: [1, null] }],
    ['any', 0],
    ['tags', []],
    ['status', 'LIVING'],
  ])('%s: %j is none', async (field, value) => {
    const graph = await startWith({ [field]: value });
    const { data, errors } = await graph.ours(`{ person { ${field} } }`);
    expect({ data, errors }).toEqual({ data: { person: { [field]: value } } });
  });

  test('a number for an ID is the ID as text', async () => {
    const graph = await startWith({ id: 7 });
    expect((await graph.ours('{ person { id } }')).data).toEqual({ person: { id: '7' } });
  });

  test('a field that was not sent at all is told', async () => {
    const graph = await startWith({ name: 'An' });
    const answer = await graph.ours('{ person { name age } }');
    expect(answer.data).toEqual({ person: { name: 'An', age: null } });
    expect(told(answer)).toEqual([['person.age', 'SUBGRAPH_ERROR']]);
  });

  test('an object of a type that does not belong there is told', async () => {
    const graph = await startWith(undefined, { anyone: { __typename: 'Query', name: 'An' } });
    const answer = await graph.ours('{ anyone { name ... on Person { age } } }');
    expect(answer.data).toEqual({ anyone: null });
    expect(told(answer)).toEqual([['anyone', 'SUBGRAPH_ERROR']]);
  });
});

describe('what the schema hides as @inaccessible', () => {
  test('is null as if it were not there: a value of an enum', async () => {
    const graph = await startWith({ status: 'SECRET' });
    const { data, errors } = await graph.ours('{ person { status } }');
    expect({ data, errors }).toEqual({ data: { person: { status: null } } });
  });

  test('is null as if it were not there: an object', async () => {
    const graph = await startWith(undefined, { anyone: { __typename: 'Ghost', name: 'Boo' } });
    const { data, errors } = await graph.ours('{ anyone { name } }');
    expect({ data, errors }).toEqual({ data: { anyone: null } });
  });

  test('is never named where null is not allowed', async () => {
    const graph = await startWith({ level: 'SECRET' });
    const answer = await graph.ours('{ person { level } }');
    expect(answer.data).toEqual({ person: null });
    expect(told(answer)).toEqual([['person.level', 'SUBGRAPH_ERROR']]);
    expect(JSON.stringify(answer)).not.toContain('SECRET');
  });
});

test('names out of JSON that every object inherits change nothing', async () => {
  const person = JSON.parse(
    '{"name":"An","age":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"x":1}}}',
  ) as unknown;
  const graph = await startWith(person);
  const { data, errors } = await graph.ours('{ person { name age } }');
  expect({ data, errors }).toEqual({ data: { person: { name: 'An', age: 1 } } });
  expect(Object.hasOwn(Object.prototype, 'polluted') || Object.hasOwn(Object.prototype, 'x')).toBe(false);
});
