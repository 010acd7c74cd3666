import { describe, expect, test } from 'vitest';
import type { ClaimRecord } from '../../../../subgraphs/vss/collections.ts';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { watchSource } from '../../../../subgraphs/vss/claims/evidence/watch-source.ts';
import { startClaimWorker } from '../../../../subgraphs/vss/claims/resolve/claim-worker.ts';
import { onEvent } from '../../../../subgraphs/vss/claims/resolve/on-event.ts';
import { certificate, nothingFound, openDesk, submitted, type TestDesk, withPaper } from './open-desk.ts';

const statesOf = (claim: ClaimRecord | undefined) => claim?.timeline.map(({ state }) => state);

function worker(desk: TestDesk) {
  const evidence = watchSource(desk.evidence, desk.now);
  return startClaimWorker({ ...desk, evidence, interval: 3_600_000, onFault: () => undefined });
}

test('a claim whose evidence is there is assessed, and the assessment names each paper by version and digest', async () => {
  const desk = await openDesk();
  const id = await submitted(desk);
  desk.found = withPaper;
  const claim = await resolveClaim(id, desk);
  expect(claim).toMatchObject({ state: 'VERIFYING', event: 'OWN_ILLNESS' });
  // 9,600,000 × 75 % / 24 × 5
  expect(claim?.assessment).toMatchObject({
    outcome: 'APPROVED',
    amount: 1_500_000,
    paidDays: 5,
    doubts: [],
  });
  expect(claim?.assessment?.papers).toEqual([
    { type: 'SickLeaveCertificate', id: 'paper-1', version: 1, digest: 'digest-1' },
  ]);
  expect(claim?.evidence).toMatchObject([{ role: 'OUTPATIENT_LEAVE', state: 'FOUND', documentVersion: 1 }]);
  expect(claim).not.toHaveProperty('nextStep');
});

test('it is asked for the case of the claim, for its office, about its people, around its days', async () => {
  const desk = await openDesk();
  const id = await submitted(desk);
  await resolveClaim(id, desk);
  expect(desk.questions).toMatchObject([
    {
      caseName: id,
      office: 'office-1',
      claimantId: 'mother',
      patient: 'CLAIMANT',
      needsBirths: false,
      from: '2026-05-01',
      to: '2026-07-06',
    },
  ]);
});

describe('evidence that is not there', () => {
  test('lets the claim wait, and wakes it when a paper of that kind comes', async () => {
    const desk = await openDesk();
    const id = await submitted(desk);
    expect(await resolveClaim(id, desk)).toMatchObject({
      state: 'WAITING_DATA',
      evidence: [{ role: 'OUTPATIENT_LEAVE', state: 'MISSING' }],
      nextStep: { kind: 'WAIT' },
    });
    desk.passSeconds(60);
    desk.found = withPaper;
    const birth = { document: { type: 'BirthRegistration', id: 'b' } } as const;
    expect(await onEvent(birth, desk)).toEqual([]);
    const paper = { document: { type: 'SickLeaveCertificate', id: 'paper-1' } } as const;
    expect(await onEvent(paper, desk)).toEqual([id]);
    const claim = await desk.collections.claims.get(id);
    expect(statesOf(claim)).toEqual(['SUBMITTED', 'RECEIVED', 'VERIFYING', 'WAITING_DATA', 'VERIFYING']);
    expect(claim?.assessment?.amount).toBe(1_500_000);
    // The same event again.
    expect(await onEvent(paper, desk)).toEqual([]);
  });

  test('is looked for again by the clock, should the event be lost', async () => {
    const desk = await openDesk();
    const id = await submitted(desk);
    await resolveClaim(id, desk);
    desk.found = withPaper;
    const machine = worker(desk);
    expect(await machine.runDue()).toBe(0);
    desk.passSeconds(24 * 3600);
    expect(await machine.runDue()).toBe(1);
    expect(await desk.collections.claims.get(id)).toMatchObject({ assessment: { amount: 1_500_000 } });
    await machine.stop();
  });

  test.each([
    ['is not signed', { signature: 'UNSIGNED' }, 'UNSIGNED'],
    ['is signed by nobody known', { signature: 'UNKNOWN_SIGNER' }, 'UNSIGNED'],
    ['was taken back', { isRevoked: true }, 'EXPIRED'],
  ] as const)('because the paper %s is shown so, and not relied on', async (_name, given, state) => {
    const desk = await openDesk();
    desk.found = { ...nothingFound, papers: [certificate(given)] };
    const claim = await resolveClaim(await submitted(desk), desk);
    expect(claim).toMatchObject({ state: 'WAITING_DATA', evidence: [{ state }] });
    expect(claim).not.toHaveProperty('assessment');
  });
});

