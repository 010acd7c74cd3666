import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDocuments } from '../../gateway/cli/document/document-verify.ts';
import { listOf } from '../../subgraphs/kit/seal/status/status-place.ts';
import { recordKnownPerson } from '../access/matrix/known-person.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';

const folder = mkdtempSync(join(tmpdir(), 'published-'));
const month = listOf(Date.now() / 1000);
const query = `{ medicalDocument(id: "DISCHARGE_PAPER") { ... on DischargePaper { id seal issuedOn code } } }`;

let hub: HubUnderTest;
let answer: string;
beforeAll(async () => {
  hub = await startTestHub(1);
  await recordKnownPerson(hub.stores);
  const auditor = await hub.ask(query, {}, { persona: 'auditor' });
  answer = auditor.text;
  save('answer.json', answer);
  save('keys.json', await text('/.well-known/jwks.json'));
  save('status.jwt', await text(`/status/health/${month}`));
});
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true });
});

const get = (path: string) => fetch(hub.hub.url + path);
const text = async (path: string) => (await get(path)).text();
const file = (name: string) => join(folder, name);
const save = (name: string, content: string) => writeFileSync(file(name), content);

describe('the gateway publishes', () => {
  test('the public keys of every agency that seals, with their validity, for everybody', async () => {
    const response = await get('/.well-known/jwks.json');
    expect(response.headers.get('content-type')).toMatch('application/jwk-set+json');
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    const { keys } = (await response.json()) as { keys: readonly object[] };
    expect(keys.filter((key) => 'agency' in key)).toEqual(
      ['health', 'justice', 'vss'].map((agency) => ({
        kty: 'OKP',
        crv: 'Ed25519',
        x: expect.any(String),
        kid: `development-${agency}`,
        alg: 'EdDSA',
        use: 'sig',
        agency,
        nbf: expect.any(Number),
        exp: expect.any(Number),
      })),
    );
  });

  test('the status lists of every agency that seals, and no others', async () => {
    for (const agency of ['health', 'justice', 'vss']) {
      const response = await get(`/status/${agency}/${month}`);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'application/statuslist+jwt',
      ]);
      expect((await response.text()).length).toBeLessThan(10_000);
    }
    const nowhere = [
      'population/' + month,
      'nobody/' + month,
      'health/1999-01',
      'health/2999-01',
      'health/..%2Fgraphql',
    ];
    const statuses = await Promise.all(nowhere.map(async (path) => (await get(`/status/${path}`)).status));
    expect(statuses).toEqual(nowhere.map(() => 404));
  });
});

describe('what the hub published verifies its answers without it', () => {
  test('and says who sealed them, when, and what is withheld and masked', async () => {
    const places = { file: file('answer.json'), keys: file('keys.json'), statuses: [file('status.jwt')] };
    const english = await verifyDocuments({ ...places, lang: 'en' });
    const vietnamese = await verifyDocuments({ ...places, lang: 'vi' });
    expect(english.report).toMatch(/^data\.medicalDocument: GENUINE\n/);
    expect(english.report).toMatch(/Sealed by +Ministry of Health \(development-health\)/);
    expect(english.report).toMatch(/Document +DischargePaper, DISCHARGE_PAPER, version 1/);
    expect(english.report).toMatch(/Told +issuedOn\n +Masked +code \(LAST4\)\n +Withheld +\d+ sealed values/);
    expect(english.report).toMatch(/Status +in force, as its custodian said on 20/);
    expect(english.report).not.toMatch(/2026-03-06|\*APER/);
    expect(vietnamese.report).toMatch(/HỢP LỆ\n +Cơ quan niêm phong +Bộ Y tế/);
    expect([english.isGood, vietnamese.isGood]).toEqual([true, true]);
  });

  test('and finds one that was changed', async () => {
    save('changed.json', answer.replace('2026-03-06', '2026-03-07'));
    const places = { file: file('changed.json'), keys: file('keys.json'), statuses: [] };
    const { report, isGood } = await verifyDocuments({ ...places, lang: 'en' });
    expect([report, isGood]).toEqual([
      expect.stringMatching(/NOT GENUINE\n.*\(OTHER_VALUE\)\n  Field.*: issuedOn$/),
      false,
    ]);
  });
});
