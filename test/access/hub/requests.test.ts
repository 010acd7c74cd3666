import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headersOf, type Asker, type HubUnderTest } from '../../scenario/running-hub.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { post } from '../wire.ts';
import { developmentToken } from './development-token.ts';
import { askers, expectDenials, expectRefused, ofPerson, startKnownHub } from './known-hub.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
});
afterAll(() => hub.stop());

const { officer, auditor, portal } = askers;
const name = `{ ${ofPerson('fullName')} }`;
const denied = (reason: string) => [['citizen.fullName', 'Citizen.fullName', reason]] as const;
const withoutPurpose = (asker: Asker): Asker => ({ ...asker, purpose: '' });

test.each(Object.entries(askers))('G15: without a purpose %s sees no personal data', async (_who, asker) => {
  const answer = await hub.ask(name, {}, withoutPurpose(asker));
  expectDenials(hub, answer, { citizen: null }, denied('PURPOSE_REQUIRED'));
});

test('G15: without a purpose one sees what is public, and the rest is null', async () => {
  const answer = await hub.ask(`{ ${ofPerson('id fullName')} }`, {}, withoutPurpose(officer));
  const citizen = { id: knownPerson.id, fullName: null };
  expectDenials(hub, answer, { citizen }, denied('PURPOSE_REQUIRED'));
  expect(answer.errors[0]?.extensions?.['header']).toBe('hub-purpose');
});

test.each([
  ['of another role', 'SI.CLAIM.PAY'],
  ['of another client', 'AU.REVIEW'],
  ['that nobody knows', 'NO.SUCH.PURPOSE'],
])('G16: a purpose %s is refused', async (_which, purpose) => {
  expectRefused(await hub.ask(name, {}, { ...officer, purpose }), 403, 'PURPOSE_NOT_ALLOWED');
});

test('G16: a purpose to which the token is not open is refused', async () => {
  const answer = await askWith(officer, { purposes: ['AU.OWN'] }, name);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'PURPOSE_NOT_ALLOWED' } }]);
  expect([answer.status, answer.data]).toEqual([403, undefined]);
});

test.each([
  ['two lines', ['SI.CLAIM.DECIDE', 'AU.OWN']],
  ['two lines that are equal', ['SI.CLAIM.DECIDE', 'SI.CLAIM.DECIDE']],
  ['one line', ['SI.CLAIM.DECIDE, AU.OWN']],
])('G16: two purposes in %s are refused', async (_how, purposes) => {
  const headers = {
    ...(await headersOf(officer)),
    'hub-purpose': purposes,
    'content-type': 'application/json',
  };
  const sent = request(`${hub.hub.url}/graphql`, { method: 'POST', headers });
  const answer = new Promise<readonly [number | undefined, unknown]>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => {
      json(response).then((body) => resolve([response.statusCode, body]), reject);
    });
  });
  sent.end(JSON.stringify({ query: name }));
  const [status, body] = await answer;
  expect(status).toBe(400);
  expect(body).toMatchObject({ errors: [{ extensions: { code: 'HUB_HEADER_INVALID' } }] });
});

describe('the basis of a purpose', () => {
  const paper = 'medicalDocument(id: "DISCHARGE_PAPER")';
  test.each([
    ['a blood type', ofPerson('id bloodType'), 'citizen.bloodType', 'Citizen', 'NOT_GRANTED'],
    ['an ethnic group', ofPerson('id ethnicityCode'), 'citizen.ethnicityCode', 'Citizen', 'NOT_GRANTED'],
    [
      'an illness',
      `${paper} { ... on DischargePaper { id icd10Code } }`,
      'medicalDocument.icd10Code',
      'DischargePaper',
      'REASON_REQUIRED',
    ],
    [
      'a treatment',
      `${paper} { ... on DischargePaper { id treatmentMethod } }`,
      'medicalDocument.treatmentMethod',
      'DischargePaper',
      'BREAK_GLASS_POSSIBLE',
    ],
  ])('G17: that is for other data does not show %s', async (_what, query, path, type, reason) => {
    const [key = '', field = ''] = path.split('.');
    const answer = await hub.ask(`{ ${query} claim(id: "${knownPerson.claim}") { state } }`, {}, officer);
    const data = { [key]: { id: expect.any(String), [field]: null }, claim: { state: 'PAID' } };
    expectDenials(hub, answer, data, [[path, `${type}.${field}`, reason]]);
  });

  test('G17: does not serve another purpose of the same client', async () => {
    const answer = await hub.ask(`{ ${ofPerson('id livingChildren(on: "2026-03-01")')} }`, {}, portal);
    const citizen = { id: knownPerson.id, livingChildren: null };
    expectDenials(hub, answer, { citizen }, [
      ['citizen.livingChildren', 'Citizen.livingChildren', 'PURPOSE_NOT_FITTING'],
    ]);
  });
});

