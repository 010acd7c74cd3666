import { issueDevelopmentToken } from '../../gateway/identity/development/development-issuer.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalDocuments, type MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { justice } from '../../subgraphs/justice/subgraph.ts';
import { learnNotice } from '../../subgraphs/justice/learning/learn-notice.ts';
import { agencyEvent } from '../../subgraphs/kit/events/agency-event.ts';
import { createHubAsker, type AskHub } from '../../subgraphs/kit/hub/ask-hub.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { paper } from '../subgraphs/health/records.ts';
import { act, birthInput, deathInput, deathRegistrar, key, registrar } from './civil-acts.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(120, 'acts');
});
afterAll(() => hub.stop());

/** As the register's own machine asks. */
const ask: AskHub = (question) =>
  createHubAsker({
    url: () => hub.hub.url,
    token: (organisation) => issueDevelopmentToken({ persona: 'justice-machine', organisation, minutes: 5 }),
  })(question);

/** Justice hears of a notice, twice. */
async function hear(type: string, { kind, id, edition: version, supersedes }: MedicalDocumentRecord) {
  const pointer = { agency: 'health', kind, id, version, supersedes };
  const event = agencyEvent(type, pointer, Temporal.Now.instant());
  const sources = (await justice.open(hub.stores.justice))();
  await learnNotice(event, sources, ask);
  await learnNotice(event, sources, ask);
}

/** A notice that arrives at Health while the hub runs, and of which Justice hears. */
async function arrive(notice: MedicalDocumentRecord): Promise<void> {
  await (await hub.stores.health.collection(medicalDocuments)).insert(notice);
  await hear('health.paper.received', notice);
}

/** What a registrar is told of the registration of a notice's birth. */
async function outcomeOf({ id }: MedicalDocumentRecord): Promise<string> {
  const asked = `query ($id: ID!) {
    medicalDocument(id: $id) { ... on MedicalBirthNotice { registration { outcome } } }
  }`;
  const { data } = await hub.ask(asked, { id }, registrar);
  const { medicalDocument } = data as { medicalDocument: { registration: { outcome: string } } };
  return medicalDocument.registration.outcome;
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

test('the register has asked as a machine of its own, and not as a registrar', () => {
  const asked = hub.log.entries().filter(({ caller }) => caller.client === 'justice-recorder');
  expect(asked.map(({ caller }) => [caller.role, caller.purpose, caller.organisation])).toEqual(
    Array.from({ length: 2 }, () => ['JUSTICE_REGISTRAR', 'CS.BIRTH.REGISTER', 'CSDL-HTDT']),
  );
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

test('a notice that was issued again is the same notice to the register, before its birth is registered and after', async () => {
  const code = '99024.GCS.70003.26';
  const issue = (edition: number, supersedes?: string) => {
    const given = { code, citizenId: hub.citizenOf('newMother'), edition, ...(supersedes && { supersedes }) };
    return paper('MEDICAL_BIRTH_NOTICE', key(), given);
  };
  const first = issue(1);
  await arrive(first);
  const second = issue(2, first.id);
  await arrive(second);
  expect(await outcomeOf(second)).toBe('NOT_YET_REGISTERED');
  await act(hub, 'registerBirth', birthInput({ medicalNoticeCode: code }));
  const third = issue(3, second.id);
  await arrive(third);
  expect([await outcomeOf(first), await outcomeOf(second), await outcomeOf(third)]).toEqual(
    Array.from({ length: 3 }, () => 'MATCH'),
  );
});

test('from a notice that its facility took back no birth is registered, and none is to come', async () => {
  const code = '99024.GCS.70004.26';
  const notice = paper('MEDICAL_BIRTH_NOTICE', key(), { code, citizenId: hub.citizenOf('newMother') });
  await arrive(notice);
  await hear('health.paper.withdrawn', notice);
  const refusal = await act(hub, 'registerBirth', birthInput({ medicalNoticeCode: code }));
  expect(refusal).toMatchObject({ because: 'NOTICE_NOT_FOUND' });
  expect(await outcomeOf(notice)).toBe('NOT_FOUND');
  const again = paper('MEDICAL_BIRTH_NOTICE', key(), {
    code,
    citizenId: hub.citizenOf('newMother'),
    edition: 2,
    supersedes: notice.id,
  });
  await arrive(again);
  expect(await outcomeOf(again)).toBe('NOT_YET_REGISTERED');
  await hear('health.paper.withdrawn', notice);
  const made = await act(hub, 'registerBirth', birthInput({ medicalNoticeCode: code }));
  expect(made).toMatchObject({ __typename: 'BirthRegistered' });
  await hear('health.paper.withdrawn', again);
  expect(await outcomeOf(again)).toBe('MATCH');
});
