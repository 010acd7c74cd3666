import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asker, HubUnderTest } from '../../scenario/running-hub.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { askers, expectDenials, expectNoValue, expectRefused, startKnownHub } from './known-hub.ts';

const { officer, auditor, themself } = askers;
const reason = 'Hết hạn giải quyết hôm nay';
const approver: Asker = { persona: 'vss-approver', organisation: knownPerson.office };

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
});
afterAll(() => hub.stop());

const treatment = `{ medicalDocument(id: "DISCHARGE_PAPER") { ... on DischargePaper { id treatmentMethod } } }`;
const closed = { medicalDocument: { id: 'DISCHARGE_PAPER', treatmentMethod: null } };
const opened = { medicalDocument: { id: 'DISCHARGE_PAPER', treatmentMethod: 'Nội khoa' } };

async function requestAccess(asker: Asker, input: object): Promise<string> {
  const mutation = `mutation ($input: RequestEmergencyAccessInput!) {
    requestEmergencyAccess(input: $input) {
      ... on EmergencyAccessRequested { requested { id } }
      ... on EmergencyAccessRefused { because }
    }
  }`;
  const { text } = await hub.ask(mutation, { input: { reason, ...input } }, asker);
  const [, id = ''] = /"id":"([^"]+)"/.exec(text) ?? [];
  expect(text).toContain(`"id":"${id}"`);
  return id;
}

async function change(how: 'approve' | 'end', id: string, asker: Asker): Promise<unknown> {
  const mutation = `mutation ($id: ID!) {
    ${how}EmergencyAccess(id: $id) {
      ... on ${how === 'approve' ? 'EmergencyAccessOpened { opened' : 'EmergencyAccessEnded { ended'} { state } }
      ... on EmergencyAccessRefused { because }
    }
  }`;
  const { data } = await hub.ask(mutation, { id }, asker);
  return data?.[`${how}EmergencyAccess`];
}

const requestOfOfficer = () => requestAccess(officer, { case: knownPerson.claim, ground: 'DEADLINE' });

test('G24: two people, a reason and a case open what nothing else opens, until it is ended', async () => {
  const without = await hub.ask(treatment, {}, { ...officer, reason });
  expectDenials(hub, without, closed, [
    ['medicalDocument.treatmentMethod', 'DischargePaper.treatmentMethod', 'BREAK_GLASS_POSSIBLE'],
  ]);
  const id = await requestOfOfficer();
  const broken = { ...officer, reason, breakGlass: id };
  expectRefused(await hub.ask(treatment, {}, broken), 403, 'EMERGENCY_ACCESS_REFUSED');
  expect(await change('approve', id, officer)).toEqual({ because: 'SAME_PERSON' });
  expect(await change('approve', id, { ...approver, organisation: 'OFFICE-2' })).toEqual({
    because: 'OTHER_AGENCY',
  });
  expect(await change('approve', id, approver)).toEqual({ opened: { state: 'OPEN' } });

  const { data, errors } = await hub.ask(treatment, {}, broken);
  expect([errors, data]).toEqual([[], opened]);
  const entry = hub.log.entries().at(-1);
  expect(entry?.caller).toMatchObject({ emergency: id, reason, case: knownPerson.claim });
  expect(entry?.disclosures.flatMap(({ full = [] }) => full)).toContain('DischargePaper.treatmentMethod');
  expectNoValue(JSON.stringify(entry));

  expect(await change('end', id, officer)).toEqual({ ended: { state: 'ENDED' } });
  expectRefused(await hub.ask(treatment, {}, broken), 403, 'EMERGENCY_ACCESS_REFUSED');
});

