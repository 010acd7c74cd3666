import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { baseGraph } from './base-graph.ts';
import { startGuardedGraph, type GuardedGraph } from './guarded-graph.ts';
import { startProcesses, type ProcessGraph } from './process-graph.ts';
import { codes, denied, expectDenied } from './wire.ts';

let graph: GuardedGraph;
beforeAll(async () => {
  graph = await startGuardedGraph(baseGraph);
});
afterEach(() => graph.forget());
afterAll(() => graph.stop());

test('C1: a denied field that may be null is null, its neighbours are answered', async () => {
  const answer = await graph.ask('', '{ citizen(id: 1) { fullName nationalId } }');
  expectDenied(graph, answer, {
    data: { citizen: { fullName: 'An Public', nationalId: null } },
    at: ['citizen.nationalId'],
    unsent: ['nationalId'],
  });
});

test.each([
  '{ citizen(id: 1) { fullName birthDate } ping }',
  '{ citizen(id: 1) { fullName } ping citizen(id: 1) { birthDate } }',
  '{ citizen(id: 1) { birthDate } citizen(id: 1) { fullName } ping }',
  '{ citizen(id: 1) { ... on Citizen { ...F } fullName } ping } fragment F on Citizen { birthDate }',
])(
  'C2: a denied field that may not be null takes its object with it, which is not asked for: %s',
  async (query) => {
    const answer = await graph.ask('', query);
    expectDenied(graph, answer, {
      data: { citizen: null, ping: 'pong' },
      at: ['citizen.birthDate'],
      unsent: ['citizen', 'birthDate', 'fullName'],
    });
  },
);

test('C2: one place that is null does not take another with it', async () => {
  const answer = await graph.ask('', '{ a: citizen(id: 1) { birthDate } b: citizen(id: 1) { fullName } }');
  expectDenied(graph, answer, {
    data: { a: null, b: { fullName: 'An Public' } },
    at: ['a.birthDate'],
    unsent: ['birthDate', 'a'],
  });
});

test.each([
  [
    '{ citizen(id: 1) { children { birthDate fullName } fullName } }',
    { children: null, fullName: 'An Public' },
  ],
  ['{ citizen(id: 1) { children { spouse { spouse { birthDate } fullName } } } }', { children: [] }],
])('C5: in a list it takes the list, so that its length is not told: %s', async (query, citizen) => {
  const answer = await graph.ask('', query);
  const at = query.includes('spouse')
    ? 'citizen.children.spouse.spouse.birthDate'
    : 'citizen.children.birthDate';
  expectDenied(graph, answer, { data: { citizen }, at: [at], unsent: ['birthDate'] });
});

test.each([
  '{ ping citizens { birthDate } }',
  '{ citizens { fullName birthDate } ping }',
  '{ ping citizens { nationalId } }',
  '{ citizens { fullName } ping citizens { birthDate } }',
])('C5: a list that may not be null takes the whole answer, and nothing is fetched: %s', async (query) => {
  const answer = await graph.ask('', query);
  const field = query.includes('nationalId') ? 'nationalId' : 'birthDate';
  expectDenied(graph, answer, { data: null, at: [`citizens.${field}`], unsent: ['citizens', 'ping'] });
  expect(graph.sent()).toBe('');
});

test('C7: three rows give one error, without an index', async () => {
  const answer = await graph.ask('', '{ citizens { fullName nationalId } }');
  expectDenied(graph, answer, {
    data: {
      citizens: ['An', 'Binh', 'Chi'].map((name) => ({ fullName: `${name} Public`, nationalId: null })),
    },
    at: ['citizens.nationalId'],
    unsent: ['nationalId'],
  });
});

test('C8: no row gives the same error as three', async () => {
  const three = await graph.ask('', '{ list: citizens { fullName nationalId } }');
  const none = await graph.ask('', '{ list: noCitizens { fullName nationalId } }');
  expectDenied(graph, none, { data: { list: [] }, at: ['list.nationalId'], unsent: ['nationalId'] });
  expect(none.errors).toEqual(three.errors);
});

test.each([
  'nationalId',
  'a: nationalId genome',
  '... on Citizen { nationalId } ... { religion }',
  'records { note }',
  'spouse { nationalId } address { line }',
])('C10: where all is denied, nobody learns whether the object exists: %s', async (selection) => {
  const ask = (id: number) => graph.ask(undefined, `{ citizen(id: ${id}) { ${selection} } }`);
  const there = await ask(1);
  const absent = await ask(404);
  expect(there.text).toBe(absent.text);
  expect(there.data).toEqual({ citizen: null });
  expect(graph.sent()).toBe('');
});

test('C11: a denied field of another agency is not asked for there', async () => {
  const answer = await graph.ask(undefined, '{ citizen(id: 1) { fullName bloodType } ping }');
  expectDenied(graph, answer, {
    data: { citizen: null, ping: 'pong' },
    at: ['citizen.bloodType'],
    unsent: ['bloodType', 'citizen'],
  });
  expect(graph.calls('health')).toBe(0);
});

describe('C13, with each agency a process of its own', () => {
  let processes: ProcessGraph;
  beforeAll(async () => {
    processes = await startProcesses({});
  });
  afterAll(() => processes.stop());

  test('C13: an agency that is away and a denial are both told, and nothing of the agency', async () => {
    const query = '{ citizen(id: 1) { fullName nationalId records { code } } }';
    const before = await processes.ask('health:read', query);
    expect([before.data, denied(before)]).toEqual([
      { citizen: { fullName: 'An Public', nationalId: null, records: [{ code: 'SECRET-CODE' }] } },
      ['citizen.nationalId'],
    ]);
    await processes.kill('health');
    const answer = await processes.ask('health:read', query);
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ citizen: { fullName: 'An Public', nationalId: null, records: null } });
    expect(codes(answer)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE', 'SUBGRAPH_UNAVAILABLE']);
    expect(answer.text).not.toMatch(/127\.0\.0\.1|ECONN|health|population/);
    expect(await processes.received()).not.toContain('nationalId');
  });
});
