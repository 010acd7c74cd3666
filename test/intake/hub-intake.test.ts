import { request } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCodes, type ErrorCode } from '../../schema/error-codes.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { receivedFiles } from '../../subgraphs/health/intake/filing/received-file.ts';
import { seals } from '../../subgraphs/kit/seal/stored-seal.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { hospitalFile, portalFile, submissionOf, type OutgoingFile } from '../facility/hospital.ts';
import { headersOf, startTestHub, type Asker, type HubUnderTest } from '../scenario/running-hub.ts';
import { samplePaper } from '../subgraphs/health/intake/sample-papers.ts';

let hub: HubUnderTest;
let logFails = false;
/** By which the agencies decide, where it is another policy than the gateway's. */
let otherVersion: string | undefined;
/** How many faults were told for that reason. */
let toldBefore = 0;
beforeAll(async () => {
  const policy = await loadPolicy();
  const { table } = policy;
  const agencyTable = {
    profile: table.profile,
    get version() {
      return otherVersion ?? table.version;
    },
  };
  hub = await startTestHub(undefined, undefined, { agencyPolicy: { ...policy, table: agencyTable } });
  const { append } = hub.log;
  hub.log.append = async (entry) => {
    if (logFails) throw new Error('the disk is full');
    await append(entry);
  };
});
afterAll(() => hub.stop());

const now = () => Temporal.Now.instant().toString({ smallestUnit: 'second' });

/** A discharge paper that nobody has sent before. */
function outgoing(mark: string, number?: string) {
  const sample = samplePaper('DISCHARGE_PAPER', mark);
  return { paper: sample.paper, number: number ?? sample.number };
}

function hospital(mark: string): OutgoingFile {
  const file = hospitalFile([outgoing(mark)], now());
  if (!file) throw new Error('no form');
  return file;
}

interface Answer {
  readonly status: number;
  readonly body: {
    readonly maKetQua?: string;
    readonly thongDiep?: string;
    readonly maGiaoDich?: string;
    readonly MaKetQua?: string;
    readonly MaGD?: string;
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
    readonly report?: {
      readonly state: string;
      readonly findings?: readonly { readonly rule: string; readonly tag?: string }[];
      readonly papers?: readonly {
        readonly outcome: string;
        readonly id?: string;
        readonly findings: readonly { readonly rule: string }[];
      }[];
    };
  };
}

