import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccessContext } from '../../schema/hub-context.ts';
import { checkMachine } from './checking/check-machine.ts';
import { describeRun } from './describe-run.ts';
import { startHunt, type Hunt, type Run } from './hunt.ts';
import { openHuntingGround, type HuntingGround } from './world/hunting-ground.ts';

/** New ones each time; `npm run leak-hunt -- --seed SEED --from NUMBER --runs 1` asks one of them again. */
const seed = randomUUID().slice(0, 8);
const milliseconds = 20_000;
const patience = 90_000;

describe(`questions of seed ${seed}`, () => {
  let ground: HuntingGround;
  let hunt: Hunt;
  beforeAll(async () => {
    ground = await openHuntingGround(150, 'leak-hunt');
    hunt = await startHunt(ground, seed);
  }, patience);
  afterAll(async () => {
    hunt.stop();
    await ground.stop();
  });

  test(
    'L12: no canary leaves that is not granted, nothing that is granted is lost, and the log says just that',
    async () => {
      const totals = { shown: 0, denied: 0 };
      const found: string[] = [];
      const started = performance.now();
      for (let number = 0; performance.now() - started < milliseconds && found.length === 0; number++) {
        const run = await hunt.run(number);
        totals.shown += run.shown.size;
        totals.denied += run.denied;
        if (run.findings.length > 0) found.push(describeRun(seed, number, run));
      }
      expect(found).toEqual([]);
      // Else the questions were too dull to find anything.
      expect(totals.shown).toBeGreaterThan(20);
      expect(totals.denied).toBeGreaterThan(100);
    },
    patience,
  );

  test('what is asked beside the hunt is held to who asks it', () => {
    const found = (field: string, given: Partial<AccessContext> = {}) => {
      const body = JSON.stringify({ query: `{ citizen(id: "one") { ${field} } }` });
      const fetch = { agency: 'population', path: '/graphql', requestId: 'beside', body };
      const fetches = [{ ...fetch, access: { ...machine, ...given } }];
      return checkMachine({ fetches, entries: [] }, ground.schema, ground.cage).map(({ kind }) => kind);
    };
    expect(found('diedOn')).toEqual([]);
    expect(found('religionCode')).toEqual(['LEAK']);
    expect(found('diedOn', { client: 'vss-console' })).toEqual(['WRONG']);
  });
});

/** The machine of social insurance, as it asks in a case. */
const machine: AccessContext = {
  client: 'vss-resolver',
  actor: 'vss-resolver',
  role: 'VSS_CLAIM_OFFICER',
  purpose: 'SI.CLAIM.DECIDE',
  organisation: 'BHXH-01',
  assurance: 3,
  reasonRecorded: false,
  breakGlass: false,
  day: '2026-06-01',
  policyVersion: '',
  relations: {},
};

test(
  'the hunt finds a leak where the agencies enforce nothing',
  async () => {
    const ground = await openHuntingGround(100, 'leak-hunt', { enforcement: 'off for measurement' });
    const hunt = await startHunt(ground, 'unguarded');
    const leaks: Run[] = [];
    for (let number = 0; number < 500 && leaks.length === 0; number++) {
      const run = await hunt.run(number);
      if (run.findings.some(({ kind }) => kind === 'LEAK')) leaks.push(run);
    }
    hunt.stop();
    await ground.stop();
    expect(leaks).toHaveLength(1);
  },
  patience,
);