test.each(['vss-officer', 'vss-assessor', 'vss-payment'] as const)(
  'G19: without a case the %s is denied',
  async (persona) => {
    const answer = await hub.ask(name, {}, { persona, organisation: knownPerson.office });
    expectDenials(hub, answer, { citizen: null }, denied('CASE_REQUIRED'));
  },
);

test.each([
  ['of another office', { ...officer, organisation: 'OFFICE-2' }],
  ['that there is not', { ...officer, case: 'no-such-case' }],
  ["that is the officer's own", { ...officer, citizen: knownPerson.id }],
])('G19: a case %s proves nothing', async (_which, asker) => {
  const answer = await hub.ask(name, {}, asker);
  expectDenials(hub, answer, { citizen: { fullName: null } }, denied('NOT_RELATED'));
});

test('G19: with the case of the office the officer sees whom it names', async () => {
  const answer = await hub.ask(name, {}, officer);
  expect([answer.errors, answer.data]).toEqual([[], { citizen: { fullName: 'Nguyễn Thị Ánh' } }]);
});

test.each([
  ['an auditor of level 2', auditor, '2'],
  ['an officer of level 1', officer, '1'],
  ['an officer of no level', officer, undefined],
])('G25: %s is denied, and told to sign in more surely', async (_who, asker, acr) => {
  const answer = await askWith(asker, { acr }, `{ ${ofPerson('birthDate')} }`);
  expect(answer.data).toEqual({ citizen: null });
  expect(answer.errors).toMatchObject([
    {
      message: 'Sign in with a higher level of assurance.',
      extensions: { coordinate: 'Citizen.birthDate', reason: 'ASSURANCE_TOO_LOW' },
    },
  ]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(hub.log.entries().at(-1)?.denials).toMatchObject([{ coordinate: 'Citizen.birthDate' }]);
});

test('G25: where level 1 suffices, level 1 is enough', async () => {
  const answer = await askWith(portal, { acr: '1' }, `{ claim(id: "${knownPerson.claim}") { state } }`);
  expect([answer.errors, answer.data]).toEqual([[], { claim: { state: 'PAID' } }]);
});

test.each([
  ['PURPOSE_REQUIRED', withoutPurpose(officer), 'Yêu cầu phải nêu mục đích khai thác dữ liệu.'],
  ['CASE_REQUIRED', { persona: 'vss-officer' } as const, 'Yêu cầu phải nêu hồ sơ đang giải quyết.'],
])('the reason %s is told in Vietnamese to whom prefers it', async (reason, asker, message) => {
  const { errors } = await hub.ask(name, {}, { ...asker, language: 'vi-VN, en;q=0.5' });
  expect(errors).toMatchObject([{ message, extensions: { reason } }]);
});

test('a refusal of the whole request is told in Vietnamese too', async () => {
  const answer = await hub.ask(name, {}, { ...officer, purpose: 'AU.REVIEW', language: 'vi' });
  expect(answer.errors[0]?.message).toContain('không được dùng mục đích này');
});

/** Asks as a persona whose token has other claims. */
async function askWith(asker: Asker, claims: Parameters<typeof developmentToken>[1], query: string) {
  const headers = {
    ...(await headersOf(asker)),
    authorization: `Bearer ${await developmentToken(asker, claims)}`,
  };
  return post(`${hub.hub.url}/graphql`, { query }, headers);
}
