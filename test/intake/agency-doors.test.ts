import { Registry } from 'prom-client';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccessContext } from '../../schema/hub-context.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { openIntake } from '../../subgraphs/health/intake/endpoints.ts';
import { receivedFiles } from '../../subgraphs/health/intake/filing/received-file.ts';
import { facilityCertificates } from '../../subgraphs/health/intake/signature/facility-certificate.ts';
import type { SignedEndpoint } from '../../subgraphs/kit/signed-endpoint.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Store } from '../../subgraphs/kit/store/port.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { openBearers } from '../../subgraphs/population/identify-bearers.ts';
import { portalFile, submissionOf } from '../facility/hospital.ts';
import { caller } from '../subgraphs/access/caller.ts';
import { samplePaper } from '../subgraphs/health/intake/sample-papers.ts';
import { citizen, identifier } from '../subgraphs/population/records.ts';
import { registeredFacility } from '../world/facility-certificates.ts';

const sample = samplePaper('DISCHARGE_PAPER');
const facility = sample.paper.issuer;
const file = portalFile(sample, new Date().toISOString());
const policy = await loadPolicy();

let store: Store;
let health: readonly SignedEndpoint[];
let population: readonly SignedEndpoint[];
beforeAll(async () => {
  store = await openStore({ uri: 'memory:' });
  const ground = { store, policy, announce: async () => {}, metrics: new Registry(), isProduction: false };
  const certificates = await store.collection(facilityCertificates);
  await certificates.insert(registeredFacility(facility));
  const people = await store.collection(citizens);
  await people.insert(
    citizen('somebody', {
      identifiers: [
        identifier('001190000001'),
        identifier('001190000000', { status: 'CANCELLED', validTo: '2020-01-01' }),
        identifier('0101234567', { kind: 'SI_NUMBER' }),
      ],
    }),
  );
  health = await openIntake(ground);
  population = await openBearers(ground);
});

const clerk = caller({
  role: 'FACILITY_CLERK',
  purpose: 'HC.DOC.ISSUE',
  organisation: facility.code,
  day: '2026-11-26',
});

/** Calls an agency as the gateway does once it has proven who asks. */
async function call(
  endpoints: readonly SignedEndpoint[],
  path: string,
  body: string,
  access?: AccessContext,
) {
  const endpoint = endpoints.find((one) => one.path === path);
  if (!endpoint) throw new Error(`no ${path}`);
  const context = { iss: 'g', aud: 'a', jti: 'j', iat: 0, exp: 30, bodyDigest: '', requestId: 'r' };
  const { status, body: answer } = await endpoint.answer({
    call: { ...context, ...(access && { access }) },
    body: Buffer.from(body),
    contentType: 'application/x-www-form-urlencoded',
  });
  return { status, answer: answer as { readonly status?: number; readonly citizens?: object } };
}

describe('Health, whatever the gateway let through', () => {
  const send = (access?: AccessContext) =>
    call(health, `intake/${file?.path}`, file ? submissionOf(file).body : '', access);

  it.each<[string, AccessContext | undefined]>([
    ['nobody', undefined],
    ['a clerk without a facility', caller({ ...clerk, organisation: '' })],
    ['a clerk of another facility', { ...clerk, organisation: '00001' }],
    ['a clerk for another purpose', { ...clerk, purpose: 'AU.OWN' }],
    ['a clerk who is not known surely enough', { ...clerk, assurance: 1 }],
    ['a role that issues no papers', { ...clerk, role: 'EMPLOYER_HR' }],
    ['a clerk before the law allowed it', { ...clerk, day: '2025-01-09' }],
  ])('takes nothing from %s', async (_, access) => {
    expect((await send(access)).answer.status).toBe(403);
    expect(await (await store.collection(receivedFiles)).count()).toBe(0);
  });

  it('takes no paper back for the purpose of issuing one', async () => {
    const answer = (purpose: string) => call(health, 'intake/withdrawals', '{}', { ...clerk, purpose });
    expect((await answer('HC.DOC.ISSUE')).answer.status).toBe(403);
    expect((await answer('HC.DOC.CORRECT')).answer.status).toBe(400);
  });

  it('files nothing for who did not send the file', async () => {
    expect((await send(clerk)).answer.status).toBe(200);
    const [kept] = await (
      await store.collection(receivedFiles)
    ).find({
      index: 'byState',
      equals: ['RECEIVED'],
      limit: 1,
    });
    const body = JSON.stringify({ file: kept?.id, citizens: { [sample.number]: 'somebody else' } });
    const path = `intake/${file?.path}/identified`;
    expect((await call(health, path, body, { ...clerk, organisation: '00001' })).answer.status).toBe(400);
    expect((await call(health, path, body)).answer.status).toBe(403);
  });
});

describe('Population, asked who bears a number', () => {
  const ask = (numbers: unknown, access?: AccessContext) =>
    call(population, 'bearers', JSON.stringify({ numbers }), access);

  it('tells by numbers of identity papers, cancelled ones included, and by no other', async () => {
    const numbers = ['001190000001', '001190000000', '0101234567', '000'];
    expect((await ask(numbers, clerk)).answer.citizens).toEqual({
      '001190000001': 'somebody',
      '001190000000': 'somebody',
      '0101234567': null,
      '000': null,
    });
  });

  it('files no paper by chance: a number that two bear is nobody’s, though another paper of one has it too', async () => {
    const people = await store.collection(citizens);
    const doubled = identifier('001190000007');
    await people.insert(citizen('one', { identifiers: [doubled, { ...doubled, kind: 'PASSPORT' }] }));
    await people.insert(citizen('two', { identifiers: [{ ...doubled, status: 'CANCELLED' }] }));
    expect((await ask([doubled.value], clerk)).answer.citizens).toEqual({ [doubled.value]: null });
  });

  it.each<[string, AccessContext | undefined]>([
    ['nobody', undefined],
    ['a claim officer', { ...clerk, role: 'VSS_CLAIM_OFFICER', purpose: 'SI.CLAIM.DECIDE' }],
    ['a clerk for another purpose', { ...clerk, purpose: 'AU.OWN' }],
    ['a role that issues no papers', { ...clerk, role: 'EMPLOYER_HR' }],
  ])('tells %s nothing', async (_, access) => {
    const { status, answer } = await ask(['001190000001'], access);
    expect(status).toBe(403);
    expect(JSON.stringify(answer)).not.toContain('somebody');
  });

  it('refuses a question of another shape', async () => {
    expect((await ask('001190000001', clerk)).status).toBe(400);
    expect((await ask(Array(2001).fill('1'), clerk)).status).toBe(400);
  });
});
