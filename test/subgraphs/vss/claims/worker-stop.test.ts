import { expect, test } from 'vitest';
import { watchSource } from '../../../../subgraphs/vss/claims/evidence/watch-source.ts';
import { startClaimWorker } from '../../../../subgraphs/vss/claims/resolve/claim-worker.ts';
import { submitClaim } from '../../../../subgraphs/vss/claims/submit/submit-claim.ts';
import { citizen, nothingFound, openDesk, sender, sickWeek } from './open-desk.ts';

test('a machine that is stopped lets the claims under way finish, and begins no other however many are due', async () => {
  const desk = await openDesk();
  for (let day = 1; day <= 30; day++) {
    const on = Temporal.PlainDate.from({ year: 2026, month: 6, day });
    const by = { mover: citizen, at: desk.now() };
    await submitClaim(
      desk.collections,
      { ...sickWeek, leaveFrom: on, leaveTo: on },
      sender(`key-${day}`),
      by,
    );
  }
  desk.passSeconds(61);
  const begun = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  let asked = 0;
  const source = {
    async gather() {
      asked += 1;
      begun.resolve();
      await answered.promise;
      return nothingFound;
    },
  };
  const worker = startClaimWorker({
    ...desk,
    evidence: watchSource(source, desk.now),
    interval: 3_600_000,
    onFault: () => undefined,
  });
  const round = worker.runDue();
  await begun.promise;
  const stopping = worker.stop();
  answered.resolve();
  await stopping;
  const resolved = await round;
  expect(resolved).toBe(asked);
  expect(resolved).toBeLessThan(30);
});