describe('a source that is away', () => {
  test('is asked again, twice as late each time, with no new line in the timeline', async () => {
    const desk = await openDesk();
    const id = await submitted(desk);
    desk.found = undefined;
    await resolveClaim(id, desk);
    const machine = worker(desk);
    const waits: number[] = [];
    for (let round = 0; round < 3; round++) {
      const claim = await desk.collections.claims.get(id);
      expect(claim).toMatchObject({ state: 'WAITING_DATA', evidence: [{ state: 'PENDING_SOURCE' }] });
      const seconds = desk.now().until(claim?.nextStep?.at ?? '', { largestUnit: 'seconds' }).seconds;
      waits.push(seconds);
      desk.passSeconds(seconds - 1);
      expect(await machine.runDue()).toBe(0);
      desk.passSeconds(1);
      expect(await machine.runDue()).toBe(1);
    }
    expect(waits).toEqual([5, 10, 20]);
    desk.found = withPaper;
    desk.passSeconds(3600);
    await machine.runDue();
    const claim = await desk.collections.claims.get(id);
    expect(claim?.assessment?.amount).toBe(1_500_000);
    expect(statesOf(claim)).toEqual(['SUBMITTED', 'RECEIVED', 'VERIFYING', 'WAITING_DATA', 'VERIFYING']);
    await machine.stop();
  });

  test.each(['PAPERS', 'PERSON'] as const)('for a part of it (%s) decides nothing', async (part) => {
    const desk = await openDesk();
    desk.found = { ...(part === 'PAPERS' ? nothingFound : withPaper), away: [part] };
    const claim = await resolveClaim(await submitted(desk), desk);
    expect(claim?.state).toBe('WAITING_DATA');
    expect(claim).not.toHaveProperty('assessment');
    expect(claim?.nextStep?.kind).toBe('RESOLVE');
  });
});

describe('a paper that was corrected', () => {
  test('gives way to its correction', async () => {
    const desk = await openDesk();
    const corrected = certificate({
      id: 'paper-2',
      version: 2,
      supersedes: 'paper-1',
      days: [{ kind: 'LEAVE', from: '2026-06-01', to: '2026-06-03' }],
    });
    desk.found = { ...nothingFound, papers: [certificate(), corrected] };
    const claim = await resolveClaim(await submitted(desk), desk);
    expect(claim?.assessment).toMatchObject({
      amount: 900_000,
      papers: [{ id: 'paper-2' }],
      doubts: ['LEAVE_NOT_COVERED'],
    });
  });
});

test('nobody resolves a claim that is withdrawn or decided', async () => {
  const desk = await openDesk();
  const id = await submitted(desk);
  const claim = await desk.collections.claims.get(id);
  if (!claim) throw new Error('The claim is not stored.');
  await desk.collections.claims.replace({ ...claim, state: 'CLOSED' });
  expect(await resolveClaim(id, desk)).toBeUndefined();
  expect(desk.questions).toEqual([]);
});

test('a claim that was taken in by a process that ended is resolved by another one', async () => {
  const desk = await openDesk();
  const id = await submitted(desk);
  desk.found = withPaper;
  const machine = worker(desk);
  expect(await machine.runDue()).toBe(0);
  desk.passSeconds(61);
  expect(await machine.runDue()).toBe(1);
  expect((await desk.collections.claims.get(id))?.assessment?.amount).toBe(1_500_000);
  await machine.stop();
});
