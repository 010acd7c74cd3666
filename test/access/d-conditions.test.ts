import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { baseGraph } from './base-graph.ts';
import { guard, startGuardedGraph, type GuardedGraph } from './guarded-graph.ts';
import { denied, expectDenied, expectRefused, expectUnsent } from './wire.ts';

let graph: GuardedGraph;
beforeAll(async () => {
  graph = await startGuardedGraph(baseGraph);
});
afterEach(() => graph.forget());
afterAll(() => graph.stop());

const skipping = [
  'query($i: Boolean!) { citizen(id: 1) { fullName nationalId @include(if: $i) } }',
  'query($i: Boolean!) { citizen(id: 1) { fullName ... @include(if: $i) { nationalId birthDate } } }',
  'query($i: Boolean!) { citizen(id: 1) { fullName ...F @include(if: $i) } } fragment F on Citizen { nationalId }',
  'query($i: Boolean!) { citizen(id: 1) { fullName } me @include(if: $i) { fullName } }',
  'query($i: Boolean!) { citizen(id: 1) { fullName nationalId @include(if: true) @skip(if: true) } x: ping @include(if: $i) }',
  'query($i: Boolean!) { citizen(id: 1) { fullName } citizen(id: 1) @include(if: $i) { birthDate } }',
  'query($i: Boolean = true) { citizen(id: 1) { fullName nationalId @include(if: $i) } }',
];

test.each(skipping)('D1: what is skipped is neither denied nor sent: %s', async (query) => {
  for (const _ of ['new', 'known']) {
    const answer = await graph.ask(undefined, query, { i: false });
    expect([answer.data, answer.errors]).toEqual([{ citizen: { fullName: 'An Public' } }, []]);
    expectUnsent(graph, ['nationalId', 'birthDate', 'me', 'i']);
  }
});

const included = {
  data: { citizen: { fullName: 'An Public', nationalId: null } },
  at: ['citizen.nationalId'],
};

test.each([
  ['query($i: Boolean!) { citizen(id: 1) { fullName nationalId @include(if: $i) } }', { i: true }],
  ['query($i: Boolean!) { citizen(id: 1) { fullName nationalId @skip(if: $i) } }', { i: false }],
  ['query($i: Boolean!) { citizen(id: 1) { fullName ... @include(if: $i) { nationalId } } }', { i: true }],
  ['query($i: Boolean!) { citizen(id: 1) { fullName nationalId @skip(if: $i) nationalId } }', { i: true }],
])('D2: what is included is denied: %s', async (query, variables) => {
  const answer = await graph.ask('', query, variables);
  expectDenied(graph, answer, { ...included, unsent: ['nationalId', 'i'] });
});

test('D2: one text is judged anew for other values of its conditions', async () => {
  const query = 'query($i: Boolean!) { citizen(id: 1) { fullName nationalId @include(if: $i) } }';
  for (const i of [false, true, false]) {
    const { data, errors } = await graph.ask('', query, { i });
    expect([data, errors.length]).toEqual(
      i ? [included.data, 1] : [{ citizen: { fullName: 'An Public' } }, 0],
    );
  }
});

test.each([
  ['query($i: Boolean = true) { citizen(id: 1) { fullName nationalId @include(if: $i) } }', {}],
  ['query($i: Boolean! = true) { citizen(id: 1) { fullName nationalId @include(if: $i) } }', {}],
  ['query($i: Boolean = false) { citizen(id: 1) { fullName nationalId @skip(if: $i) } }', {}],
  ['query($i: Boolean = false) { citizen(id: 1) { fullName nationalId @include(if: $i) } }', { i: true }],
])('D4: a default value decides where no value was sent: %s', async (query, variables) => {
  const answer = await graph.ask('', query, variables);
  expectDenied(graph, answer, { ...included, unsent: ['nationalId', 'i'] });
});

test.each([null, 'true', 1, [true], undefined])(
  'D5: a condition that is no Boolean is refused: %j',
  async (i) => {
    const query = 'query($i: Boolean!) { citizen(id: 1) { nationalId @include(if: $i) } }';
    expectRefused(graph, await graph.ask('', query, { i }), 400, 'BAD_USER_INPUT');
  },
);

test('D8: where denials reject the whole operation, what is skipped is no denial', async () => {
  const strict = await guard(baseGraph, { onDenial: 'reject' });
  const query = 'query($i: Boolean!) { citizen(id: 1) { fullName nationalId @include(if: $i) } }';
  const { data, errors } = await strict.ask('', query, { i: false });
  expect([data, errors]).toEqual([{ citizen: { fullName: 'An Public' } }, []]);
  strict.forget();
  const answer = await strict.ask('', query, { i: true });
  expect([answer.data, denied(answer), strict.sent()]).toEqual([null, ['citizen.nationalId'], '']);
});
