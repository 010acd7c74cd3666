import { afterEach, beforeEach, expect, test } from 'vitest';
import { previewClaim } from '../../../../subgraphs/vss/claims/preview/preview-claim.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { watchSource } from '../../../../subgraphs/vss/claims/evidence/watch-source.ts';
import {
  startClaimWorker,
  type ClaimWorker,
  type WorkerOptions,
} from '../../../../subgraphs/vss/claims/resolve/claim-worker.ts';
import { onEvent } from '../../../../subgraphs/vss/claims/resolve/on-event.ts';
import { openDesk, sickOn, sickWeek, submitted, type TestDesk, withPaper } from './open-desk.ts';

/* A source that was away is back: whoever waits for it need not wait for their time. No test waits; its clock is moved. */
let desk: TestDesk;
let options: WorkerOptions;
let worker: ClaimWorker;
beforeEach(async () => {
  desk = await openDesk();
  const evidence = watchSource(desk.evidence, desk.now);
  options = { ...desk, evidence, interval: 3_600_000, onFault: () => undefined };
  worker = startClaimWorker(options);
});
afterEach(() => worker.stop());

async function looked(day: string): Promise<string> {
  const id = await sickOn(desk, day);
  await resolveClaim(id, options);
  return id;
}

const claimOf = async (id: string) => desk.collections.claims.get(id);

/** Tries until the claim waits long for its next time. */
async function afterLongOutage(id: string): Promise<void> {
  for (let round = 0; round < 9; round++) {
    const claim = await claimOf(id);
    desk.passSeconds(desk.now().until(claim?.nextStep?.at ?? '', { largestUnit: 'seconds' }).seconds);
    await worker.runDue();
  }
  const { nextStep } = (await claimOf(id)) ?? {};
  expect(desk.now().until(nextStep?.at ?? '', { largestUnit: 'seconds' }).seconds).toBeGreaterThan(2_000);
  desk.passSeconds(5);
}

test('an answer to somebody else wakes every claim that waits for the same', async () => {
  desk.found = undefined;
  const waiting = await looked('2026-06-01');
  await afterLongOutage(waiting);
  expect(await worker.runDue()).toBe(0);
  desk.found = withPaper;
  await looked('2026-06-02');
  desk.passSeconds(1);
  await worker.runDue();
  expect(await claimOf(waiting)).toMatchObject({ state: 'VERIFYING', assessment: { outcome: 'APPROVED' } });
});

test('an answer to a preview does so too', async () => {
  desk.found = undefined;
  const waiting = await looked('2026-06-01');
  await afterLongOutage(waiting);
  desk.found = withPaper;
  await previewClaim(sickWeek, { channel: 'CITIZEN' }, options);
  await worker.runDue();
  expect((await claimOf(waiting))?.state).toBe('VERIFYING');
});

test('while nobody else asks, one of many asks every 30 seconds, and its answer wakes all', async () => {
  desk.found = undefined;
  const waiting = [];
  for (let day = 1; day <= 9; day++) waiting.push(await looked(`2026-06-0${day}`));
  await afterLongOutage(waiting[0] ?? '');
  desk.questions.length = 0;
  for (let second = 0; second < 300; second += 5) {
    await worker.runDue();
    desk.passSeconds(5);
  }
  expect(desk.questions.length).toBeLessThanOrEqual(10 + waiting.length);
  desk.found = withPaper;
  desk.passSeconds(30);
  await worker.runDue();
  const states = await Promise.all(waiting.map(async (id) => (await claimOf(id))?.nextStep?.kind));
  expect(states).not.toContain('RESOLVE');
});

test('an answer about other things wakes nobody', async () => {
  desk.found = { ...withPaper, away: ['PAPERS'] };
  const waiting = await looked('2026-06-01');
  expect((await claimOf(waiting))?.nextStep?.awaits).toEqual(['PAPERS']);
  await afterLongOutage(waiting);
  await worker.runDue();
  const asked = desk.questions.length;
  await previewClaim(sickWeek, { channel: 'CITIZEN' }, options);
  desk.passSeconds(20);
  await worker.runDue();
  expect(desk.questions).toHaveLength(asked + 1);
});

test('a question that its source never answers, while it answers others, is asked ever less often', async () => {
  desk.found = undefined;
  const poisoned = await looked('2026-06-01');
  const { gather } = desk.evidence;
  let tries = 0;
  const evidence = watchSource(
    {
      ...desk.evidence,
      gather: async (question) => {
        desk.found = question.caseName === poisoned ? undefined : withPaper;
        if (question.caseName === poisoned) tries += 1;
        return gather(question);
      },
    },
    desk.now,
  );
  options = { ...options, evidence };
  await worker.stop();
  worker = startClaimWorker(options);
  for (let minute = 0; minute < 60; minute++) {
    await previewClaim(sickWeek, { channel: 'CITIZEN' }, options);
    await worker.runDue();
    desk.passSeconds(60);
  }
  // Once a minute to find out whether it is back, and ever less often because it answers others.
  expect(tries).toBeLessThanOrEqual(60 + 20);
  expect((await claimOf(poisoned))?.nextStep?.woken).toBeLessThanOrEqual(10);
});

test('however many claims are to be looked at once more, those that wait for a source are woken when it is back', async () => {
  desk.found = undefined;
  const waiting = await looked('2026-06-01');
  await afterLongOutage(waiting);
  desk.kinship = 'NOT_PROVEN';
  for (let at = 0; at < 200; at++) {
    const id = await submitted(desk, { ...sickWeek, childId: `child-${at}` }, `key-of-child-${at}`);
    await resolveClaim(id, options);
  }
  desk.passSeconds(60);
  await onEvent({ document: { type: 'BirthRegistration', id: 'entry-0001' } }, options);
  desk.found = withPaper;
  await looked('2026-06-02');
  desk.passSeconds(20);
  await worker.runDue();
  expect(await claimOf(waiting)).toMatchObject({ state: 'VERIFYING' });
});
