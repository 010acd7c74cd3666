import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClientRegister, RegisteredClient } from '../../gateway/identity/clients/client.ts';
import { createAgencyWatch } from '../../gateway/observability/agency-watch.ts';
import {
  openSuspensionRegister,
  type SuspensionRegister,
} from '../../gateway/suspension/suspension-register.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';

import { callers, openHub } from './open-hub.ts';

const now = Temporal.Instant.from('2026-07-15T20:00:00Z');
const clientOf = (id: string, given: Partial<RegisteredClient> = {}) =>
  ({ id, suspended: undefined, ...given }) as RegisteredClient;
const files: ClientRegister = new Map([
  ['his', clientOf('his')],
  ['desk', clientOf('desk')],
  ['old', clientOf('old', { suspended: { since: '2026-01-01', reason: 'RETIRED' } })],
]);
const order = { client: 'his', note: 'Keys were found in a public place.', actor: 'op-1', through: 'desk' };

describe('a client', () => {
  let store: Store;
  let register: SuspensionRegister;
  const open = () =>
    openSuspensionRegister(
      store,
      () => now,
      () => {},
    );
  const suspend = (given: Partial<typeof order> = {}) =>
    register.suspend({ ...order, reason: 'KEY_COMPROMISED', ...given }, files);
  const shown = (of = register, id = 'his') => of.over(files).get(id)?.suspended;

  beforeEach(async () => {
    store = await openStore({ uri: 'memory:' });
    register = await open();
  });
  afterEach(async () => {
    register.close();
    await store.close();
  });

  test('is suspended from the next request on, and let in again', async () => {
    expect(shown()).toBeUndefined();
    expect(await suspend()).toMatchObject({ kind: 'changed' });
    // The day in Viet Nam.
    expect(shown()).toEqual({ since: '2026-07-16', reason: 'KEY_COMPROMISED' });
    expect(shown(register, 'desk')).toBeUndefined();
    expect(await register.resume(order, files)).toMatchObject({ kind: 'changed' });
    expect(shown()).toBeUndefined();
    expect(register.of('his')?.steps.map(({ state, actor }) => [state, actor])).toEqual([
      ['SUSPENDED', 'op-1'],
      ['RESUMED', 'op-1'],
    ]);
  });

  test('stays suspended after a restart', async () => {
    await suspend();
    const other = await open();
    expect(shown(other)).toMatchObject({ reason: 'KEY_COMPROMISED' });
    other.close();
  });

  test('that is suspended at one gateway is suspended at the others', async () => {
    const other = await open();
    await suspend();
    await expect.poll(() => shown(other)).toMatchObject({ reason: 'KEY_COMPROMISED' });
    other.close();
  });

  test('is suspended once by two operators at once', async () => {
    const changes = await Promise.all([suspend(), suspend({ actor: 'op-2' })]);
    expect(changes.map((change) => (change.kind === 'refused' ? change.because : change.kind))).toEqual(
      expect.arrayContaining(['changed', 'ALREADY_SUSPENDED']),
    );
    expect(register.of('his')?.steps).toHaveLength(1);
  });

  test.each([
    ['nobody', order.note, 'NO_SUCH_CLIENT'],
    ['desk', order.note, 'OWN_CLIENT'],
    ['his', '  short  ', 'NO_NOTE'],
    ['old', order.note, 'IN_ITS_FILE'],
  ])('%s is not suspended with the note %j: %s', async (client, note, because) => {
    expect(await suspend({ client, note })).toEqual({ kind: 'refused', because });
    expect(shown(register, client)?.reason).not.toBe('KEY_COMPROMISED');
  });

  test('that no operator has suspended is not let in again by one', async () => {
    expect(await register.resume(order, files)).toEqual({ kind: 'refused', because: 'NOT_SUSPENDED' });
    expect(await register.resume({ ...order, client: 'old' }, files)).toMatchObject({
      because: 'IN_ITS_FILE',
    });
  });
});

test('an agency is down since it was first found so, and up again since it answered', async () => {
  let time = now;
  let isThere = true;
  const watch = createAgencyWatch(
    () => [{ name: 'health', url: 'http://health' }],
    async () => isThere,
    () => time,
  );
  const look = async () => (await watch.look()).map(({ isUp, since }) => [isUp, since.toString()]);
  const minutes = (count: number) => now.add({ minutes: count });
  expect(await look()).toEqual([[true, now.toString()]]);
  [isThere, time] = [false, minutes(1)];
  watch.heard('health', false);
  time = minutes(2);
  expect(await look()).toEqual([[false, minutes(1).toString()]]);
  [isThere, time] = [true, minutes(3)];
  expect(await look()).toEqual([[true, minutes(3).toString()]]);
});

test('the hub itself lets nobody but an operator look or suspend, whatever the gateway let through', async () => {
  const hub = await openHub('memory:');
  const look = '{ agencyStates { agency } hubClients { id } emergencyAlarms { state } }';
  const suspend = `mutation { suspendClient(input: { client: "his", reason: RETIRED, note: "${order.note}" }) {
    ... on ClientSuspensionRefused { because }
  } }`;
  for (const caller of [callers.officer, callers.approver, callers.auditor]) {
    expect((await hub.ask(caller, look)).data).toEqual({
      agencyStates: null,
      hubClients: null,
      emergencyAlarms: null,
    });
    expect((await hub.ask(caller, suspend)).data).toEqual({ suspendClient: null });
  }
  const { access } = callers.auditor;
  const operator = access && { ...access, role: 'HUB_OPERATOR', purpose: 'OP.RUN', day: '2026-07-15' };
  const answer = await hub.ask({ access: operator, scopes: new Set() }, suspend);
  expect(answer.data).toEqual({ suspendClient: { because: 'NO_SUCH_CLIENT' } });
  await hub.close();
});
