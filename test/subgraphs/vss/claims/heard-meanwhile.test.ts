import { expect, test } from 'vitest';
import { resolveClaim } from '../../../../subgraphs/vss/claims/desk/claim-desk.ts';
import { resolveOrPostpone } from '../../../../subgraphs/vss/claims/desk/resolve-or-postpone.ts';
import { watchSource } from '../../../../subgraphs/vss/claims/evidence/watch-source.ts';
import { startClaimWorker } from '../../../../subgraphs/vss/claims/resolve/claim-worker.ts';
import { onEvent } from '../../../../subgraphs/vss/claims/resolve/on-event.ts';
import { certificate, openDesk, sickWeek, submitted, withPaper } from './open-desk.ts';

const type = 'SickLeaveCertificate';
const arrived = { document: { type, id: 'paper-1' } } as const;
const withdrawn = { ...arrived, replaces: 'paper-1' } as const;
const withoutPaper = { ...withPaper, papers: [certificate({ isRevoked: true })] };

/** A claim of a week of sickness, at a desk where something happens while its sources, which have answered, are waited for. */
async function claimOfWeek() {
  const desk = await openDesk({ decidesPlainCases: true });
  const id = await submitted(desk, sickWeek);
  const lookWhile = (happens: () => Promise<unknown>) =>
    resolveOrPostpone(id, {
      ...desk,
      evidence: {
        ...desk.evidence,
        gather: async (question) => {
          const answer = await desk.evidence.gather(question);
          await happens();
          return answer;
        },
      },
    });
  const workDue = async () => {
    const evidence = watchSource(desk.evidence, desk.now);
    const worker = startClaimWorker({ ...desk, evidence, interval: 60_000, onFault: () => undefined });
    await worker.runDue();
    await worker.stop();
  };
  return { desk, id, lookWhile, workDue, stored: () => desk.collections.claims.get(id) };
}

test('a paper that is withdrawn while the machine looks at it is not granted on: the claim is looked at anew', async () => {
  const { desk, lookWhile, workDue, stored } = await claimOfWeek();
  desk.found = withPaper;
  await lookWhile(async () => {
    desk.found = withoutPaper;
    await onEvent(withdrawn, desk);
  });
  expect(await stored()).toMatchObject({ state: 'VERIFYING', nextStep: { kind: 'RESOLVE' }, payments: [] });
  await workDue();
  expect(await stored()).toMatchObject({ state: 'WAITING_DATA', evidence: [{ state: 'EXPIRED' }] });
});

test('events about other papers keep nothing from being granted', async () => {
  const { desk, lookWhile, stored } = await claimOfWeek();
  desk.found = withPaper;
  await lookWhile(() => onEvent({ document: { type, id: 'paper-2' }, replaces: 'paper-3' }, desk));
  expect(await stored()).toMatchObject({ state: 'DECIDED', nextStep: { kind: 'LIST' } });
});

test('a paper that arrives while the machine looks for it is found a moment later, by one look for many', async () => {
  const { desk, id, lookWhile, workDue, stored } = await claimOfWeek();
  await resolveClaim(id, desk);
  await lookWhile(async () => {
    desk.found = withPaper;
    await onEvent(arrived, desk);
    await onEvent({ document: { type, id: 'paper-2' } }, desk);
  });
  expect(await stored()).toMatchObject({ state: 'WAITING_DATA', nextStep: { kind: 'REST' } });
  expect(desk.questions).toHaveLength(2);
  desk.passSeconds(10);
  await workDue();
  expect(await stored()).toMatchObject({ state: 'DECIDED' });
});

test('what a look found is not written over what a later one has found', async () => {
  const { desk, lookWhile, workDue, stored } = await claimOfWeek();
  desk.found = withPaper;
  await lookWhile(async () => {
    desk.found = withoutPaper;
    // Longer than whoever looks is left alone: another process begins.
    desk.passSeconds(61);
    await workDue();
  });
  expect(await stored()).toMatchObject({ state: 'WAITING_DATA', nextStep: { kind: 'WAIT' }, payments: [] });
});

test('a look whose process ended is done again by another one', async () => {
  const { desk, lookWhile, workDue, stored } = await claimOfWeek();
  const isAsked = Promise.withResolvers<undefined>();
  void lookWhile(() => {
    isAsked.resolve(undefined);
    return new Promise(() => undefined);
  });
  await isAsked.promise;
  desk.found = withPaper;
  await workDue();
  expect(await stored()).toMatchObject({ state: 'RECEIVED', nextStep: { kind: 'LOOK' } });
  desk.passSeconds(61);
  await workDue();
  expect(await stored()).toMatchObject({ state: 'DECIDED' });
});

test('a look that failed is to be done again, whatever was heard meanwhile', async () => {
  const { desk, lookWhile, stored } = await claimOfWeek();
  await lookWhile(async () => {
    await onEvent(arrived, desk);
    throw new TypeError('A fault that nobody thought of.');
  });
  const nextStep = { kind: 'REST', at: '2026-06-10T02:00:05.000Z', attempts: 1, woken: 0 };
  expect((await stored())?.nextStep).toEqual(nextStep);
});
