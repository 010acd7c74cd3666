import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { startTestHub, type Asker, type HubUnderTest } from './running-hub.ts';

let hub: HubUnderTest;
let facility: string;
beforeAll(async () => {
  hub = await startTestHub(200, 'scenario');
  const papers = await hub.stores.health.collection(medicalDocuments);
  const [notice] = await papers.find({ index: 'byParty', equals: [hub.citizenOf('newMother')], limit: 1 });
  facility = notice?.issuer.code ?? '';
});
afterAll(() => hub.stop());

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
