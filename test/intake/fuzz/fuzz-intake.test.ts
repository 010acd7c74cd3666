import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestHub, type HubUnderTest } from '../../scenario/running-hub.ts';
import { fuzzIntake } from './fuzz-intake.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

it('takes no changed paper and never fails, whatever the bytes of a file are', async () => {
  const { runs, statuses, findings } = await fuzzIntake(hub, { runs: 80, seed: 'f1' });
  expect(findings).toEqual([]);
  expect(statuses.get(400)).toBeGreaterThan(runs / 2);
});
