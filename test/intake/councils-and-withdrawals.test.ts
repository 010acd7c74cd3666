import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hospitalFile, portalFile, submissionOf } from '../facility/hospital.ts';
import { headersOf, startTestHub, type Asker, type HubUnderTest } from '../scenario/running-hub.ts';
import { samplePaper } from '../subgraphs/health/intake/sample-papers.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

const now = () => Temporal.Now.instant().toString({ smallestUnit: 'second' });

async function post(path: string, body: string | object, asker: Asker, contentType = 'application/json') {
  const answer = await fetch(`${hub.hub.url}/intake/${path}`, {
    method: 'POST',
    headers: { ...(await headersOf(asker)), 'content-type': contentType },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** Sends a discharge paper that nobody has sent before. */
async function sendPaper(mark: string) {
  const sample = samplePaper('DISCHARGE_PAPER', mark);
  const file = portalFile(sample, now());
  if (!file) throw new Error('no form');
  const { body, contentType } = submissionOf(file);
  const clerk: Asker = { persona: 'facility-clerk', organisation: file.facility };
  const answer = await post(file.path, body, clerk, contentType);
  expect(answer.body).toMatchObject({ report: { papers: [{ outcome: 'FILED' }] } });
  return { ...sample, clerk, file };
}

describe('a facility that takes a paper back', () => {
  const purpose = 'HC.DOC.CORRECT';
  const reason = 'Cấp nhầm người bệnh';

  it('says why, and the paper stays and proves nothing any more', async () => {
    const { paper, clerk } = await sendPaper('w1');
    const withdrawal = { kind: paper.kind, code: paper.code, reason };
    const answer = await post('withdrawals', withdrawal, { ...clerk, purpose });
    expect(answer).toMatchObject({ status: 200, body: { MaKetQua: '200', report: { state: 'WITHDRAWN' } } });
    expect((await post('withdrawals', withdrawal, { ...clerk, purpose })).body).toEqual(answer.body);
    const asked = await hub.ask(
      'query($code: String!, $of: String!) { medicalDocumentByCode(kind: DISCHARGE_PAPER, issuerCode: $of, code: $code) { ... on DischargePaper { status version covers(from: "2026-11-20", to: "2026-11-20") } } }',
      { code: paper.code, of: paper.issuer.code },
      clerk,
    );
    expect(asked.data?.['medicalDocumentByCode']).toEqual({
      status: 'WITHDRAWN',
      version: 1,
      covers: 'NONE',
    });
  });

  it.each<[string, object, Partial<Asker>, number, string]>([
    ['without a reason', { reason: 'sai' }, {}, 400, 'REASON_MISSING'],
    ['that is not theirs', {}, { organisation: '00001' }, 404, 'PAPER_UNKNOWN'],
    ['that is not there', { code: 'x' }, {}, 404, 'PAPER_UNKNOWN'],
  ])('cannot take one back %s', async (_, change, asker, status, rule) => {
    const { paper, clerk } = await sendPaper(`w2${rule.length}${status}${_.length}`);
    const withdrawal = { kind: paper.kind, code: paper.code, reason, ...change };
    const answer = await post('withdrawals', withdrawal, { ...clerk, purpose, ...asker });
    expect(answer).toMatchObject({ status, body: { report: { findings: [{ rule }] } } });
  });

  it('cannot do so for the purpose of issuing', async () => {
    const { paper, clerk } = await sendPaper('w3');
    const withdrawal = { kind: paper.kind, code: paper.code, reason };
    const answer = await post('withdrawals', withdrawal, { ...clerk, purpose: 'HC.DOC.ISSUE' });
    expect(answer).toMatchObject({
      status: 403,
      body: { errors: [{ extensions: { code: 'PURPOSE_NOT_ALLOWED' } }] },
    });
  });
});

describe('an assessment council', () => {
  const { paper, number } = samplePaper('MEDICAL_ASSESSMENT_RECORD', 'c1');
  const council: Asker = { persona: 'assessment-council', organisation: paper.issuer.code };
  const record = {
    SO_BIEN_BAN: paper.code,
    NGUOI_CHU_TRI: paper.chairName,
    CHUC_VU: 1,
    NGAY_HOP: '20261120',
    HO_TEN: paper.patient.fullName,
    NGAY_SINH: `${paper.patient.birthYear}0000`,
    GIOI_TINH: '1',
    SO_CCCD: number,
    MA_DOI_TUONG: paper.subjectGroupCode,
    KHAM_GIAM_DINH: 1,
    TYLE_TTCT_MOI: paper.newInjuryRate,
    TONG_TYLE_TTCT: paper.totalInjuryRate,
    NGAY_CHUNG_TU: '20261120',
    KET_QUA_KHAM: paper.findings,
    SO_VAN_BAN_CAN_CU: paper.legalBasis,
  };

  it('types its record, which is a paper of the person whom it assessed', async () => {
    const answer = await post('assessments', record, council);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        MaKetQua: '200',
        report: { papers: [{ kind: 'MEDICAL_ASSESSMENT_RECORD', outcome: 'FILED' }] },
      },
    });
    expect((await post('assessments', record, council)).body).toEqual(answer.body);
    const asked = await hub.ask(
      'query($code: String!, $of: String!) { medicalDocumentByCode(kind: MEDICAL_ASSESSMENT_RECORD, issuerCode: $of, code: $code) { ... on MedicalAssessmentRecord { totalInjuryRate subject { id } signature { status } } } }',
      { code: paper.code, of: paper.issuer.code },
      council,
    );
    expect(asked.data?.['medicalDocumentByCode']).toEqual({
      totalInjuryRate: paper.totalInjuryRate,
      subject: { id: paper.citizenId },
      signature: { status: 'UNSIGNED' },
    });
  });

  it('is told what is wrong by tag and rule', async () => {
    const wrong = { ...record, SO_BIEN_BAN: 'khác', TONG_TYLE_TTCT: 101, CHUC_VU: 3 };
    expect((await post('assessments', wrong, council)).body).toMatchObject({
      report: { papers: [{ outcome: 'REFUSED', findings: [{ tag: 'CHUC_VU' }, { tag: 'TONG_TYLE_TTCT' }] }] },
    });
  });

  it('is the only one who can: no hospital may send such a record', async () => {
    const clerk: Asker = { persona: 'facility-clerk', organisation: paper.issuer.code };
    expect((await post('assessments', record, clerk)).status).toBe(403);
  });
});

