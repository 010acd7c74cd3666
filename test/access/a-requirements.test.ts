import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readPolicyRules } from '../../gateway/start/files/policy-rules.ts';
import { baseGraph } from './base-graph.ts';
import { guard, startGuardedGraph, subgraph, type GuardedGraph } from './guarded-graph.ts';
import { bearer, denied, expectDenied, expectUnsent, post } from './wire.ts';

let graph: GuardedGraph;
beforeAll(async () => {
  graph = await startGuardedGraph(baseGraph, { rules: { sensitive: ['pop:religion', 'chaplain'] } });
});
afterEach(() => graph.forget());
afterAll(() => graph.stop());

/** A graph of one guarded field, `s`, in as many subgraphs as there are guards. */
const fieldWith = (...guards: readonly string[]) =>
  guard(
    guards.map((directives, index) =>
      subgraph(`s${index}`, `type Query { s: String @shareable ${directives} }`, {
        Query: { s: () => 'SECRET' },
      }),
    ),
  );

async function answers(asked: GuardedGraph, scopes: readonly (string | undefined)[], query = '{ s }') {
  return Promise.all(scopes.map(async (each) => (await asked.ask(each, query)).data?.['s']));
}

test('A1: what nobody guards is answered to the anonymous', async () => {
  const { data, errors } = await graph.ask(undefined, '{ citizen(id: 1) { fullName } ping }');
  expect([data, errors]).toEqual([{ citizen: { fullName: 'An Public' }, ping: 'pong' }, []]);
});

test('A2: a field for the authenticated is null to the anonymous, told once, never asked for', async () => {
  const answer = await graph.ask(undefined, '{ me { fullName } ping }');
  expectDenied(graph, answer, { data: { me: null, ping: 'pong' }, at: ['me'], unsent: ['me', 'fullName'] });
});

test('A4: any token will do where just a token is asked for', async () => {
  const { data, errors } = await graph.ask('', '{ me { fullName } }');
  expect([data, errors]).toEqual([{ me: { fullName: 'An Public' } }, []]);
});

test('A5: of a group of scopes every one is needed', async () => {
  const both = await fieldWith('@requiresScopes(scopes: [["a", "b"]])');
  expect(await answers(both, [undefined, '', 'a', 'b', 'a b', 'b x a'])).toEqual([
    null,
    null,
    null,
    null,
    'SECRET',
    'SECRET',
  ]);
});

test.each<[string, unknown, readonly string[]]>([
  ['health:read health:admin', null, ['citizen.records.note']],
  ['health:read health:admin break-glass', 'SECRET-NOTE', []],
  ['health:read health:note', 'SECRET-NOTE', []],
])('A7: of several groups of scopes one must be whole: %s', async (scopes, note, paths) => {
  const answer = await graph.ask(scopes, '{ citizen(id: 1) { records { code note } } }');
  expect(answer.data).toEqual({ citizen: { records: [{ code: 'SECRET-CODE', note }] } });
  expect(denied(answer)).toEqual(paths);
  if (note === null) expectUnsent(graph, ['note']);
});

test.each(['pop:ni', 'pop:nid2', 'POP:NID', 'pop', 'pop:nid,other', 'pop:nid\tother', ''])(
  'A8: a scope that is merely alike grants nothing: "%s"',
  async (scope) => {
    const answer = await graph.ask(scope, '{ citizen(id: 1) { nationalId fullName } }');
    expectDenied(graph, answer, {
      data: { citizen: { nationalId: null, fullName: 'An Public' } },
      at: ['citizen.nationalId'],
      unsent: ['nationalId'],
    });
  },
);

test.each([[['pop:nid']], [{ 'pop:nid': true }], [7], [null], ['']])(
  'A9: scopes in another form than one string grant nothing, and break nothing: %j',
  async (scope) => {
    const query = '{ citizen(id: 1) { nationalId fullName } }';
    const answer = await post(graph.url, { query }, bearer(await graph.token({ scope })));
    expectDenied(graph, answer, {
      data: { citizen: { nationalId: null, fullName: 'An Public' } },
      at: ['citizen.nationalId'],
      unsent: ['nationalId'],
    });
  },
);

