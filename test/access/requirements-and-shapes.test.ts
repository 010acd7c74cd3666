import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { baseGraph } from './base-graph.ts';
import { denied, startGuardedGraph, type GuardedGraph, type WireAnswer } from './guarded-graph.ts';

let graph: GuardedGraph;
beforeAll(async () => {
  graph = await startGuardedGraph(baseGraph, { sensitive: ['pop:religion', 'chaplain'] });
});
afterEach(() => graph.forget());
afterAll(() => graph.stop());

/** What every denied answer keeps: nothing guarded leaves, nothing guarded is asked for, nobody caches it. */
function expectNothingLeaked(answer: WireAnswer, secrets: readonly string[], fields: readonly string[]) {
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  for (const secret of secrets) expect(answer.text).not.toContain(secret);
  for (const field of fields) expect(graph.sent()).not.toContain(field);
}

describe('A. requirements and claims', () => {
  test('A1: what nobody guards is answered to the anonymous', async () => {
    const { data, errors } = await graph.ask(undefined, '{ citizen(id: 1) { fullName } ping }');
    expect([data, errors]).toEqual([{ citizen: { fullName: 'An Public' }, ping: 'pong' }, []]);
  });

  test('A2: a field for the authenticated is null to the anonymous, once told, never asked for', async () => {
    const answer = await graph.ask(undefined, '{ me { fullName } ping }');
    expect(answer.data).toEqual({ me: null, ping: 'pong' });
    expect(denied(answer)).toEqual(['me']);
    expectNothingLeaked(answer, [], ['me']);
  });

  test('A4: any token will do where just a token is asked for', async () => {
    const { data, errors } = await graph.ask('', '{ me { fullName } }');
    expect([data, errors]).toEqual([{ me: { fullName: 'An Public' } }, []]);
  });

  test.each<[string, unknown, readonly string[]]>([
    ['health:read health:admin', null, ['citizen.records.note']],
    ['health:read health:admin break-glass', 'SECRET-NOTE', []],
    ['health:read health:note', 'SECRET-NOTE', []],
  ])('A7: of several groups of scopes one must be whole (%s)', async (scopes, note, paths) => {
    const answer = await graph.ask(scopes, '{ citizen(id: 1) { records { code note } } }');
    expect(answer.data).toEqual({ citizen: { records: [{ code: 'SECRET-CODE', note }] } });
    expect(denied(answer)).toEqual(paths);
  });

  test.each(['pop:ni', 'pop:nid2', 'POP:NID', 'pop', ''])(
    'A8: a scope that is merely alike grants nothing (%s)',
    async (scope) => {
      const answer = await graph.ask(scope, '{ citizen(id: 1) { nationalId fullName } }');
      expect(answer.data).toEqual({ citizen: { nationalId: null, fullName: 'An Public' } });
      expect(denied(answer)).toEqual(['citizen.nationalId']);
      expectNothingLeaked(answer, ['SECRET-NID'], ['nationalId']);
    },
  );

  test('A9: scopes in another form than one string grant nothing, and break nothing', async () => {
    const token = await graph.token({ scope: ['pop:nid'] });
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ citizen(id: 1) { nationalId fullName } }' }),
    });
    const { data } = (await response.json()) as WireAnswer;
    expect([response.status, data]).toEqual([200, { citizen: { nationalId: null, fullName: 'An Public' } }]);
  });

  test('A13: a policy holds for the scopes and roles that its rule names, and for nobody else', async () => {
    const query = '{ citizen(id: 1) { religion } }';
    const byScope = await graph.ask('pop:religion', query);
    expect(byScope.data).toEqual({ citizen: { religion: 'SECRET-RELIGION-1' } });
    const without = await graph.ask('pop:nid', query);
    expect(without.data).toEqual({ citizen: null });
    expect(denied(without)).toEqual(['citizen.religion']);
  });

  test('A19: a type that is guarded guards the field that gives it', async () => {
    const answer = await graph.ask(undefined, '{ citizen(id: 1) { fullName address { line } } }');
    expect(answer.data).toEqual({ citizen: { fullName: 'An Public', address: null } });
    expect(denied(answer)).toEqual(['citizen.address']);
    expectNothingLeaked(answer, ['SECRET-LINE'], ['address']);
  });
});

