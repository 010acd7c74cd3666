import { expect, test } from 'vitest';
import { killAgainAndAgain } from './kill-again-and-again.ts';

test(
  'a gateway that is killed under load has an entry for every answer that arrived, once, in the log and in its index',
  { timeout: 120_000 },
  async () => {
    const killed = await killAgainAndAgain({ place: 'sqlite', times: 2 });
    expect(killed).toMatchObject({ lost: [], twice: [], misindexed: [] });
    expect(killed.shown.byReport).toBe(killed.shown.byLine);
    expect(killed.entries).toBeGreaterThanOrEqual(killed.arrived);
    expect(killed.arrived).toBeGreaterThan(0);
  },
);