test.each([
  ['a scope that the rule names', { scope: 'pop:religion' }, 'SECRET-RELIGION-1'],
  ['a role that the rule names', { roles: ['clerk', 'chaplain'] }, 'SECRET-RELIGION-1'],
  ['the name of the policy itself', { scope: 'sensitive', roles: ['sensitive'] }, null],
  ['a role in another form', { roles: 'chaplain' }, null],
])(
  'A13: a policy holds for what its rule names and for nothing else: %s',
  async (_what, claims, religion) => {
    const query = '{ citizen(id: 1) { religion fullName } }';
    const answer = await post(graph.url, { query }, bearer(await graph.token(claims)));
    expect(answer.data).toEqual({ citizen: { religion, fullName: 'An Public' } });
    expect(denied(answer)).toEqual(religion === null ? ['citizen.religion'] : []);
  },
);

test('A13: a policy without a rule holds for nobody', async () => {
  const unruled = await guard(baseGraph, { rules: {} });
  const answer = await unruled.ask('sensitive toString', '{ ping citizen(id: 1) { religion } }');
  expectDenied(unruled, answer, {
    data: { ping: 'pong', citizen: null },
    at: ['citizen.religion'],
    unsent: ['religion', 'citizen'],
  });
});

test.each(['constructor', '__proto__', 'toString'])(
  'A13: a policy that is called as what every object inherits has no rule either: %s',
  async (policy) => {
    const types = `type Query { s: String @policy(policies: [["${policy}"]]) open: Int }`;
    const inherited = await guard([subgraph('one', types, { Query: { s: () => 'SECRET', open: () => 1 } })]);
    expectDenied(inherited, await inherited.ask(policy, '{ s open }'), {
      data: { s: null, open: 1 },
      at: ['s'],
      unsent: ['s'],
    });
  },
);

test('A14: a policy is evaluated once per request, however often it is asked', async () => {
  let evaluations = 0;
  const rules = {
    get sensitive() {
      evaluations++;
      return ['chaplain'];
    },
  };
  const counted = await guard(baseGraph, { rules });
  const aliases = Array.from({ length: 50 }, (_, n) => `r${n}: religion`).join(' ');
  for (const expected of [1, 2]) {
    const answer = await counted.ask('chaplain', `{ citizens { ${aliases} } }`);
    const { citizens } = answer.data as { readonly citizens: readonly object[] };
    expect(citizens.map((citizen) => Object.keys(citizen).length)).toEqual([50, 50, 50]);
    expect(evaluations).toBe(expected);
  }
});

