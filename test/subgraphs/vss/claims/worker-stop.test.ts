import { expect, test } from 'vitest';
import { watchSource } from '../../../../subgraphs/vss/claims/evidence/watch-source.ts';
import { startClaimWorker } from '../../../../subgraphs/vss/claims/resolve/claim-worker.ts';
import { nothingFound, openDesk, sickOn } from './open-desk.ts';

test('a machine that is stopped lets the claims under way finish, and begins no other however many are due', async () => {
  const desk = await openDesk();
  for (let day = 1; day <= 30; day++) await sickOn(desk, `2026-06-${String(day).padStart(2, '0')}`);
  desk.passSeconds(61);
  const begun = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  let asked = 0;
  const source = {
    ...desk.evidence,
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