test('G24: without a reason in the request an open access opens nothing', async () => {
  const id = await requestOfOfficer();
  await change('approve', id, approver);
  const answer = await hub.ask(treatment, {}, { ...officer, breakGlass: id });
  expectDenials(hub, answer, { medicalDocument: null }, [
    ['medicalDocument', 'Query.medicalDocument', 'REASON_REQUIRED'],
  ]);
  const entry = hub.log.entries().at(-1);
  expect(entry?.denials).toEqual([
    {
      coordinate: 'Query.medicalDocument',
      reason: 'REASON_REQUIRED',
      decisionId: answer.errors[0]?.extensions?.['decisionId'],
      policies: ['gate.break-glass-needs-reason'],
    },
  ]);
});

test.each<[string, Partial<Asker>]>([
  ['another person', { persona: 'vss-approver', purpose: 'SI.CLAIM.DECIDE' }],
  ['another role', { persona: 'vss-assessor', purpose: 'SI.CLAIM.ASSESS' }],
  ['another purpose', { purpose: 'AU.OWN' }],
  ['another case', { case: 'other-case' }],
])('G24: %s cannot use it', async (_what, other) => {
  const id = await requestOfOfficer();
  await change('approve', id, approver);
  const answer = await hub.ask(treatment, {}, { ...officer, reason, breakGlass: id, ...other });
  expectRefused(answer, 403, 'EMERGENCY_ACCESS_REFUSED');
});

test('G24: an access that there is not is never ignored', async () => {
  const answer = await hub.ask(treatment, {}, { ...officer, reason, breakGlass: 'no-such-access' });
  expectRefused(answer, 403, 'EMERGENCY_ACCESS_REFUSED');
});

test('G24: an auditor sees a number whole that is masked otherwise, when a second one agrees, and no illness', async () => {
  const query = `{ citizen(id: "${knownPerson.id}") { personalNumber } }`;
  expect((await hub.ask(query, {}, auditor)).data).toEqual({ citizen: { personalNumber: '****2345' } });
  const id = await requestAccess(auditor, { ground: 'AUDIT_FINDING' });
  expect(await change('approve', id, { persona: 'auditor-approver' })).toEqual({ opened: { state: 'OPEN' } });
  const broken = { ...auditor, reason, breakGlass: id };
  expect((await hub.ask(query, {}, broken)).data).toEqual({ citizen: { personalNumber: '001090012345' } });
  expectDenials(
    hub,
    await hub.ask(treatment.replace(' id', ' kind'), {}, broken),
    {
      medicalDocument: { kind: 'DISCHARGE_PAPER', treatmentMethod: null },
    },
    [['medicalDocument.treatmentMethod', 'DischargePaper.treatmentMethod', 'NOT_GRANTED']],
  );
});

describe('the access log of the matrix, as far as there is one:', () => {
  const list =
    '{ emergencyAccesses { nodes { state reason requester { actor } reports { state } noticeDueAt } } }';

  test('auditors see every emergency access with its reports, officers their own', async () => {
    await change('approve', await requestOfOfficer(), approver);
    const own = await hub.ask(list, {}, { persona: 'vss-officer', purpose: 'AU.OWN' });
    const all = await hub.ask(list, {}, auditor);
    expect([own.errors, all.errors]).toEqual([[], []]);
    const newest = {
      state: 'OPEN',
      reason,
      requester: { actor: 'dev-vss-officer' },
      reports: [{ state: 'REQUESTED' }, { state: 'OPEN' }],
      noticeDueAt: expect.any(String),
    };
    expect(own.data?.['emergencyAccesses']).toMatchObject({ nodes: expect.arrayContaining([newest]) });
    expect(all.data?.['emergencyAccesses']).toMatchObject({ nodes: expect.arrayContaining([newest]) });
    expect(own.text).not.toContain('dev-auditor');
  });

  test.each<[string, Asker, string]>([
    ['for a purpose that is not the log', officer, 'PURPOSE_NOT_FITTING'],
    ['that is not theirs', themself, 'NOT_RELATED'],
  ])('nobody sees it %s', async (_what, asker, why) => {
    expectDenials(hub, await hub.ask(list, {}, asker), { emergencyAccesses: null }, [
      ['emergencyAccesses', 'Query.emergencyAccesses', why],
    ]);
  });
});
