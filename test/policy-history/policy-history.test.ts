import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withRoutingUrls } from '../../gateway/federation/routing-urls.ts';
import { compareRevisions } from '../../gateway/policy-history/compare-revisions.ts';
import { openPolicyHistory } from '../../gateway/policy-history/policy-history.ts';
import { digestOf, policyRevisions, servedTexts } from '../../gateway/policy-history/policy-revision.ts';
import { readPolicyTexts } from '../../schema/policy/load-policy.ts';
import { diffPolicies } from '../../schema/policy-diff/policy-diff.ts';
import { tellDiff } from '../../schema/policy-diff/tell-diff.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { callers, openHub } from '../hub/open-hub.ts';
import { root } from '../policy/change-policy.ts';
import { smallGraph } from '../policy-diff/small-sides.ts';

const policy = await readPolicyTexts(root);
const texts = servedTexts(policy, smallGraph);
const looser = servedTexts(policy, smallGraph.replace('DIAGNOSIS)', 'PUBLIC)'));

let store: Store;
let hour = 0;
const open = (served = texts) =>
  openPolicyHistory(store, { texts: served, policyVersion: 'v' }, () =>
    Temporal.Instant.from('2026-07-15T00:00:00Z').add({ hours: (hour += 1) }),
  );
async function serve(served = texts) {
  const history = await open(served);
  await history.begin();
  return history;
}
beforeEach(async () => {
  store = await openStore({ uri: 'memory:' });
});
afterEach(() => store.close());

test('a policy is kept once, however often and by however many gateways it is served', async () => {
  await Promise.all([serve(), serve()]);
  const history = await serve();
  expect(await history.list()).toHaveLength(1);
  await serve(looser);
  const kept = await history.list();
  expect(kept).toHaveLength(2);
  // What comes back is the latest again, and no third.
  await serve();
  expect((await history.list()).map(({ digest }) => digest)).toEqual(
    kept.map(({ digest }) => digest).toReversed(),
  );
});

test('a policy that was opened and never served is not kept', async () => {
  expect(await (await open()).list()).toEqual([]);
});

test('where agencies are reached makes no other policy', async () => {
  const supergraph = await readFile(`${root}/schema/supergraph.graphql`, 'utf8');
  const at = (port: number) =>
    servedTexts(policy, withRoutingUrls(supergraph, { health: `http://127.0.0.1:${port}/graphql` }));
  expect(at(1)).toEqual(at(2));
  expect(at(1).supergraph).not.toMatch(/127\.0\.0\.1:\d+\/graphql/);
});

test('thirty are kept, and the oldest gives way', async () => {
  for (let count = 0; count < 32; count++) await serve({ ...texts, loosenings: String(count) });
  const history = await serve();
  const digests = (await history.list()).map(({ digest }) => digest);
  const latest = Array.from({ length: 29 }, (_, back) => ({ ...texts, loosenings: String(31 - back) }));
  expect(digests).toEqual([texts, ...latest].map(digestOf));
  expect(await (await store.collection(policyRevisions)).count()).toBe(30);
});

test('two of them are compared as npm run policy:diff does, and one that is not kept is not', async () => {
  await serve();
  const history = await serve(looser);
  const [now, old] = (await history.list()).map(({ digest }) => digest);
  const told = await history.compare(old ?? '', now ?? '');
  expect(told).toEqual(tellDiff(diffPolicies(texts, looser)));
  expect(told?.loosened[0]).toMatchObject({
    elements: ['Person.diagnosis'],
    verdict: 'none → full (reclassified from DIAGNOSIS to PUBLIC)',
  });
  expect(await history.compare(old ?? '', 'another')).toBeUndefined();
});

test('one pair is compared at a time, each once, and one that failed is tried again', async () => {
  await serve();
  await serve(looser);
  const { promise: isLetOn, resolve: letOn } = Promise.withResolvers<void>();
  let [running, most, begun] = [0, 0, 0];
  const served = { texts: looser, policyVersion: 'v' };
  const history = await openPolicyHistory(
    store,
    served,
    () => Temporal.Now.instant(),
    async () => {
      running += 1;
      begun += 1;
      most = Math.max(most, running);
      await isLetOn;
      running -= 1;
      if (begun === 1) throw new Error('A thread was killed.');
      return { words: [], loosened: [], tightened: [], rebased: [] };
    },
  );
  const [a = '', b = ''] = (await history.list()).map(({ digest }) => digest);
  const asked = [history.compare(a, b), history.compare(b, a), history.compare(b, a)];
  letOn();
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect([most, begun]).toEqual([1, 2]);
  expect(await history.compare(a, b)).toBeDefined();
});

test('a policy that cannot be read any more fails the comparison, and nothing else', async () => {
  const broken = { ...texts, policy: { ...policy, roles: 'no: [' } };
  await expect(compareRevisions(broken, texts)).rejects.toThrow('roles.yaml');
});

test('the hub itself tells it to nobody but its own officers, whatever the gateway let through', async () => {
  const hub = await openHub('memory:');
  const query = '{ policyRevisions { id } policyChanges(old: "a", now: "b") { verdict } }';
  expect((await hub.ask(callers.auditor, query)).data).toEqual({ policyRevisions: [], policyChanges: null });
  for (const caller of [callers.officer, callers.approver, callers.dataSubject]) {
    const { data, report } = await hub.ask(caller, query);
    expect(data).toEqual({ policyRevisions: null, policyChanges: null });
    expect(report.denials).toHaveLength(2);
  }
  await hub.close();
});
