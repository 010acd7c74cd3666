import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalDocuments, type MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { justice } from '../../subgraphs/justice/subgraph.ts';
import { learnNotice } from '../../subgraphs/justice/learning/learn-notice.ts';
import { birthNoticeQuestion, deathNoticeQuestion } from '../../subgraphs/justice/learning/questions.ts';
import { agencyEvent } from '../../subgraphs/kit/events/agency-event.ts';
import type { AskHub } from '../../subgraphs/kit/subgraph.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { paper } from '../subgraphs/health/records.ts';
import { act, birthInput, deathInput, deathRegistrar, key, registrar } from './civil-acts.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(120, 'acts');
});
afterAll(() => hub.stop());

/** As the agency's own client asks. */
const ask: AskHub = async <Data>(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  purpose: string,
) => {
  const { data, errors } = await hub.ask(query, variables, { ...registrar, purpose });
  expect(errors).toEqual([]);
  return data as Data;
};

/** A notice that arrives at Health while the hub runs, and of which Justice hears. */
async function arrive(notice: MedicalDocumentRecord): Promise<void> {
  await (await hub.stores.health.collection(medicalDocuments)).insert(notice);
  const pointer = { agency: 'health', kind: notice.kind, id: notice.id, version: notice.edition };
  const event = agencyEvent('health.paper.received', pointer, Temporal.Now.instant());
  const sources = (await justice.open(hub.stores.justice))();
  await learnNotice(event, sources, ask);
  await learnNotice(event, sources, ask);
}

test('a birth is registered from a notice that arrived while the hub runs', async () => {
  const code = '99024.GCS.70001.26';
  await arrive(paper('MEDICAL_BIRTH_NOTICE', key(), { code, citizenId: hub.citizenOf('newMother') }));
  const { data } = await hub.ask(
    'query ($code: String!) { birthByMedicalNotice(code: $code) { outcome } }',
    { code },
    registrar,
  );
  expect(data).toEqual({ birthByMedicalNotice: { outcome: 'NOT_YET_REGISTERED' } });
  const made = await act(hub, 'registerBirth', birthInput({ medicalNoticeCode: code }));
  expect(made).toMatchObject({ __typename: 'BirthRegistered' });
});

test('a death is registered for whom its notice is about, and for nobody else', async () => {
  const code = '99024.GBT.70002.26';
  const patient = hub.citizenOf('transferredPatient');
  await arrive(paper('MEDICAL_DEATH_NOTICE', key(), { code, citizenId: patient }));
  const other = deathInput(hub.citizenOf('sickChild'), { medicalNoticeCode: code });
  expect(await act(hub, 'registerDeath', other, deathRegistrar)).toMatchObject({
    because: 'NOTICE_NOT_FOUND',
  });
  const own = deathInput(patient, { medicalNoticeCode: code });
  expect(await act(hub, 'registerDeath', own, deathRegistrar)).toMatchObject({
    __typename: 'DeathRegistered',
  });
});

test.each([
  ['birth-notice-to-record', birthNoticeQuestion],
  ['death-notice-to-record', deathNoticeQuestion],
])('the register asks %s as its client has registered it', (file, question) => {
  const folder = join(import.meta.dirname, '../../gateway/clients/operations/civil-registry');
  expect(readFileSync(join(folder, `${file}.graphql`), 'utf8')).toBe(question);
});
