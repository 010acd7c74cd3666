import { beforeAll, expect, test } from 'vitest';
import { askEntities } from '../ask-entities.ts';
import type { OpenSubgraph } from '../execute.ts';
import { openHealth, paper } from './records.ts';

const numbers = Array.from({ length: 100 }, (_, i) => i);
const people = numbers.map((i) => `person-${i}`);

let subgraph: OpenSubgraph;
beforeAll(async () => {
  const papers = numbers.flatMap((i) => {
    const own = { citizenId: `person-${i}` };
    return [
      paper('DISCHARGE_PAPER', `discharge-${i}`, own),
      paper('SICK_LEAVE_CERTIFICATE', `leave-${i}`, own),
      paper('MEDICAL_BIRTH_NOTICE', `birth-${i}`, { ...own, fatherId: `person-${(i + 1) % 100}` }),
      paper('MEDICAL_DEATH_NOTICE', `death-${i}`, own),
    ];
  });
  subgraph = await openHealth(...papers);
});

const byAllRoads = `
  medicalDocuments { nodes { id sameEpisode { nodes { subject { medicalDocuments { nodes { code } } } } } } }
  fewer: medicalDocuments(kinds: [DISCHARGE_PAPER, MEDICAL_DEATH_NOTICE]) { nodes { id } }
  birthNotices { nodes { declaredFather { hasBirthNotice(bornOn: "2026-03-06") } } }
  hasLeaveCovering(from: "2026-03-02", to: "2026-03-09") { outcome }
  stayedInHospital(from: "2026-03-02", to: "2026-03-06")
  hasDeathNotice(by: "2026-03-06")`;

test.each([
  [
    'their papers',
    1,
    'medicalDocuments { nodes { id code ... on DischargePaper { patient { fullName } } } }',
  ],
  [
    'their papers of two kinds',
    1,
    'medicalDocuments(kinds: [DISCHARGE_PAPER, TRANSFER_PAPER]) { nodes { id } }',
  ],
  ['papers of people without any', 1, 'medicalDocuments { nodes { id } }', numbers.map((i) => `nobody-${i}`)],
  ['birth notices', 1, 'birthNotices { nodes { id } }'],
  [
    'two questions about one period',
    1,
    'hasLeaveCovering(from: "2026-03-02", to: "2026-03-09") { outcome } stayedInHospital(from: "2026-03-02", to: "2026-03-09")',
  ],
  ['all of it, and its documents', 7, byAllRoads],
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

test('reads the store as often for a hundred papers as for one', async () => {
  const ids = numbers.map((i) => `discharge-${i}`);
  const selection =
    'dischargeDiagnosis covers(from: "2026-03-02", to: "2026-03-06") sameEpisode { nodes { id } }';
  const hundred = await askEntities(subgraph, 'DischargePaper', ids, selection);
  expect(hundred.entities).not.toContain(null);
  expect(hundred.reads).toBe(2);
  expect((await askEntities(subgraph, 'DischargePaper', ids.slice(7, 8), selection)).reads).toBe(2);
});
