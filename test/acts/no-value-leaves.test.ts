import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openEventQueue } from '../../subgraphs/kit/events/event-queue.ts';
import { heardEvents } from '../../subgraphs/vss/heard-events.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { act, birthInput, canaries, deathInput, deathRegistrar, key, registrar } from './civil-acts.ts';

let hub: HubUnderTest;
let printed = '';
beforeAll(async () => {
  const keep = (text: string | Uint8Array) => {
    printed += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  hub = await startTestHub(120, 'acts');
});
afterAll(async () => {
  vi.restoreAllMocks();
  await hub.stop();
});

/** Everything that waits or was delivered, in all stores. */
async function queued(): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const store of Object.values(hub.stores)) {
    for (const name of ['eventOutbox', 'eventInbox', 'eventRelay'] as const) {
      await openEventQueue(store, name);
      const rows = await store.collection({
        name,
        indexes: [{ name: 'byState', fields: ['state', 'queuedAt'] }],
      });
      for (const state of ['DUE', 'DELIVERED', 'DEAD', 'VOID']) {
        found.push(...(await rows.find({ index: 'byState', equals: [state], limit: 1000 })));
      }
    }
  }
  return found;
}

test('of all that an act is about, nothing is in an event, a queue, a log entry or a line of output', async () => {
  const { registration } = await act(hub, 'registerBirth', birthInput());
  const child = registration?.child?.id ?? '';
  const change = { childName: `${canaries.child} An` };
  const reason = 'Lý do Canary riêng tư';
  const correction = { key: key(), registration: registration?.id, reason, change };
  const corrected = await act(hub, 'correctBirth', correction);
  const extract = { key: key(), registration: corrected.registration?.id };
  await act(hub, 'issueBirthExtract', extract, { ...registrar, purpose: 'CS.EXTRACT' });
  const dead = await act(hub, 'registerDeath', deathInput(child), deathRegistrar);
  await act(hub, 'cancelDeath', { key: key(), registration: dead.registration?.id, reason }, deathRegistrar);
  // Refused ones too: what is told of them names the field and no value.
  const refusals = [
    await act(hub, 'registerBirth', birthInput({ childPersonalNumber: `${canaries.number}0` })),
    await act(hub, 'registerBirth', birthInput({ medicalNoticeCode: '99024.GCS.CANARY.26' })),
    await act(hub, 'registerDeath', deathInput(child, { deceasedBirthDate: '2027-01-01' }), deathRegistrar),
  ];
  const heard = await hub.stores.vss.collection(heardEvents);
  await expect.poll(() => heard.count()).toBe(5);

  const everything = JSON.stringify([await queued(), hub.log.entries(), hub.faults, refusals, printed]);
  expect(everything.length).toBeGreaterThan(10_000);
  expect(everything).not.toMatch(/canary/i);
  expect(everything).not.toContain(canaries.number);
});
