import * as fc from 'fast-check';
import { parse, type OperationDefinitionNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { parseAnswer } from '../../gateway/federation/reading/parse-answer.ts';
import { readReply } from '../../gateway/federation/reading/read-reply.ts';
import { readShape, type ReadShape } from '../../gateway/federation/reading/read-shape.ts';
import { walkAnswer } from '../../gateway/federation/reading/walk-answer.ts';
import { fromByteText, toByteText } from '../../gateway/operation/byte-text.ts';
import {
  jsonOf,
  stringIn,
  type FetchedObject,
  type FetchedValue,
} from '../../gateway/operation/fetched-value.ts';

const operation = parse(
  '{ people { name age of { __typename id home { street } } ... on Person { tags } } greeting h0 }',
);
const shape = readShape(operation.definitions[0] as OperationDefinitionNode);
const entities = readShape(operation.definitions[0] as OperationDefinitionNode, (path) =>
  path.at(-1) === 'of' ? new Map([['"Person"', ['id']]]) : undefined,
);

const valueOf = (value: FetchedValue): unknown => JSON.parse(fromByteText(jsonOf(value)));
const bytesOf = (answer: unknown): Buffer => Buffer.from(JSON.stringify(answer));

const leaf = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('Nguyễn Thị Hương', '"', '\\', '\n', '</script>', ''),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const of = fc.record(
  {
    __typename: fc.constant('Person'),
    id: fc.constantFrom('1', '2', null),
    home: fc.record({ street: fc.constantFrom('phố Huế', '}', null) }),
  },
  { requiredKeys: ['__typename', 'id'] },
);
const person = fc.record(
  { name: leaf, age: leaf, of: fc.option(of), tags: fc.array(leaf, { maxLength: 3 }) },
  { requiredKeys: [] },
);
const data = fc.record(
  { people: fc.array(fc.option(person), { maxLength: 4 }), greeting: leaf, h0: leaf },
  { requiredKeys: [] },
);

test('an answer of lists in one another without an end is none, whichever reader meets it', () => {
  const nested = (times: number) =>
    Buffer.from(`{"data":{"greeting":${'['.repeat(times)}1${']'.repeat(times)}}}`);
  expect(parseAnswer(nested(5), shape)?.data).toBeDefined();
  for (const read of [walkAnswer, parseAnswer]) expect(read(nested(50_000), shape)).toBeUndefined();
  expect(readReply(nested(50_000), shape, { isAgency: true })).toBeUndefined();
});

test.each([
  ['objects', '{"a":', '}'],
  ['objects and lists', '{"a":[', ']}'],
])('%s in one another in place of a leaf stop nobody', (_what, open, close) => {
  const inner = `${open.repeat(50_000)}1${close.repeat(50_000)}`;
  const read = parseAnswer(Buffer.from(`{"data":{"greeting":${inner}}}`), shape);
  expect([undefined, { greeting: inner }]).toContainEqual(read?.data);
});

test('an answer as servers write it is read in one walk', () => {
  const answer = { data: { people: [{ name: 'An', age: 7, tags: [] }], greeting: 'Xin chào', h0: -0.5 } };
  for (const bytes of [bytesOf(answer), Buffer.from(`${JSON.stringify(answer)}\n`)]) {
    expect(valueOf(walkAnswer(bytes, shape)?.data ?? null)).toEqual(answer.data);
  }
  const extensions = { access: { denials: [{ path: ['người'], coordinate: 'Person.name' }] } };
  expect(walkAnswer(bytesOf({ ...answer, extensions }), shape)?.extensions).toEqual(extensions);
});

test('whatever an agency answers, it is read as a parser reads it', () => {
  fc.assert(
    fc.property(data, (drawn) => {
      const reply = readReply(bytesOf({ data: drawn }), entities, { isAgency: false });
      expect(valueOf(reply?.data ?? null)).toEqual(JSON.parse(JSON.stringify(drawn)));
    }),
    { numRuns: 300 },
  );
});

test('whatever the bytes are, the walk says what a parser says, or nothing', () => {
  const damage = fc.record({
    at: fc.nat(),
    drop: fc.nat(3),
    add: fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        '\t',
        '\0',
        '\\',
        '"',
        ',',
        '}',
        ']',
        ':',
        '0',
        '-',
        '.',
        'e5',
        '{',
        '[',
        '\\u00e',
        '\\x',
      ),
      fc.constantFrom('null', 'true', ',"name":"x"', '"errors":[]', '\u007f', 'ă'),
    ),
    isTorn: fc.boolean(),
  });
  fc.assert(
    fc.property(data, damage, (drawn, { at, drop, add, isTorn }) => {
      const whole = bytesOf({ data: drawn });
      const place = at % whole.length;
      // Half of a character of two bytes is no UTF-8.
      const added = isTorn && add === 'ă' ? Buffer.from(add).subarray(1) : Buffer.from(add);
      const bytes = Buffer.concat([whole.subarray(0, place), added, whole.subarray(place + drop)]);
      for (const asked of [shape, entities]) {
        const walked = walkAnswer(bytes, asked);
        if (!walked) return;
        const parsed = parseAnswer(bytes, asked);
        expect(parsed?.errors).toEqual([]);
        expect(valueOf(walked.data)).toEqual(valueOf(parsed?.data ?? null));
      }
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ['bytes that are no UTF-8', Buffer.from('{"data":{"greeting":"\xe1"}}', 'latin1')],
  ['a key that is there twice', Buffer.from('{"data":{"greeting":"a","greeting":"b"}}')],
  ['a key that was not asked', Buffer.from('{"data":{"other":"a"}}')],
])('%s: are for the parser to read', (_, bytes) => {
  expect(walkAnswer(bytes, shape)).toBeUndefined();
});

test('a text says the same however it is escaped', () => {
  const raw = stringIn(toByteText('"Hương \\n"'));
  expect(stringIn(toByteText('"H\\u01b0ơng \\u000a"'))).toBe(raw);
  expect(fromByteText(raw ?? '')).toBe('Hương \n');
});

describe('an entity that tells by what it is known', () => {
  const person = (id: string | null, street = 'phố Huế', __typename = 'Person') => ({
    of: { __typename, id, home: { street } },
  });
  const read = (people: readonly object[], asked: ReadShape) => {
    const walked = walkAnswer(bytesOf({ data: { people } }), asked);
    const found = (walked?.data['people'] ?? []) as readonly FetchedObject[];
    return { others: found.map((each) => each['of']), repeated: walked?.repeated };
  };

  test('is one object wherever an answer repeats it, with all that is inside it', () => {
    const people = [person('1'), person('1'), person('2'), person('1')];
    const { others, repeated } = read(people, entities);
    const [one, again, two, afterTwo] = others;
    expect(again).toBe(one);
    expect(afterTwo).toBe(one);
    expect(two).not.toBe(one);
    expect(repeated).toEqual([one, one]);
    expect(others.map((each) => valueOf(each ?? null))).toEqual(people.map((each) => each.of));
  });

  test('is found again however short it is, whatever follows it, and whatever braces are in what it says', () => {
    const short = (id: string) => ({ of: { __typename: 'Person', id } });
    for (const [one, other] of [
      [short('1'), short('2')],
      [person('}'), person('{')],
      [person('1', '"}'), person('2', '{')],
    ] as const) {
      const { others, repeated } = read([one, other, one], entities);
      expect(others[2]).toBe(others[0]);
      expect(repeated).toEqual([others[0]]);
      expect(others.map((each) => valueOf(each ?? null))).toEqual([one.of, other.of, one.of]);
    }
  });

  test('is another one where anything differs, and where nobody says by what it is known', () => {
    const long = 'phố '.repeat(30);
    for (const differing of [
      [person('1'), person('2')],
      [person('1'), person('1', 'phố Cổ')],
      [person('1', `${long}Huế`), person('2'), person('1', `${long}Cổ`)],
    ]) {
      const { others, repeated } = read(differing, entities);
      expect(new Set(others).size).toBe(differing.length);
      expect(repeated).toEqual([]);
    }
    const { others } = read([person('1'), person('1')], shape);
    expect(others[0]).not.toBe(others[1]);
  });

  test('is another one where its key is null or missing, and where it is of another type than has this key', () => {
    const nameless = { __typename: 'Person', home: { street: 'phố Huế' } };
    for (const who of [person(null).of, nameless, person('1', 'phố Huế', 'Cat').of]) {
      const { others, repeated } = read([{ of: who }, { of: who }], entities);
      expect(others[0]).not.toBe(others[1]);
      expect(repeated).toEqual([]);
    }
  });
});
