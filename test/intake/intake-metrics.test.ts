import { Registry } from 'prom-client';
import { beforeEach, expect, test } from 'vitest';
import type { IntakeReply } from '../../schema/intake.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { openIntake } from '../../subgraphs/health/intake/endpoints.ts';
import type { ReceivedFile } from '../../subgraphs/health/intake/filing/received-file.ts';
import { countIntake } from '../../subgraphs/health/intake/intake-metrics.ts';
import { facilityCertificates } from '../../subgraphs/health/intake/signature/facility-certificate.ts';
import type { SignedEndpoint } from '../../subgraphs/kit/signed-endpoint.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { portalFile, submissionOf, type OutgoingPaper } from '../facility/hospital.ts';
import { caller } from '../subgraphs/access/caller.ts';
import { samplePaper } from '../subgraphs/health/intake/sample-papers.ts';
import { registeredFacility } from '../world/facility-certificates.ts';

const policy = await loadPolicy();
const sample = samplePaper('DISCHARGE_PAPER');
const { issuer } = sample.paper;
const now = new Date().toISOString();
const address = 'api/chungtugw/GuiHoSoChungTu2025';

let endpoints: readonly SignedEndpoint[];
let metrics: Registry;
beforeEach(async () => {
  const store = await openStore({ uri: 'memory:' });
  await (await store.collection(facilityCertificates)).insert(registeredFacility(issuer));
  metrics = new Registry();
  endpoints = await openIntake({ store, policy, announce: async () => {}, metrics, isProduction: false });
});

async function call(path: string, body: string, contentType: string, purpose: string): Promise<IntakeReply> {
  const access = caller({
    role: 'FACILITY_CLERK',
    purpose,
    organisation: issuer.code,
    day: '2026-11-26',
    reasonRecorded: true,
  });
  const context = { iss: 'g', aud: 'a', jti: 'j', iat: 0, exp: 30, bodyDigest: '', requestId: 'r', access };
  const endpoint = endpoints.find((one) => one.path === `intake/${path}`);
  const answer = await endpoint?.answer({ call: context, body: Buffer.from(body), contentType });
  return answer?.body as IntakeReply;
}

/** Sends a paper and says who bears its numbers, as the gateway does; `citizens` of nobody leave it waiting. */
async function send(
  outgoing: OutgoingPaper,
  {
    purpose = 'HC.DOC.ISSUE',
    citizen = 'somebody' as string | null,
    signedAt = now,
    change = (xml: string) => xml,
  } = {},
): Promise<number> {
  const file = portalFile(outgoing, signedAt);
  if (!file) throw new Error('no form');
  const { body, contentType } = submissionOf({ ...file, xml: change(file.xml) });
  const { unsettled } = await call(file.path, body, contentType, purpose);
  for (const one of unsettled) {
    const citizens = Object.fromEntries(one.numbers.map((number) => [number, citizen]));
    await call(
      `${file.path}/identified`,
      JSON.stringify({ file: one.file, citizens }),
      'application/json',
      purpose,
    );
  }
  return body.length;
}

