import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from '../../gateway/start/open-log.ts';
import { readNamedFile } from '../../gateway/cli/read-file.ts';
import type { DisclosureLog } from '../../gateway/log/disclosure-log.ts';
import { chooseMother } from '../demo/choose-mother.ts';
import { tellStory } from '../demo/story.ts';
import { startTestHub, type HubUnderTest } from './running-hub.ts';

const world = { seed: 'demo', population: 300 };
let hub: HubUnderTest;
let log: DisclosureLog;
beforeAll(async () => {
  log = await openLog({ place: 'memory:', keyFile: undefined, gateway: 'demo' }, () => {}, readNamedFile);
  hub = await startTestHub(world.population, world.seed, { log });
});
afterAll(async () => {
  await hub.stop();
  await log.close();
});

test('the story of npm run demo goes from a signed file to a paid benefit, and the mother sees who looked', async () => {
  const told: { readonly what: string; readonly details: readonly string[] }[] = [];
  await tellStory(hub.hub.url, chooseMother(world, 'test'), (what, details = []) =>
    told.push({ what, details }),
  );
  expect(told).toHaveLength(9);
  const [, , , preview, , law, decided, paid, looked] = told;
  expect(preview?.details[0]).toBe('BIRTH: FOUND, MedicalBirthNotice');
  expect(law?.details.join()).toMatch(/Law 41\/2024\/QH15 Art 50/);
  expect(decided?.what).toContain('APPROVED');
  expect(paid?.what).toContain('CLOSED');
  // Hospital, registry and who registered the birth, population, portal and social insurance: each is said to have looked.
  const systems = new Set(looked?.details.map((line) => line.split(' · ')[1]));
  expect(systems.size).toBe(7);
});
