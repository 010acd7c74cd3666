import { expect, test } from 'vitest';
import { agencyEvent, type DocumentPointer } from '../../../../subgraphs/kit/events/agency-event.ts';
import { openStore } from '../../../../subgraphs/kit/store/open-store.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { submitClaim } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import { hearEvent, heardEvents } from '../../../../subgraphs/vss/heard-events.ts';
import { certificate, citizen, nothingFound, openDesk, sender, sickWeek } from './open-desk.ts';

/** A desk that hears of events, and a claim at it that waits for its paper. */
async function waitingClaim() {
  const store = await openStore({ uri: 'memory:' });
  const desk = await openDesk({ store });
  const by = { mover: citizen, at: desk.now() };
  const answer = await submitClaim(desk.collections, sickWeek, sender('key-0001'), by);
  if (answer.kind !== 'STORED') throw new Error('The claim was not stored.');
  const { id } = answer.claim;
  await resolveClaim(id, desk);
  desk.passSeconds(60);
  return {
    desk,
    state: async () => (await desk.collections.claims.get(id))?.state,
    heard: await store.collection(heardEvents),
  };
}

const pointer: DocumentPointer = {
  agency: 'health',
  kind: 'SICK_LEAVE_CERTIFICATE',
  id: 'paper-0001',
  version: 1,
};
const eventOf = (type: string, document: Partial<DocumentPointer> = {}) =>
  agencyEvent(type, { ...pointer, ...document }, Temporal.Instant.from('2026-06-10T02:01:00Z'));
const arrived = eventOf('health.paper.received');

test('a claim that waits goes on when its paper has arrived', async () => {
  const { desk, state, heard } = await waitingClaim();
  expect(await state()).toBe('WAITING_DATA');
  desk.found = { ...nothingFound, papers: [certificate({ id: pointer.id })] };
  await hearEvent(arrived, { heardEvents: heard, desk });
  expect([await state(), await heard.count()]).toEqual(['VERIFYING', 1]);
});

test('an event that is about no evidence is heard and wakes nothing', async () => {
  const { desk, state, heard } = await waitingClaim();
  desk.found = { ...nothingFound, papers: [certificate({ id: pointer.id })] };
  const asked = desk.questions.length;
  await hearEvent(eventOf('population.citizen.corrected', { kind: 'CITIZEN' }), { heardEvents: heard, desk });
  expect([await state(), desk.questions.length, await heard.count()]).toEqual(['WAITING_DATA', asked, 1]);
});

test('what was heard before the process ended wakes when it is heard again', async () => {
  const { desk, state, heard } = await waitingClaim();
  await heard.insert({ id: arrived.id, version: 1, event: arrived, heardAt: '2026-06-10T02:01:00Z' });
  desk.found = { ...nothingFound, papers: [certificate({ id: pointer.id })] };
  await hearEvent(arrived, { heardEvents: heard, desk });
  expect([await state(), await heard.count()]).toEqual(['VERIFYING', 1]);
});

test.each([
  ['corrected', eventOf('health.paper.corrected', { id: 'paper-0002', version: 2, supersedes: pointer.id })],
  ['withdrawn', eventOf('health.paper.withdrawn')],
])('a claim is assessed anew when the paper that it rests on was %s', async (_how, event) => {
  const { desk, heard } = await waitingClaim();
  desk.found = { ...nothingFound, papers: [certificate({ id: pointer.id })] };
  await hearEvent(arrived, { heardEvents: heard, desk });
  const asked = desk.questions.length;
  await hearEvent(event, { heardEvents: heard, desk });
  expect(desk.questions.length).toBe(asked + 1);
});
