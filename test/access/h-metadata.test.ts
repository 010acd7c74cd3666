import { getIntrospectionQuery } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { baseGraph } from './base-graph.ts';
import { guard, startGuardedGraph, type GuardedGraph } from './guarded-graph.ts';
import { startProcesses, type ProcessGraph } from './process-graph.ts';
import { codes, expectRefused, post } from './wire.ts';

let graph: GuardedGraph;
beforeAll(async () => {
  graph = await startGuardedGraph(baseGraph);
});
afterEach(() => graph.forget());
afterAll(() => graph.stop());

describe('the command in production', () => {
  let processes: ProcessGraph;
  beforeAll(async () => {
    processes = await startProcesses({});
  });
  afterAll(() => processes.stop());

  test.each([
    getIntrospectionQuery(),
    '{ __type(name: "Citizen") { name } }',
    '{ ping __schema { types { name } } }',
  ])('H1: refuses introspection without a word about the schema', async (query) => {
    for (const scopes of [undefined, 'pop:nid']) {
      const answer = await processes.ask(scopes, query);
      expect([answer.status, answer.data]).toEqual([400, undefined]);
      expect(codes(answer)).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(answer.text).not.toMatch(/Citizen\b(?!")|nationalId|HealthRecord|population/);
    }
  });

  test('H9: has no page, and tells at its health check neither schema nor versions', async () => {
    const { origin } = new URL(processes.url);
    for (const path of ['/', '/graphql', '/health/live', '/health/ready']) {
      const response = await fetch(origin + path, { headers: { accept: 'text/html' } });
      const text = await response.text();
      expect(text).not.toMatch(/<html|Citizen|nationalId|population|\d+\.\d+\.\d+/i);
      expect(response.headers.get('server') ?? response.headers.get('x-powered-by')).toBeNull();
    }
    expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
  });
});

const describedBy = (text: string) =>
  new Set(text.match(/"name":"(\w+)"/g)?.map((name) => name.slice(8, -1)));
const names = '{ __schema { types { name fields { name } enumValues { name } possibleTypes { name } } } }';

test('H2: where introspection is on, the anonymous reads the schema that it may use', async () => {
  const answer = await graph.ask(undefined, '{ __type(name: "HealthRecord") { fields { name } } }');
  expect([answer.data, answer.errors]).toEqual([{ __type: null }, []]);
  const shown = describedBy((await graph.ask(undefined, names)).text);
  for (const open of ['Citizen', 'fullName', 'spouse', 'cases', 'ping', 'touch', 'PublicEvent']) {
    expect(shown).toContain(open);
  }
  for (const closed of [
    'nationalId',
    'birthDate',
    'me',
    'Address',
    'ward',
    'records',
    'HealthRecord',
    'Verdict',
  ]) {
    expect(shown).not.toContain(closed);
  }
  for (const closed of [
    'GenomeRef',
    'Event',
    'SealedEvent',
    'secret',
    'Organisation',
    'correctName',
    'religion',
  ]) {
    expect(shown).not.toContain(closed);
  }
});

test('H2: who may have more reads more, and one caller never what another may', async () => {
  for (const [scopes, more] of [
    ['health:read', ['records', 'HealthRecord', 'code', 'me', 'Address', 'Verdict', 'Organisation']],
    ['sealed', ['Event', 'SealedEvent', 'secret', 'events']],
    ['', ['me', 'Address']],
    [undefined, []],
  ] as const) {
    const shown = describedBy((await graph.ask(scopes, names)).text);
    for (const name of more) expect(shown).toContain(name);
    expect(shown.has('records')).toBe(scopes === 'health:read');
    expect(shown.has('secret')).toBe(scopes === 'sealed');
  }
  const whole = await graph.ask('sealed', getIntrospectionQuery());
  expect([whole.status, whole.errors]).toEqual([200, []]);
});

test('H2: who may see nothing at all is told so', async () => {
  const closed = await guard(
    baseGraph.map((source) => ({
      ...source,
      typeDefs: source.typeDefs.replace('type Query {', 'type Query @authenticated {'),
    })),
  );
  expectRefused(
    closed,
    await closed.ask(undefined, '{ __schema { queryType { name } } }'),
    403,
    'INTROSPECTION_DISABLED',
  );
  expect((await closed.ask('', '{ __schema { queryType { name } } }')).errors).toEqual([]);
});

test.each([
  '{ __schema { types { name } } citizen(id: 1) { fullName } }',
  '{ ping __type(name: "Citizen") { name } }',
  '{ ...F t: __type(name: "Citizen") { name } } fragment F on Query { x: ping }',
  '{ __schema { types { name } } citizen(id: 1) { nationalId } }',
])('H3: schema and data are not asked for at once: %s', async (query) => {
  expectRefused(graph, await graph.ask('', query), 400, 'BAD_REQUEST');
});

test.each([
  ['{ citizen(id: 1) { nationalIdd } }', 'nationalId'],
  ['{ citizen(idd: 1, id: 1) { fullName } }', 'id'],
  ['{ citizen(id: 1) { ... on Citizn { fullName } } }', 'Citizen'],
  ['{ citizens(orderBy: NAMES) { fullName } }', 'NAME'],
  ['{ citizens(where: { nameStartWith: "A" }) { fullName } }', 'nameStartsWith'],
  ['query($w: CitizenFiltr) { citizens(where: $w) { fullName } }', 'CitizenFilter'],
  ['{ ping @inclde(if: true) }', 'include'],
  ['{ __type(name: "Citizen") { nam } }', 'name'],
])('H5: a misspelt name is answered without the right one: %s', async (query, right) => {
  const answer = await graph.ask('', query);
  expect([answer.status, answer.data, new Set(codes(answer))]).toEqual([
    400,
    undefined,
    new Set(['GRAPHQL_VALIDATION_FAILED']),
  ]);
  expect(answer.text).not.toMatch(new RegExp(`did you mean|\\b${right}\\b`, 'i'));
});

test('H5: nor is a value of a variable that does not fit', async () => {
  const query =
    'query($o: CitizenOrder, $w: CitizenFilter) { citizens(orderBy: $o, where: $w) { fullName } }';
  for (const variables of [{ o: 'NAMES' }, { w: { nameStartWith: 'SECRET' } }]) {
    const answer = await graph.ask('', query, variables);
    expectRefused(graph, answer, 400, 'BAD_USER_INPUT');
    expect(answer.text).not.toMatch(/did you mean|\bNAME\b|nameStartsWith|SECRET/i);
  }
});

test.each([
  'Apollo-Query-Plan-Experimental',
  'Apollo-Query-Plan',
  'Apollo-Expose-Query-Plan',
  'apollo-federation-include-trace',
])('H7: no header makes the gateway tell its plan: %s', async (name) => {
  for (const value of ['1', 'true', 'ftv1']) {
    const answer = await post(
      graph.url,
      { query: '{ citizen(id: 1) { fullName cases { no } } }' },
      { [name]: value },
    );
    expect(JSON.parse(answer.text)).toEqual({
      data: { citizen: { fullName: 'An Public', cases: [{ no: 'c1' }] } },
    });
  }
});