/** Every series that is above nothing, without the buckets. */
async function counts(): Promise<Readonly<Record<string, number>>> {
  const lines = (await metrics.metrics()).split('\n').filter((line) => /^intake_\w+\{/.test(line));
  const pairs = lines.filter((line) => !line.includes('_bucket{')).map((line) => line.split(/ (?=[^ ]+$)/));
  return Object.fromEntries(pairs.map(([series = '', value]) => [series, Number(value)]));
}

test('what is taken, sent again, corrected, withdrawn and refused is counted, each once', async () => {
  const size = await send(sample);
  const again = await send(sample);
  await send(sample, { signedAt: new Date(Date.parse(now) - 60_000).toISOString() });
  const note = { ...sample.paper, treatmentMethod: 'Nghỉ ngơi' };
  await send({ ...sample, paper: note });
  await send({ ...sample, paper: note }, { purpose: 'HC.DOC.CORRECT' });
  await send(sample, { change: (xml) => xml.replace('<SOLUONGHOSO>1', '<SOLUONGHOSO>2') });
  const stated = JSON.stringify({
    kind: sample.paper.kind,
    code: sample.paper.code,
    reason: 'phát hành nhầm người',
  });
  await call('withdrawals', stated, 'application/json', 'HC.DOC.CORRECT');
  const kind = 'DISCHARGE_PAPER';
  const told = await counts();
  expect(told).toMatchObject({
    [`intake_requests_total{address="${address}",outcome="ACCEPTED"}`]: 4,
    [`intake_requests_total{address="${address}",outcome="REPEATED"}`]: 1,
    [`intake_requests_total{address="${address}",outcome="REFUSED"}`]: 1,
    'intake_requests_total{address="withdrawals",outcome="ACCEPTED"}': 1,
    [`intake_papers_total{kind="${kind}",outcome="FILED"}`]: 1,
    [`intake_papers_total{kind="${kind}",outcome="KNOWN"}`]: 1,
    [`intake_papers_total{kind="${kind}",outcome="REFUSED"}`]: 1,
    [`intake_papers_total{kind="${kind}",outcome="CORRECTED"}`]: 1,
    [`intake_papers_total{kind="${kind}",outcome="WITHDRAWN"}`]: 1,
    [`intake_upload_delay_seconds_count{kind="${kind}"}`]: 2,
    'intake_findings_total{rule="CODE_TAKEN"}': 1,
    'intake_findings_total{rule="SIGNATURE_INVALID"}': 1,
  });
  expect(told[`intake_bytes_total{address="${address}"}`]).toBeGreaterThan(size + again);
});

test('a paper that waits is counted as waiting once, and as filed when its citizen is known', async () => {
  await send(sample, { citizen: null });
  await send(sample, { citizen: null });
  const waiting = `intake_papers_total{kind="DISCHARGE_PAPER",outcome="WAITING"}`;
  expect(await counts()).toMatchObject({
    [waiting]: 1,
    'intake_findings_total{rule="CITIZEN_UNKNOWN"}': 1,
  });
  await send(sample);
  expect(await counts()).toMatchObject({
    [waiting]: 1,
    'intake_papers_total{kind="DISCHARGE_PAPER",outcome="FILED"}': 1,
  });
});

/** A birth notice, signed some working days ago or now. */
function birthNotice(daysAgo: number): readonly [OutgoingPaper, { readonly signedAt: string }] {
  const { paper, number } = samplePaper('MEDICAL_BIRTH_NOTICE', `b${daysAgo}`);
  const signedAt = new Date(Date.now() - daysAgo * 24 * 3_600_000).toISOString();
  const issuedOn = Temporal.Instant.from(signedAt).toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate();
  return [{ paper: { ...paper, issuer, issuedOn: issuedOn.toString() }, number }, { signedAt }];
}

test('how long papers took, which came late and whose they were is counted', async () => {
  await send(...birthNotice(0));
  await send(...birthNotice(7));
  const told = await counts();
  expect(told).toMatchObject({
    'intake_upload_delay_seconds_count{kind="MEDICAL_BIRTH_NOTICE"}': 2,
    'intake_late_papers_total{kind="MEDICAL_BIRTH_NOTICE"}': 1,
    [`intake_facility_late_papers_total{facility="${issuer.code}"}`]: 1,
  });
  expect(told[`intake_facility_upload_delay_seconds_count{facility="${issuer.code}"}`]).toBe(2);
  expect(told[`intake_facility_upload_delay_seconds_sum{facility="${issuer.code}"}`]).toBe(
    told['intake_upload_delay_seconds_sum{kind="MEDICAL_BIRTH_NOTICE"}'],
  );
  const seconds = told['intake_upload_delay_seconds_sum{kind="MEDICAL_BIRTH_NOTICE"}'] ?? 0;
  expect(Math.round(seconds / 86_400)).toBe(7);
});

test('no series holds anything of a paper', async () => {
  await send(sample);
  await send(sample, { change: (xml) => xml.replace('<SOLUONGHOSO>1', '<SOLUONGHOSO>2') });
  const text = await metrics.metrics();
  const values = Object.values(sample.paper).filter((value) => typeof value === 'string' && value.length > 5);
  expect(values.filter((value) => value !== sample.paper.kind && text.includes(String(value)))).toEqual([]);
  expect(text).not.toContain(sample.number);
  expect(text).not.toContain('somebody');
});

test('a thousand facilities have a series each, and those after them one together', async () => {
  const registry = new Registry();
  const { settled } = countIntake(registry);
  const paper = { ...sample.paper, receivedAt: '2027-01-01T00:00:00Z' };
  for (let code = 0; code < 1_002; code++) {
    const file = { facilityCode: String(code).padStart(5, '0'), papers: [] as ReceivedFile['papers'] };
    settled(file as ReceivedFile, file as ReceivedFile, [paper]);
  }
  const text = await registry.metrics();
  for (const name of ['late_papers_total', 'upload_delay_seconds_count']) {
    const series = text.match(new RegExp(`^intake_facility_${name}\\{.*$`, 'gm')) ?? [];
    expect(series).toHaveLength(1_001);
    expect(series.at(-1)).toBe(`intake_facility_${name}{facility="OTHER"} 2`);
  }
});
