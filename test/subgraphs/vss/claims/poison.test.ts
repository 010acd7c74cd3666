import { expect, test } from 'vitest';
import { watchSource } from '../../../../subgraphs/vss/claims/evidence/watch-source.ts';
import { onEvent } from '../../../../subgraphs/vss/claims/resolve/on-event.ts';
import { startClaimWorker } from '../../../../subgraphs/vss/claims/resolve/claim-worker.ts';
import { certificate, nothingFound, openDesk, sickOn, withPaper } from './open-desk.ts';

/* A claim whose resolution fails for a reason that nobody thought of harms itself alone. */

/** A desk whose source fails for one claim, and what it says of that. */
async function deskWithPoison() {
  const desk = await openDesk();
  desk.found = withPaper;
  const [poisoned, other] = [await sickOn(desk, '2026-06-01'), await sickOn(desk, '2026-06-02')];
  const { gather } = desk.evidence;
  const faults: string[] = [];
  const source = {
    ...desk.evidence,
    gather: async (question: Parameters<typeof gather>[0]) => {
      if (question.caseName === poisoned) throw new TypeError('a value of somebody');
      return gather(question);
    },
  };
  const evidence = watchSource(source, desk.now);
  const options = { ...desk, evidence, interval: 3_600_000, onFault: (line: string) => faults.push(line) };
  return { desk, poisoned, other, faults, options };
}

test('the machine goes on with all others, tries it later each time, and names the kind of the fault alone', async () => {
  const { desk, poisoned, other, faults, options } = await deskWithPoison();
  const worker = startClaimWorker(options);
  const waits = [];
  desk.passSeconds(61);
  for (let round = 0; round < 3; round++) {
    await worker.runDue();
    const { nextStep } = (await desk.collections.claims.get(poisoned)) ?? {};
    const seconds = desk.now().until(nextStep?.at ?? '', { largestUnit: 'seconds' }).seconds;
    waits.push(seconds);
    desk.passSeconds(seconds);
  }
  expect((await desk.collections.claims.get(other))?.state).toBe('VERIFYING');
  expect(waits).toEqual([5, 10, 20]);
  expect(faults).toEqual(
    Array.from({ length: 3 }, () => 'A claim could not be resolved and is tried again later: TypeError.'),
  );
  await worker.stop();
});

test('an event that is about it is taken all the same', async () => {
  const { desk, poisoned, options } = await deskWithPoison();
  const { claims } = desk.collections;
  const claim = await claims.get(poisoned);
  if (!claim) throw new Error('The claim is not stored.');
  const evidence = [{ role: 'OUTPATIENT_LEAVE', state: 'MISSING' }] as const;
  const nextStep = { kind: 'WAIT', at: desk.now().add({ hours: 1 }).toString(), attempts: 0 } as const;
  await claims.replace({ ...claim, state: 'WAITING_DATA', evidence, nextStep });
  const paper = { document: { type: 'SickLeaveCertificate', id: 'paper-1' } } as const;
  expect(await onEvent(paper, options)).toEqual([poisoned]);
});

test('a leave before the law is refused by its reason, and is no fault', async () => {
  const { desk, options, faults } = await deskWithPoison();
  desk.found = {
    ...nothingFound,
    papers: [certificate({ days: [{ kind: 'LEAVE', from: '2025-06-02', to: '2025-06-02' }] })],
  };
  const old = await sickOn(desk, '2025-06-02');
  const worker = startClaimWorker(options);
  desk.passSeconds(61);
  await worker.runDue();
  expect(await desk.collections.claims.get(old)).toMatchObject({
    state: 'VERIFYING',
    assessment: { outcome: 'REFUSED', reasons: ['OLDER_LAW'], amount: 0 },
  });
  expect(faults.filter((line) => !line.includes('TypeError'))).toEqual([]);
  await worker.stop();
});