test.each(['', '[]', 'null', '{"sensitive":"chaplain"}', '{"sensitive":[1]}', '{"sensitive":{}}'])(
  'A15: rules that could fail when they are asked are refused before the start: %s',
  async (content) => {
    const folder = await mkdtemp(join(tmpdir(), 'policies-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'policies.json');
    await writeFile(file, content);
    await expect(readPolicyRules(file)).rejects.toThrow(/must be a JSON object/);
  },
);

test('A17: scopes and a token, scopes and a policy, are both asked for', async () => {
  const both = await fieldWith('@requiresScopes(scopes: [["x"]])', '@authenticated');
  expect(await answers(both, [undefined, '', 'x'])).toEqual([null, null, 'SECRET']);
  const one = await guard(
    [
      subgraph(
        'one',
        'type Query { s: String @requiresScopes(scopes: [["x"]]) @policy(policies: [["p"]]) }',
        {
          Query: { s: () => 'SECRET' },
        },
      ),
    ],
    { rules: { p: ['y'] } },
  );
  expect(await answers(one, ['x', 'y', 'x y'])).toEqual([null, null, 'SECRET']);
});

test('A18: what the type asks for and what the field asks for are both asked for', async () => {
  const typed = await guard([
    subgraph(
      'one',
      'type Query { s: T } type T @authenticated { mail: String @requiresScopes(scopes: [["email"]]) name: String }',
      { Query: { s: () => ({ mail: 'SECRET', name: 'An' }) } },
    ),
  ]);
  expect(await answers(typed, [undefined, '', 'email'], '{ s { mail name } }')).toEqual([
    null,
    { mail: null, name: 'An' },
    { mail: 'SECRET', name: 'An' },
  ]);
});

test('A18: scopes of the type, of the field and of what it gives are all asked for', async () => {
  const needs = (scope: string) => `@requiresScopes(scopes: [["${scope}"]])`;
  const types = `type Query { s: T } type T ${needs('a')} { f: V ${needs('b')} } scalar V ${needs('c')}`;
  const typed = await guard([subgraph('one', types, { Query: { s: () => ({ f: 'SECRET' }) } })]);
  const scopes = ['a b', 'a c', 'b c', 'a b c'];
  expect(await answers(typed, scopes, '{ s { f } }')).toEqual([null, null, null, { f: 'SECRET' }]);
});

test.each([
  ['an object', '{ citizen(id: 1) { fullName address { line } } }', 'address'],
  ['a scalar', '{ citizen(id: 1) { fullName genome } }', 'genome'],
])('A19: a guarded type guards each field that gives it: %s', async (_what, query, field) => {
  const answer = await graph.ask(undefined, query);
  expectDenied(graph, answer, {
    data: { citizen: { fullName: 'An Public', [field]: null } },
    at: [`citizen.${field}`],
    unsent: [field],
  });
});

test('A19: a guarded enum guards each field that gives it, also in a list', async () => {
  const answer = await graph.ask(undefined, '{ citizen(id: 1) { cases { no verdict verdicts } } }');
  expectDenied(graph, answer, {
    data: { citizen: { cases: [{ no: 'c1', verdict: null, verdicts: null }] } },
    at: ['citizen.cases.verdict', 'citizen.cases.verdicts'],
    unsent: ['verdict', 'verdicts'],
  });
});

test.each([
  '{ t { f } }',
  '{ ...R } fragment R on Query { t { ...T } } fragment T on T { f }',
  '{ ... on Query { ... { t { f } } } }',
  '{ __typename }',
  '{ t { f } u }',
])('A22: a guarded query type gives the anonymous nothing, and nothing is asked: %s', async (query) => {
  const closed = await guard([
    subgraph('one', 'type Query @authenticated { t: T u: String! } type T { f: String }', {
      Query: { t: () => ({ f: 'SECRET' }), u: () => 'SECRET' },
    }),
  ]);
  const { status, data, text } = await closed.ask(undefined, query);
  expect(status).toBe(200);
  expect([null, { t: null }]).toContainEqual(data);
  expect(text).not.toContain('SECRET');
  expect(closed.sent()).toBe('');
  expect((await closed.ask('', '{ t { f } u }')).data).toEqual({ t: { f: 'SECRET' }, u: 'SECRET' });
});

test.each(['[]', '[[]]', '[["x"], []]', '[[""]]'])(
  'A24: an empty group is no protection and is refused: %s',
  async (groups) => {
    await expect(fieldWith(`@requiresScopes(scopes: ${groups})`)).rejects.toThrow(/empty group/);
    await expect(fieldWith(`@policy(policies: ${groups})`)).rejects.toThrow(/empty group/);
  },
);

test('A25: scopes of several subgraphs add up: one group of each must be whole', async () => {
  const sum = await fieldWith(
    '@requiresScopes(scopes: [["A1", "A2"], ["A3"]])',
    '@requiresScopes(scopes: [["B1"], ["B2"]])',
  );
  const scopes = ['A1 A2 B1', 'A3 B2', 'A1 A2', 'A3', 'B1 B2', 'A1 B1'];
  expect(await answers(sum, scopes)).toEqual(['SECRET', 'SECRET', null, null, null, null]);
});

test('A27: a guard of one subgraph holds, though another could serve the field', async () => {
  const half = await fieldWith('@requiresScopes(scopes: [["A"]])', '');
  expectDenied(half, await half.ask('', '{ s }'), { data: { s: null }, at: ['s'], unsent: ['s'] });
  expect(half.sent()).toBe('');
});
