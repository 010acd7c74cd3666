import { beforeAll, expect, test } from 'vitest';
import {
  announcedEvents,
  birthRegistrations,
  deathRegistrations,
  extracts,
} from '../../../subgraphs/justice/collections.ts';
import { justice } from '../../../subgraphs/justice/subgraph.ts';
import { askEntities } from '../ask-entities.ts';
import { openSubgraph, type OpenSubgraph } from '../execute.ts';
import { announcement, birth, death, extract } from './records.ts';

const numbers = Array.from({ length: 100 }, (_, i) => i);
const people = numbers.map((i) => `person-${i}`);

let subgraph: OpenSubgraph;
beforeAll(async () => {
  subgraph = await openSubgraph(justice);
  for (const i of numbers) {
    await subgraph.put(
      birthRegistrations,
      birth(`own-${i}`, `person-${i}`),
      birth(`first-${i}`, `child-${i}`, { status: 'SUPERSEDED', parentIds: [`person-${i}`] }),
      birth(`second-${i}`, `child-${i}`, {
        edition: 2,
        parentIds: [`person-${i}`],
        supersedes: `first-${i}`,
      }),
    );
    await subgraph.put(deathRegistrations, death(`death-${i}`, `person-${i}`));
    await subgraph.put(
      extracts,
      extract(`bx-${i}`, 'BIRTH_EXTRACT', `second-${i}`),
      extract(`dx-${i}`, 'DEATH_EXTRACT', `death-${i}`),
    );
    await subgraph.put(
      announcedEvents,
      announcement('BIRTH', `b-${i}`, { subjectId: `child-${i}`, registrationId: `first-${i}` }),
      announcement('DEATH', `d-${i}`, { subjectId: `child-${i}` }),
    );
  }
});

const nested = `
  birth { outcome registration { childName extracts(first: 3) { nodes { extractNumber } } } }
  death { outcome registration { deathPlace extracts(first: 3) { nodes { registration { id } } } } }
  childBirths(first: 5) {
    nodes { registeredLate child { birth { registration { id } } death { outcome } } extracts { nodes { id } } }
  }
  isRegisteredParentOf(child: "child-7")
  isRegisteredDead(by: "2026-07-01")`;

test.each([
  ['their birth', 1, 'birth { outcome registration { childName } }'],
  ['their birth, which nobody knows', 2, 'birth { outcome }', numbers.map((i) => `nobody-${i}`)],
  ['births of their children', 1, 'childBirths { nodes { childName } }'],
  ['extracts of those', 2, 'childBirths { nodes { extracts { nodes { id } } } }'],
  ['all of it, and its documents', 9, nested],
])(
  'reads the store as often for a hundred citizens as for one: %s (%i)',
  async (_what, reads, selection, ids = people) => {
    const hundred = await askEntities(subgraph, 'Citizen', ids, selection);
    expect(hundred.entities).toHaveLength(100);
    expect(hundred.reads).toBe(reads);
    const one = await askEntities(subgraph, 'Citizen', ids.slice(6, 7), selection);
    expect(one.reads).toBe(reads);
  },
);

test.each([
  ['MedicalBirthNotice', 'id-b', 3, 'registration { registration { childName } }'],
  ['MedicalDeathNotice', 'id-d', 2, 'registration { outcome }'],
  ['BirthExtract', 'bx', 2, 'registration { childName }'],
  ['DeathRegistration', 'death', 2, 'deathPlace extracts { nodes { id } }'],
])('reads the store as often for a hundred as for one %s', async (typename, prefix, reads, selection) => {
  const ids = numbers.map((i) => `${prefix}-${i}`);
  const hundred = await askEntities(subgraph, typename, ids, selection);
  expect(hundred.entities).not.toContain(null);
  expect(hundred.reads).toBe(reads);
  expect((await askEntities(subgraph, typename, ids.slice(7, 8), selection)).reads).toBe(reads);
});
