import { createHash } from 'node:crypto';
import { parse, type GraphQLSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { Caller } from '../../gateway/access/caller.ts';
import { judgeCaller } from '../../gateway/access/judge.ts';
import { createReadier } from '../../gateway/federation/ready-operation.ts';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { composeGraph } from '../federation/start-graph.ts';
import { baseGraph } from './base-graph.ts';
import { guard, type GuardedGraph } from './guarded-graph.ts';
import { bearer, codes, denied, expectDenied, expectRefused, post, send } from './wire.ts';

const query = '{ citizen(id: 1) { fullName nationalId records { code } } }';
const filtered = { fullName: 'An Public', nationalId: null, records: null };
const whole = { fullName: 'An Public', nationalId: 'SECRET-NID-1', records: [{ code: 'SECRET-CODE' }] };
const admin = 'pop:nid health:read';

test.each([
  ['the admin first', [admin, undefined, admin]],
  ['the anonymous first', [undefined, admin, undefined]],
  ['one scope after the other', ['pop:nid', 'health:read', admin, '']],
])('I1: what one caller may see is not shown to the next, nor withheld: %s', async (_order, callers) => {
  const graph = await guard(baseGraph);
  for (const scopes of callers) {
    graph.forget();
    const answer = await graph.ask(scopes, query);
    const held = scopes?.split(' ') ?? [];
    const [nid, records] = [held.includes('pop:nid'), held.includes('health:read')];
    expect(answer.data).toEqual({
      citizen: {
        ...filtered,
        ...(nid && { nationalId: whole.nationalId }),
        ...(records && { records: whole.records }),
      },
    });
    expect(denied(answer)).toHaveLength(Number(!nid) + Number(!records));
    expect(graph.sent().includes('nationalId')).toBe(nid);
    expect(graph.calls('health')).toBe(records ? 1 : 0);
  }
});

const supergraphSdl = composeGraph(Object.fromEntries(baseGraph.map((source) => [source.name, source])));
const caller = (...scopes: string[]): Caller => ({
  authenticated: true,
  scopes: new Set(scopes),
  roles: new Set(),
});

/** Makes texts ready over one supergraph, as requests of callers do. */
function readier(loaded = loadSupergraph(supergraphSdl)) {
  const ready = createReadier(loaded);
  return (source: string, who: Caller, variables = {}) =>
    ready({
      source,
      document: parse(source),
      operationName: undefined,
      variables,
      judge: judgeCaller(loaded.access, who, {}),
    });
}

test('I3: callers about whom the decision is equal share one plan, others never', () => {
  const ready = readier();
  const one = ready(query, caller('pop:nid', 'of no element', 'mail'));
  expect(ready(query, caller('another', 'pop:nid'))).toBe(one);
  const other = ready(query, caller('health:read'));
  expect(other.plan).not.toBe(one.plan);
  expect(other.prepared.denials).not.toEqual(one.prepared.denials);
});

test('I3: texts that are equal without what is denied share one plan, its variables left out too', () => {
  const ready = readier();
  const denying = 'query($id: ID!) { ping citizen(id: $id) { nationalId } }';
  const { plan, prepared } = ready(denying, caller(), { id: '1' });
  expect(prepared.data?.text).not.toContain('$');
  expect(ready('{ ping }', caller()).plan).toBe(plan);
});

const extensions = {
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
};

test('I5: the hash of a text that an admin registered is judged like the text', async () => {
  const graph = await guard(baseGraph);
  const token = await graph.token({ scope: admin });
  expect((await post(graph.url, { query, extensions }, bearer(token))).data).toEqual({ citizen: whole });
  graph.forget();
  expectDenied(graph, await post(graph.url, { extensions }), {
    data: { citizen: filtered },
    at: ['citizen.nationalId', 'citizen.records'],
    unsent: ['nationalId', 'records'],
  });
  expect((await post(graph.url, { extensions }, bearer(token))).data).toEqual({ citizen: whole });
});

test('I7: a hash without a text runs nothing', async () => {
  const graph = await guard(baseGraph);
  const answer = await post(graph.url, { extensions }, bearer(await graph.token({ scope: admin })));
  expect([answer.data, codes(answer), graph.sent()]).toEqual([undefined, ['PERSISTED_QUERY_NOT_FOUND'], '']);
  const wrong = { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } };
  expectRefused(graph, await post(graph.url, { query, extensions: wrong }), 400, 'BAD_REQUEST');
});

