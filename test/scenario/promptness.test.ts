import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeptLog, type KeptLog } from '../../gateway/start/open-log.ts';
import type { Report } from '../../gateway/report/report.ts';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { root } from '../policy/change-policy.ts';
import { countLateByHand } from './naive-delays.ts';
import { startTestHub, type Asker, type HubUnderTest } from './running-hub.ts';

const reportCli = join(root, 'gateway/cli/report/report-cli.ts');

let hub: HubUnderTest;
let log: KeptLog;
let facility: string;
const folder = mkdtempSync(join(tmpdir(), 'promptness-'));
beforeAll(async () => {
  log = await openKeptLog({ place: folder, keyFile: undefined, gateway: 'g1' }, () => {});
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
  rmSync(folder, { recursive: true });
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

test('the late facilities of a report are those of a count by hand, and the report is made again to the byte', async () => {
  const query = `query ($format: ReportFormat!) {
    introspectionReport(asOf: "2026-11-26", format: $format, language: VI) { text command }
  }`;
  const papers = await hub.stores.health.collection(medicalDocuments);
  const all = await papers.find({ index: 'byReceipt', equals: [], limit: 10_000 });
  const reportAs = async (format: string) =>
    (await hub.ask(query, { format }, { persona: 'auditor' })).data?.['introspectionReport'] as Readonly<
      Record<'text' | 'command', string>
    >;
  const { text: json } = await reportAs('JSON');
  const { about, lateFacilities } = JSON.parse(json) as Report;
  const byHand = countLateByHand(all, about.from, about.asOf);
  expect(byHand.length).toBeGreaterThan(0);
  expect(lateFacilities).toEqual(byHand);
  const { text, command } = await reportAs('MARKDOWN');
  const saved = join(folder, 'delays.json');
  const delays = `{ facilityDelays(from: "${about.from}", to: "${about.asOf}") { facility papers latePapers } }`;
  writeFileSync(saved, (await hub.ask(delays, {}, { persona: 'auditor' })).text);
  const words = command.replace('PROMPTNESS', saved).replace('LOG', folder).split(' ').slice(4);
  const again = spawnSync(process.execPath, [reportCli, ...words], { env: {}, encoding: 'utf8' });
  expect(again).toMatchObject({ status: 0, stderr: '' });
  expect(again.stdout).toBe(text);
});

interface Numbers {
  readonly facility: string;
  readonly papers: number;
  readonly latePapers: number;
}
