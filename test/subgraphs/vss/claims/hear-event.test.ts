import { expect, test } from 'vitest';
import { agencyEvent, type DocumentPointer } from '../../../../subgraphs/kit/events/agency-event.ts';
import { openStore } from '../../../../subgraphs/kit/store/open-store.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import type { SubmittedClaim } from '../../../../subgraphs/vss/claims/submit/submission.ts';
import { submitClaim } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import { watchSource } from '../../../../subgraphs/vss/claims/evidence/watch-source.ts';
import { startClaimWorker } from '../../../../subgraphs/vss/claims/resolve/claim-worker.ts';
import { hearEvent, heardEvents } from '../../../../subgraphs/vss/heard-events.ts';
import { certificate, citizen, nothingFound, openDesk, sender, sickWeek } from './open-desk.ts';

/** A desk that hears of events, and a claim at it that waits for its paper. */
async function waitingClaim(given: Partial<SubmittedClaim> = {}) {
  const store = await openStore({ uri: 'memory:' });
  const desk = await openDesk({ store });
  if (given.childId !== undefined) desk.kinship = 'NOT_PROVEN';
  const by = { mover: citizen, at: desk.now() };
  const answer = await submitClaim(desk.collections, { ...sickWeek, ...given }, sender('key-0001'), by);
  if (answer.kind !== 'STORED') throw new Error('The claim was not stored.');
  const { id } = answer.claim;
  await resolveClaim(id, desk);
  desk.passSeconds(60);
  return {
    desk,
    id,
    state: async () => (await desk.collections.claims.get(id))?.state,
    nextStep: async () => (await desk.collections.claims.get(id))?.nextStep,
    heard: await store.collection(heardEvents),
  };
}

/** Lets the machine do what is due. */
async function workDue(desk: Awaited<ReturnType<typeof openDesk>>): Promise<void> {
  const evidence = watchSource(desk.evidence, desk.now);
  const worker = startClaimWorker({ ...desk, evidence, interval: 60_000, onFault: () => undefined });
  await worker.runDue();
  await worker.stop();
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

test.each([
  ['a relation', eventOf('population.relation.recorded', { agency: 'population', kind: 'FAMILY_RELATION' })],
  [
    'a correction of a person',
    eventOf('population.citizen.corrected', { agency: 'population', kind: 'CITIZEN' }),
  ],
  ['a registration', eventOf('justice.birth.registered', { agency: 'justice', kind: 'BIRTH_REGISTRATION' })],
])(
  'a claim that waits for whose child it is goes on when the registers know more: %s',
  async (_what, event) => {
    const { desk, state, heard } = await waitingClaim({ childId: 'child' });
    desk.kinship = 'PARENT';
    desk.found = { ...nothingFound, papers: [certificate()], child: { bornOn: '2024-01-01' } };
    await hearEvent(event, { heardEvents: heard, desk });
    expect(await state()).toBe('VERIFYING');
  },
);

test('an event right after a look is not lost: the claim is looked at again a moment later, once for many', async () => {
  const { desk, state, nextStep, heard, id } = await waitingClaim();
  await resolveClaim(id, desk);
  const looked = desk.now();
  desk.passSeconds(3);
  desk.found = { ...nothingFound, papers: [certificate({ id: pointer.id })] };
  const asked = desk.questions.length;
  for (const document of [{}, { id: 'paper-0003' }]) {
    await hearEvent(eventOf('health.paper.received', document), { heardEvents: heard, desk });
    desk.passSeconds(1);
  }
  expect(desk.questions.length).toBe(asked);
  const soon = looked.add({ seconds: 10 }).toString({ fractionalSecondDigits: 3 });
  expect(await nextStep()).toMatchObject({ kind: 'REST', at: soon });
  desk.passSeconds(6);
  await workDue(desk);
  expect(await state()).toBe('VERIFYING');
});

test('an entry of which the population database learns a moment later is asked about once more, and not tomorrow', async () => {
  const { desk, state, nextStep, heard } = await waitingClaim({ childId: 'child' });
  const at = desk.now().add({ seconds: 60 }).toString({ fractionalSecondDigits: 3 });
  const event = eventOf('justice.birth.registered', { agency: 'justice', kind: 'BIRTH_REGISTRATION' });
  await hearEvent(event, { heardEvents: heard, desk });
  expect([await state(), await nextStep()]).toMatchObject(['WAITING_DATA', { kind: 'REST', at }]);
  desk.passSeconds(60);
  desk.kinship = 'PARENT';
  desk.found = { ...nothingFound, papers: [certificate()], child: { bornOn: '2024-01-01' } };
  await workDue(desk);
  expect(await state()).toBe('VERIFYING');
});

test('many entries at once are one look, also where it is to be asked once more', async () => {
  const { desk, heard, state } = await waitingClaim({ childId: 'child' });
  const asked = desk.questions.length + desk.kinshipQuestions.length;
  for (const id of ['entry-0001', 'entry-0002', 'entry-0003', 'entry-0004']) {
    const entry = { agency: 'justice', kind: 'BIRTH_REGISTRATION', id };
    await hearEvent(eventOf('justice.birth.registered', entry), { heardEvents: heard, desk });
    desk.passSeconds(1);
  }
  expect(desk.kinshipQuestions.length + desk.questions.length).toBe(asked + 1);
  expect(await state()).toBe('WAITING_DATA');
});
