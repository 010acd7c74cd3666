import { expect, test } from 'vitest';
import { createCursorCodec } from '../../subgraphs/kit/cursor.ts';
import { guard, subgraph } from './guarded-graph.ts';
import { expectDenied } from './wire.ts';

const nid = '@requiresScopes(scopes: [["pop:nid"]])';
/** Nobody without the scope may see a number, whether it would be told or asked about. */
const searchable = [
  subgraph(
    'one',
    `type Query { ping: Int citizens(where: Filter, orderBy: Order, numbers: [NationalId!], also: [[Filter]]): [Citizen!] }
     type Citizen { name: String nationalId: NationalId cousin(of: Pick = { kind: ELDER }): Citizen }
     scalar NationalId ${nid}
     input Filter { name: String nationalId: Text not: Filter any: [Filter!] } input Text { startsWith: NationalId }
     enum Order ${nid} { NUMBER } input Pick { kind: Age number: NationalId } enum Age { ELDER YOUNGER }`,
    {
      Query: { ping: () => 1, citizens: () => [{ name: 'An', nationalId: 'SECRET' }] },
      Citizen: { cousin: () => ({ name: 'Bình' }) },
    },
  ),
];

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['{ ping citizens(where: { nationalId: { startsWith: "0" } }) { name } }', {}],
  [
    '{ ping citizens(where: { any: [{ name: "A" }, { not: { nationalId: { startsWith: "0" } } }] }) { name } }',
    {},
  ],
  ['{ ping citizens(where: { nationalId: { startsWith: null } }) { name } }', {}],
  ['{ ping citizens(numbers: "0") { name } }', {}],
  ['{ ping citizens(also: { nationalId: { startsWith: "0" } }) { name } }', {}],
  ['query($w: Filter) { ping citizens(where: $w) { name } }', { w: { nationalId: { startsWith: '0' } } }],
  ['query($w: Filter = { nationalId: { startsWith: "0" } }) { ping citizens(where: $w) { name } }', {}],
  [
    'query($t: Text) { ping citizens(where: { not: { nationalId: $t } }) { name } }',
    { t: { startsWith: '0' } },
  ],
  ['query($n: NationalId) { ping citizens(where: { nationalId: { startsWith: $n } }) { name } }', { n: '0' }],
  [
    'query($n: [NationalId!]) { ping ...F } fragment F on Query { citizens(numbers: $n) { name } }',
    { n: ['0'] },
  ],
  [
    'query($a: [[Filter]]) { ping citizens(also: $a) { name } }',
    { a: [[{ any: [{ nationalId: { startsWith: '0' } }] }]] },
  ],
])('K1: to ask about what one may not see is denied, however it is written: %s', async (query, variables) => {
  const graph = await guard(searchable);
  expectDenied(graph, await graph.ask('', query, variables), {
    data: { ping: 1, citizens: null },
    at: ['citizens'],
    unsent: ['citizens', 'nationalId'],
  });
  const allowed = await graph.ask('pop:nid', query, variables);
  expect([allowed.data, allowed.errors]).toEqual([{ ping: 1, citizens: [{ name: 'An' }] }, []]);
});

test('K1: one text is judged anew for other values of its variables, in either order', async () => {
  const query = 'query($w: Filter) { citizens(where: $w) { name } }';
  const graph = await guard(searchable);
  for (const w of [
    { name: 'A' },
    { nationalId: { startsWith: '0' } },
    { name: 'A' },
    { nationalId: {} },
    null,
  ]) {
    const { data } = await graph.ask('', query, { w });
    expect(data).toEqual({
      citizens: w && 'nationalId' in w && 'startsWith' in w.nationalId ? null : [{ name: 'An' }],
    });
  }
});

test('K1: what is not asked about costs nothing: unused variables, other inputs, defaults of the graph', async () => {
  const graph = await guard(searchable);
  for (const query of [
    'query($w: Filter, $n: [NationalId!]) { citizens(where: $w, numbers: $n) { name } }',
    '{ citizens(where: { name: "A", any: [] }) { name } }',
    'query($i: Boolean = false) { citizens { name } x: citizens(numbers: ["0"]) @include(if: $i) { name } }',
  ]) {
    const { data, errors } = await graph.ask('', query);
    expect([data, errors]).toEqual([{ citizens: [{ name: 'An' }] }, []]);
  }
  const deep = await graph.ask(
    '',
    '{ citizens { cousin { name } elder: cousin(of: { kind: YOUNGER }) { name } } }',
  );
  expect(deep.errors).toEqual([]);
  expectDenied(graph, await graph.ask('', '{ citizens { name cousin(of: { number: "0" }) { name } } }'), {
    data: { citizens: [{ name: 'An', cousin: null }] },
    at: ['citizens.cousin'],
    unsent: ['number'],
  });
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['{ citizens(orderBy: NUMBER) { name } ping }', {}],
  ['query($o: Order) { citizens(orderBy: $o) { name } ping }', { o: 'NUMBER' }],
  ['query($o: Order = NUMBER) { citizens(orderBy: $o) { name } ping }', {}],
])('K3: to sort by what one may not see is denied: %s', async (query, variables) => {
  const graph = await guard(searchable);
  expectDenied(graph, await graph.ask('', query, variables), {
    data: { citizens: null, ping: 1 },
    at: ['citizens'],
    unsent: ['citizens', 'NUMBER'],
  });
  expect((await graph.ask('pop:nid', query, variables)).errors).toEqual([]);
});

test('K6: a cursor shows nothing of the sort key that it stands for, and none of its characters can be changed', () => {
  const codec = createCursorCodec(new Uint8Array(32).fill(7));
  const position = ['SECRET-NID', 'someone'];
  const cursor = codec.encode('citizens', position);
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/SECRET|someone/);
  expect(codec.encode('citizens', position)).not.toBe(cursor);
  expect(codec.decode('citizens', cursor)).toEqual(position);
  const changed = Array.from(cursor, (character, at) => {
    return cursor.slice(0, at) + (character === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
  });
  for (const [list, text] of [
    ['others', cursor] as const,
    ...changed.map((each) => ['citizens', each] as const),
  ]) {
    expect(() => codec.decode(list, text)).toThrow(
      expect.objectContaining({
        extensions: { code: 'BAD_USER_INPUT', argument: 'after', problem: 'CURSOR_UNKNOWN' },
      }),
    );
  }
});
