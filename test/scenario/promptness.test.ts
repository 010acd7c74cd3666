import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeptLog, type KeptLog } from '../../gateway/cli/open-log.ts';
import type { Report } from '../../gateway/report/report.ts';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { startTestHub, type Asker, type HubUnderTest } from './running-hub.ts';

let hub: HubUnderTest;
let log: KeptLog;
let facility: string;
beforeAll(async () => {
  log = await openKeptLog({ place: 'memory:', keyFile: undefined, gateway: 'g1' }, () => {});
  hub = await startTestHub(200, 'scenario', { log });
  const papers = await hub.stores.health.collection(medicalDocuments);
  const [notice] = await papers.find({ index: 'byParty', equals: [hub.citizenOf('newMother')], limit: 1 });
  facility = notice?.issuer.code ?? '';
  if (notice)
    await papers.insert({ ...notice, id: 'late', code: 'late', receivedAt: '2026-11-25T08:00:00Z' });
});
afterAll(async () => {
  await hub.stop();
  await log.close();
});

async function ask(asker: Asker) {
  const { data, text } = await hub.ask(
    `query ($facility: String!) {
      facilityPromptness(facility: $facility, from: "2026-09-01", to: "2026-11-26") { papers latePapers worst { id } }
    }`,
    { facility },
    asker,
  );
  expect(text).not.toContain('Nguyễn');
  return data?.['facilityPromptness'];
}

test('how promptly a facility works the audit and the facility itself are told', async () => {
  const told = await ask({ persona: 'auditor' });
  expect(told).toMatchObject({ papers: expect.any(Number), latePapers: expect.any(Number) });
  expect((told as { papers: number }).papers).toBeGreaterThan(0);
  expect(await ask({ persona: 'facility-clerk', organisation: facility })).toEqual(told);
});

test.each([
  { persona: 'facility-clerk', organisation: '99999' },
  { persona: 'vss-officer' },
  { persona: 'employer-hr' },
  { persona: 'citizen' },
  { persona: 'justice-registrar' },
] as const)('and nobody else: $persona', async (asker) => {
  expect(await ask(asker)).toBeNull();
});

test('the numbers of all facilities whoever runs the hub is told, and the audit, in the graph and in its report', async () => {
  const numbers = `{ facilityDelays(from: "2026-09-01", to: "2026-11-26") { facility papers latePapers } }`;
  const rowsFor = async (asker: Asker) => (await hub.ask(numbers, {}, asker)).data?.['facilityDelays'];
  const rows = (await rowsFor({ persona: 'operator' })) as readonly Numbers[];
  const row = rows.find((each) => each.facility === facility);
  expect(await ask({ persona: 'auditor' })).toMatchObject({
    papers: row?.papers,
    latePapers: row?.latePapers,
  });
  expect(await rowsFor({ persona: 'auditor' })).toEqual(rows);
  for (const persona of ['facility-clerk', 'vss-officer', 'citizen', 'portal'] as const) {
    expect({ persona, rows: await rowsFor({ persona }) }).toEqual({ persona, rows: null });
  }
  const report = 'introspectionReport(asOf: "2026-11-26", format: JSON, language: EN) { text command }';
  const { data } = await hub.ask(`{ ${report} }`, {}, { persona: 'auditor' });
  const made = (data?.['introspectionReport'] ?? {}) as Readonly<Record<string, string>>;
  const { lateFacilities } = JSON.parse(made['text'] ?? '') as Report;
  const late = rows.filter(({ latePapers }) => latePapers > 0);
  expect(late.map((row) => row.facility)).toContain(facility);
  expect(lateFacilities).toEqual(late);
  expect(made['command']).toContain('--promptness PROMPTNESS');
});

interface Numbers {
  readonly facility: string;
  readonly papers: number;
  readonly latePapers: number;
}