describe('the signed file of a paper', () => {
  const byCode =
    'query($code: String!, $of: String!) { medicalDocumentByCode(kind: DISCHARGE_PAPER, issuerCode: $of, code: $code) { ... on DischargePaper { signedOriginal } } }';
  const question =
    'query($id: ID!) { citizen(id: $id) { medicalDocuments(first: 50) { nodes { ... on DischargePaper { code signedOriginal uploadedLate } } } } }';

  it('is for the person whose paper it is, byte for byte, and not for the clerk who sent it', async () => {
    const { paper, file, clerk } = await sendPaper('o1');
    const own = await hub.ask(
      question,
      { id: paper.citizenId },
      { persona: 'citizen', citizen: paper.citizenId },
    );
    const { signedOriginal, uploadedLate } = paperOf(own.data, paper.code);
    expect(Buffer.from(signedOriginal ?? '', 'base64').toString() === file.xml).toBe(true);
    expect(uploadedLate).toBe(true);
    const asked = await hub.ask(byCode, { code: paper.code, of: paper.issuer.code }, clerk);
    expect(asked.text).not.toContain('PD94');
    expect(asked.errors.map(({ extensions }) => extensions?.['coordinate'])).toContain(
      'DischargePaper.signedOriginal',
    );
  });

  it('is for nobody where it brings papers of others too', async () => {
    const sample = samplePaper('DISCHARGE_PAPER', 'o2');
    const other = samplePaper('SICK_LEAVE_CERTIFICATE', 'o2');
    const borrowed = {
      paper: { ...other.paper, issuer: sample.paper.issuer },
      number: samplePaper('PREGNANCY_REST_CERTIFICATE').number,
    };
    const file = hospitalFile([sample, borrowed], now());
    if (!file) throw new Error('no form');
    const { body, contentType } = submissionOf(file);
    const answer = await post(
      file.path,
      body,
      { persona: 'facility-clerk', organisation: file.facility },
      contentType,
    );
    expect(answer.body).toMatchObject({ report: { papers: [{ outcome: 'FILED' }, { outcome: 'FILED' }] } });
    const { citizenId, code } = sample.paper;
    const asked = await hub.ask(
      byCode,
      { code, of: sample.paper.issuer.code },
      { persona: 'citizen', citizen: citizenId },
    );
    expect(asked.data?.['medicalDocumentByCode']).toEqual({ signedOriginal: null });
  });
});

interface Asked {
  readonly code: string;
  readonly signedOriginal: string | null;
  readonly uploadedLate: boolean | null;
}

function paperOf(data: Record<string, unknown> | null | undefined, code: string): Asked {
  const citizen = data?.['citizen'] as { readonly medicalDocuments: { readonly nodes: readonly Asked[] } };
  const paper = citizen.medicalDocuments.nodes.find((one) => one.code === code);
  if (!paper) throw new Error('the paper is not there');
  return paper;
}