async function getByHash(graph: GuardedGraph, headers: Readonly<Record<string, string>>) {
  const search = new URLSearchParams({ extensions: JSON.stringify(extensions) });
  return send(`${graph.url}?${search}`, { headers: { 'apollo-require-preflight': '1', ...headers } });
}

test('I8: what is fetched by GET and hash is nobody’s to keep', async () => {
  const graph = await guard(baseGraph);
  const headers = bearer(await graph.token({ scope: admin }));
  await post(graph.url, { query, extensions }, headers);
  for (const [who, data] of [
    [headers, whole],
    [{}, filtered],
    [headers, whole],
  ] as const) {
    const answer = await getByHash(graph, who);
    expect(answer.data).toEqual({ citizen: data });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect([answer.headers.get('etag'), answer.headers.get('age')]).toEqual([null, null]);
  }
});

test('I10: a reload holds from the next request on, one under way stays with what it began with', async () => {
  let arrived = () => {};
  let release = () => {};
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const hold = new Promise<void>((resolve) => (release = resolve));
  const graph = await guard(
    baseGraph.map((source) =>
      source.name === 'vss'
        ? {
            ...source,
            tamper: async () => {
              arrived();
              await hold;
              return undefined;
            },
          }
        : source,
    ),
  );
  const asked = '{ ping citizen(id: 1) { fullName bookNo } }';
  const old = graph.ask('vss:book', asked);
  await arrival;
  graph.federation.reload(
    graph.supergraphSdl
      .replace('ping: String', 'ping: String @requiresScopes(scopes: [["ping"]])')
      .replace(/(\n  fullName: String[^\n]*)\n/, '$1 @requiresScopes(scopes: [["name"]])\n'),
  );
  const next = graph.ask('vss:book', asked);
  const other = await graph.ask('ping', '{ ping }');
  release();
  expect((await old).data).toEqual({
    ping: 'pong',
    citizen: { fullName: 'An Public', bookNo: 'SECRET-BOOK' },
  });
  expect((await next).data).toEqual({ ping: null, citizen: { fullName: null, bookNo: 'SECRET-BOOK' } });
  expect(denied(await next)).toEqual(['ping', 'citizen.fullName']);
  expect(other.data).toEqual({ ping: 'pong' });
});

test('I10: a request that was validated before a reload is answered over what it was validated against', async () => {
  const graph = await guard(baseGraph);
  const { executor } = await graph.federation.load({ apollo: {} });
  if (!executor) throw new Error('The federation executes nothing.');
  let validated: GraphQLSchema | undefined;
  graph.federation.onSchemaLoadOrUpdate(({ apiSchema }) => (validated ??= apiSchema));
  graph.federation.reload(graph.supergraphSdl.replace('ping: String', 'ping: String @authenticated'));
  const run = (schema: GraphQLSchema | undefined) =>
    executor({
      schema,
      source: '{ ping }',
      document: parse('{ ping }'),
      request: {},
      context: { caller: { authenticated: false, scopes: new Set(), roles: new Set() } },
    } as unknown as Parameters<typeof executor>[0]);
  expect(JSON.parse(JSON.stringify((await run(validated)).data))).toEqual({ ping: 'pong' });
  expect((await graph.ask(undefined, '{ ping }')).data).toEqual({ ping: null });
});

test.each([
  '{ citizen(id: 1) { nationalId } }',
  '{ citizens { spouse { birthDate } } }',
  '{ citizens { fullName balance } }',
  '{ party { ... on Organisation { name } } }',
  '{ citizen(id: 1) { risk } }',
  '{ events { ... on SealedEvent { secret } } }',
  '{ me { fullName } }',
])('I12: a plan that belongs to another text is stopped by the wall: %s', (foreign) => {
  const loaded = loadSupergraph(supergraphSdl);
  const holder = caller('pop:nid', 'pop:birth', 'health:read', 'sealed', 'vss:balance');
  const { plan } = readier(loaded)(foreign, holder);
  if (!plan) throw new Error('The text of the test is not planned.');
  const planner = Object.assign(Object.create(loaded.planner), { buildQueryPlan: () => plan.queryPlan });
  const poisoned = readier({ ...loaded, planner });
  const anonymous: Caller = { authenticated: false, scopes: new Set(), roles: new Set() };
  expect(() => poisoned('{ ping }', anonymous)).toThrow(/would have read what you may not see/);
  expect(() => poisoned('{ ping }', holder)).not.toThrow();
});