describe('B. selection shapes', () => {
  test('B1: an error stands at the name that the client gave', async () => {
    const answer = await graph.ask(undefined, '{ x: me { id } ping }');
    expect(answer.data).toEqual({ x: null, ping: 'pong' });
    expect(denied(answer)).toEqual(['x']);
  });

  test('B2: every selection of a denied field is told, its neighbours are answered', async () => {
    const answer = await graph.ask('', '{ citizen(id: 1) { a: nationalId b: nationalId c: fullName } }');
    expect(answer.data).toEqual({ citizen: { a: null, b: null, c: 'An Public' } });
    expect(denied(answer)).toEqual(['citizen.a', 'citizen.b']);
  });

  test('B5: a fragment is judged where it is spread', async () => {
    const answer = await graph.ask(
      undefined,
      '{ citizen(id: 1) { ...F } me { ...F } } fragment F on Citizen { fullName }',
    );
    expect(answer.data).toEqual({ citizen: { fullName: 'An Public' }, me: null });
    expect(denied(answer)).toEqual(['me']);
  });

  test('B6: a variable that only a denied field uses goes with it', async () => {
    const query =
      'query($i: Boolean!, $id: ID!) { ping me { fullName @include(if: $i) } citizen(id: $id) { nationalId } }';
    const answer = await graph.ask(undefined, query, { i: true, id: '1' });
    expect(answer.data).toEqual({ ping: 'pong', me: null, citizen: null });
    expect(graph.sent()).not.toContain('$');
  });

  test('B10: the name of a guarded type is guarded like it', async () => {
    const answer = await graph.ask(
      undefined,
      '{ me { __typename } citizen(id: 1) { address { __typename } } }',
    );
    expect(answer.data).toEqual({ me: null, citizen: null });
    expect(denied(answer)).toEqual(['me', 'citizen.address']);
  });

  test('B11: the name of a type that nobody guards is answered', async () => {
    expect((await graph.ask(undefined, '{ citizen(id: 1) { __typename } }')).data).toEqual({
      citizen: { __typename: 'Citizen' },
    });
  });

  test.each(['{ citizen(id: 1) { __typename: nationalId } }', '{ citizen(id: 1) { __x: fullName } }'])(
    'B12: an alias that starts with two underscores is refused, nothing is planned: %s',
    async (query) => {
      const answer = await graph.ask('pop:nid', query);
      expect([answer.status, answer.data]).toEqual([400, undefined]);
      expect(graph.sent()).toBe('');
    },
  );

  test.each(['constructor', 'toString', 'hasOwnProperty'])(
    'B17: an alias %s is plain data',
    async (alias) => {
      const { data } = await graph.ask('', `{ citizen(id: 1) { ${alias}: fullName } }`);
      expect(data).toEqual({ citizen: Object.fromEntries([[alias, 'An Public']]) });
      expect(Object.keys({})).toEqual([]);
    },
  );
});

describe('C. nulls and lists', () => {
  test('C2: a denied field that may not be null takes its object with it, which is not asked for', async () => {
    const answer = await graph.ask('', '{ citizen(id: 1) { fullName birthDate } ping }');
    expect(answer.data).toEqual({ citizen: null, ping: 'pong' });
    expect(denied(answer)).toEqual(['citizen.birthDate']);
    expectNothingLeaked(answer, ['1990'], ['citizen', 'birthDate']);
  });

  test('C5: in a list it takes the list, so that its length is not told', async () => {
    const answer = await graph.ask('', '{ citizen(id: 1) { children { birthDate } fullName } }');
    expect(answer.data).toEqual({ citizen: { children: null, fullName: 'An Public' } });
  });

  test('C7 and C8: three rows or none, there is one error and it is the same', async () => {
    const three = await graph.ask('', '{ list: citizens { fullName nationalId } }');
    const none = await graph.ask('', '{ list: noCitizens { fullName nationalId } }');
    expect(three.data?.['list']).toHaveLength(3);
    expect(none.data).toEqual({ list: [] });
    expect(denied(three)).toEqual(['list.nationalId']);
    expect(none.errors).toEqual(three.errors);
  });

  test('C10: where all is denied, nobody learns whether the object exists', async () => {
    const there = await graph.ask('', '{ citizen(id: 1) { nationalId } }');
    const absent = await graph.ask('', '{ citizen(id: 404) { nationalId } }');
    expect(there.text).toBe(absent.text);
    expect(there.data).toEqual({ citizen: null });
    expect(graph.calls('population')).toBe(0);
  });

  test('C11: a denied field of another agency is not asked for there', async () => {
    const answer = await graph.ask(undefined, '{ citizen(id: 1) { fullName bloodType } }');
    expect(answer.data).toEqual({ citizen: null });
    expect(graph.calls('health')).toBe(0);
  });

  test('a list that may not be null, of which all is denied, is null at the nearest place, without a fetch', async () => {
    const answer = await graph.ask('', '{ citizens { nationalId } }');
    expect([answer.status, answer.data]).toEqual([200, null]);
    expect(graph.sent()).toBe('');
  });

  test('fields that the client merges keep what is allowed of them', async () => {
    const answer = await graph.ask('', '{ citizen(id: 1) { nationalId } citizen(id: 1) { fullName } }');
    expect(answer.data).toEqual({ citizen: { nationalId: null, fullName: 'An Public' } });
  });
});

describe('D. @skip and @include', () => {
  const query = 'query($i: Boolean = true) { citizen(id: 1) { fullName nationalId @include(if: $i) } }';

  test('D1: what is skipped is neither denied nor sent', async () => {
    const answer = await graph.ask('', query, { i: false });
    expect([answer.data, answer.errors]).toEqual([{ citizen: { fullName: 'An Public' } }, []]);
    expect(graph.sent()).not.toContain('nationalId');
  });

  test.each([{ i: true }, {}])(
    'D2 and D4: what is included, by value or by default, is denied (%o)',
    async (variables) => {
      const answer = await graph.ask('', query, variables);
      expect(answer.data).toEqual({ citizen: { fullName: 'An Public', nationalId: null } });
      expect(denied(answer)).toEqual(['citizen.nationalId']);
    },
  );

  test.each([null, 'true'])('D5: a condition that is no Boolean is refused: %s', async (i) => {
    const answer = await graph.ask(
      '',
      'query($i: Boolean!) { citizen(id: 1) { nationalId @include(if: $i) } }',
      { i },
    );
    expect([answer.status, answer.data]).toEqual([400, undefined]);
  });
});