async function send(file: OutgoingFile, asker?: Partial<Asker> | null, body?: string): Promise<Answer> {
  const submission = submissionOf(file);
  const headers =
    asker === null
      ? {}
      : await headersOf({ persona: 'facility-clerk', organisation: file.facility, ...asker });
  const answer = await fetch(`${hub.hub.url}/intake/${file.path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': submission.contentType },
    body: body ?? submission.body,
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions.code;

describe('a facility that sends a file to the hub', () => {
  it('is answered as by the portal that it knows, with what became of each paper', async () => {
    const file = hospital('h1');
    const { status, body } = await send(file, { purpose: '' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      maKetQua: '200',
      maGiaoDich: expect.stringMatching(/^[\w-]{22}$/),
      thoiGianTiepNhan: expect.stringMatching(/^\d{14}$/),
      thongDiep: 'Đã tiếp nhận',
      report: {
        state: 'DONE',
        papers: [{ file: 'XML7', paper: 1, outcome: 'FILED', edition: 1, findings: [] }],
      },
    });
    expect((await send(file)).body).toEqual(body);
    // The paper is sealed, and nobody has asked for that.
    const sealed = await hub.stores.health.collection(seals);
    const id = body.report?.papers?.[0]?.id ?? '';
    await expect.poll(() => sealed.get(`DischargePaper/${id}`)).toMatchObject({ kid: 'development-health' });
  });

  it('is answered in the words of the other channel there', async () => {
    const file = portalFile(outgoing('h2'), now());
    const { body } = await send(file ?? hospital('never'));
    expect(body).toMatchObject({
      MaKetQua: '200',
      MaGD: expect.any(String),
      ThoiGianTiepNhan: expect.any(String),
    });
  });

  it('finds its paper in the graph, under the citizen whom Population knows', async () => {
    const { paper } = outgoing('h3');
    const { body } = await send(hospital('h3'));
    const asker: Asker = { persona: 'facility-clerk', organisation: paper.issuer.code };
    const answer = await hub.ask(
      'query($id: ID!) { medicalDocument(id: $id) { ... on DischargePaper { code status subject { id } signature { status } } } }',
      { id: body.report?.papers?.[0]?.id },
      asker,
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data?.['medicalDocument']).toEqual({
      code: paper.code,
      status: 'ACKNOWLEDGED',
      subject: { id: paper.citizenId },
      signature: { status: 'VALID' },
    });
  });

  it('leaves a record of whom the answer told what, without a value', async () => {
    const { paper, number } = outgoing('h4');
    const before = hub.log.entries().length;
    await send(hospital('h4'));
    const entries = hub.log.entries().slice(before);
    expect(entries).toMatchObject([
      {
        caller: { client: 'hospital-his', role: 'FACILITY_CLERK', organisation: paper.issuer.code },
        operation: { kind: 'mutation', name: 'intake/api/qd130/guiHoSoXmlQD3176' },
        outcome: 'ANSWERED',
        disclosures: [
          {
            subgraph: 'health',
            subjects: [paper.citizenId],
            relation: 'OWN_RECORD',
            full: ['DischargePaper.receivedAt', 'DischargePaper.status'],
          },
        ],
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(number);
  });

  it('is answered by an agency of another policy where that is known, and both allow it', async () => {
    otherVersion = 'another';
    expect((await send(hospital('h4b'))).status).toBe(200);
    expect(hub.log.entries().at(-1)?.disclosures).toMatchObject([
      { relation: 'OWN_RECORD', policyVersion: 'another' },
    ]);
    expect(hub.faults).toEqual([
      expect.stringContaining('Agency health decides by another policy (version another)'),
    ]);
    otherVersion = 'not a version';
    const unknown = await send(hospital('h4c'));
    expect([unknown.status, codeOf(unknown)]).toEqual([503, 'SUBGRAPH_UNAVAILABLE']);
    expect(hub.faults.join()).toContain('no reply to a file');
    // The file is kept: that it was sent is in the log, though nobody knows what became of it.
    expect(hub.log.entries().at(-1)).toMatchObject({ operation: { kind: 'mutation' }, disclosures: [] });
    otherVersion = undefined;
    toldBefore = hub.faults.length;
  });

  it('gets no answer that is not recorded, and its receipt when it sends again', async () => {
    const file = hospital('h5');
    logFails = true;
    const unrecorded = await send(file);
    logFails = false;
    expect([unrecorded.status, codeOf(unrecorded)]).toEqual([503, 'CHANGE_NOT_RECORDED']);
    expect(unrecorded.body.maGiaoDich).toBeUndefined();
    expect((await send(file)).body.report).toMatchObject({ state: 'DONE', papers: [{ outcome: 'FILED' }] });
  });

  it('is told of a citizen whom nobody knows, and the paper is filed once somebody does', async () => {
    const number = '000000000001';
    const file = hospitalFile([outgoing('h6', number)], now()) ?? hospital('never');
    const waiting = await send(file);
    expect(waiting.body.report).toMatchObject({
      state: 'WAITING',
      papers: [{ outcome: 'WAITING', findings: [{ rule: 'CITIZEN_UNKNOWN', mend: expect.any(String) }] }],
    });
    const people = await hub.stores.population.collection(citizens);
    const [somebody] = await people.find({ index: 'byIdentifier', equals: [], limit: 1 });
    if (!somebody) throw new Error('an empty world');
    const [first] = somebody.identifiers;
    if (!first) throw new Error('nobody has a number');
    const named = { ...first, kind: 'PERSONAL_NUMBER', value: number } as const;
    await people.insert({ ...somebody, id: 'somebody-who-is-new', version: 1, identifiers: [named] });
    expect((await send(file)).body.report).toMatchObject({ state: 'DONE', papers: [{ outcome: 'FILED' }] });
  });
});

describe('a sender whom the hub does not let in', () => {
  it.each<[string, Partial<Asker> | null, number, ErrorCode]>([
    ['without a token', null, 401, 'UNAUTHENTICATED'],
    ['who is suspended', { persona: 'suspended-clerk' }, 403, 'CLIENT_SUSPENDED'],
    ['who decides claims', { persona: 'vss-officer', organisation: 'BHXH-01' }, 403, 'PURPOSE_NOT_ALLOWED'],
    ['for another purpose', { purpose: 'AU.OWN' }, 403, 'PURPOSE_NOT_ALLOWED'],
  ])('is refused: %s', async (_, asker, status, code) => {
    const answer = await send(hospital('r1'), asker);
    expect([answer.status, codeOf(answer), answer.body.maKetQua]).toEqual([status, code, '401']);
    // In the language of the portals, though none was asked for.
    expect(answer.body.thongDiep?.startsWith(errorCodes[code].vi)).toBe(true);
  });

  it('is refused with the file of another facility', async () => {
    const answer = await send(hospital('r2'), { organisation: '00001' });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({
      maKetQua: '401',
      report: { findings: [{ rule: 'FACILITY_MISMATCH' }] },
    });
  });

  it('has left nothing behind', async () => {
    const { paper } = outgoing('r1');
    const files = await hub.stores.health.collection(receivedFiles);
    const before = await files.count();
    await send(hospital('r3'), null);
    await send(hospital('r3'), { organisation: '00001' });
    expect(await files.count()).toBe(before);
    expect(paper.code).not.toBe('');
  });
});

describe('a body that is no file', () => {
  const file = () => hospital('b1');

  const malformed = 'SUBMISSION_MALFORMED';
  const broken = (body: string) => body.replace(/("fileHSBase64":")[^"]*/, '$1%%%%');
  it.each<[string, (body: string) => string, number, string, string, string?]>([
    ['not base64', broken, 400, '205', 'BASE64_INVALID', 'fileHSBase64'],
    ['with nothing', () => '{}', 400, '400', malformed, 'maCSKCB'],
    ['without a file', () => '{"maCSKCB":"1","loaiHoSo":130}', 400, '400', malformed, 'fileHSBase64'],
    ['not JSON', () => 'fileHSBase64', 400, '400', malformed],
    ['of another kind', (body) => body.replace('"130"', '"99"'), 400, '400', malformed, 'loaiHoSo'],
    [
      'with a file that is too large',
      (body) => body.replace(/("fileHSBase64":")[^"]*/, `$1${'AAAA'.repeat(2_200_000)}`),
      413,
      '1001',
      'FILE_TOO_LARGE',
      'fileHSBase64',
    ],
  ])('is refused, and told which member is meant: %s', async (_, change, status, code, rule, tag) => {
    const answer = await send(file(), {}, change(submissionOf(file()).body));
    expect(answer.status).toBe(status);
    expect(answer.body.maKetQua).toBe(code);
    expect(answer.body.report?.findings?.map((one) => [one.rule, one.tag])).toEqual([[rule, tag]]);
  });

  it('is refused by its length: 100 MB are never read', async () => {
    const { facility, path } = file();
    const headers = await headersOf({ persona: 'facility-clerk', organisation: facility });
    const sending = request(`${hub.hub.url}/intake/${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': 100 * 1024 * 1024 },
    });
    sending.on('error', () => {});
    sending.write('{"fileHSBase64":"');
    const [answer] = await once(sending, 'response');
    expect(answer.statusCode).toBe(413);
    let text = '';
    for await (const part of answer) text += String(part);
    expect(JSON.parse(text)).toMatchObject({
      maKetQua: '1001',
      errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }],
    });
    sending.destroy();
  });

  it('is not asked for before the sender is known', async () => {
    const sending = request(`${hub.hub.url}/intake/${file().path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 100 },
    });
    sending.on('error', () => {});
    sending.flushHeaders();
    const [answer] = await once(sending, 'response');
    expect(answer.statusCode).toBe(401);
    sending.destroy();
  });

  it('is refused in a media type that a web page could send', async () => {
    const headers = await headersOf({ persona: 'facility-clerk', organisation: file().facility });
    const answer = await fetch(`${hub.hub.url}/intake/${file().path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/plain' },
      body: 'x',
    });
    expect(answer.status).toBe(415);
  });

  it('never makes the hub fail', () => {
    expect(hub.faults.slice(toldBefore)).toEqual([]);
  });
});
