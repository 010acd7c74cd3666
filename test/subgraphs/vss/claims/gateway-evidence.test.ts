import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readHubAsker } from '../../../../subgraphs/kit/hub/hub-settings.ts';
import type { SealFinding } from '../../../../subgraphs/vss/claims/evidence/check-seal.ts';
import { gatewayEvidence } from '../../../../subgraphs/vss/claims/evidence/gateway-evidence.ts';
import { readClaimSettings } from '../../../../subgraphs/vss/claims/evidence/claim-settings.ts';
import {
  SourceAwayError,
  type EvidenceQuestion,
  type KinshipQuestion,
} from '../../../../subgraphs/vss/claims/evidence/evidence-source.ts';

/** What a hub was asked, and what it answers. */
interface Asked {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
}

let folder: string;
let hub: Server;
let url: string;
let asked: Asked[];
let answers: (readonly [status: number, body: string])[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokens-'));
  await writeFile(join(folder, 'office-1.jwt'), 'token-of-office-1\n');
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  seal = { kind: 'GENUINE' };
  asked = [];
  answers = [];
  hub = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push({
        headers: request.headers,
        body: JSON.parse(Buffer.concat(chunks).toString()) as Asked['body'],
      });
      const [status, body] = answers.shift() ?? [500, 'no more answers'];
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => hub.close(resolve)));

const question = (given: Partial<EvidenceQuestion> = {}): EvidenceQuestion => ({
  caseName: 'claim-1',
  office: 'office-1',
  claimantId: 'mother',
  patient: 'CLAIMANT',
  needsBirths: false,
  from: '2026-05-01',
  to: '2026-07-01',
  nameInCase: async () => undefined,
  ...given,
});

/** What seals say is another test's: here each is as it is told. */
let seal: SealFinding = { kind: 'GENUINE' };
const gather = (given: Partial<EvidenceQuestion> = {}) => {
  const ask = readHubAsker({ HUB_URL: url, HUB_TOKENS: folder });
  if (!ask) throw new Error('The settings name no hub.');
  return gatewayEvidence(ask, async () => seal).gather(question(given));
};

const paper = {
  __typename: 'SickLeaveCertificate',
  id: 'paper-1',
  version: 1,
  status: 'ISSUED',
  supersedes: null,
  issuedOn: '2026-06-01',
  issuer: { code: '01001' },
  signature: { status: 'VALID' },
  leaveFrom: '2026-06-01',
  leaveTo: '2026-06-05',
};

function answer(data: object, errors: readonly object[] = []) {
  answers.push([200, JSON.stringify({ data, ...(errors.length > 0 && { errors }) })]);
}

test('the hub is asked under the client’s own token, for the purpose and the case, and for no reason', async () => {
  answer({ claimant: { id: 'mother', diedOn: null, medicalDocuments: { nodes: [paper] } } });
  const gathered = await gather();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.headers).toMatchObject({
    authorization: 'Bearer token-of-office-1',
    'hub-purpose': 'SI.CLAIM.DECIDE',
    'hub-case': 'claim-1',
  });
  expect(asked[0]?.headers).not.toHaveProperty('hub-reason');
  expect(gathered).toMatchObject({
    away: [],
    papers: [
      { id: 'paper-1', signature: 'VALID', days: [{ kind: 'LEAVE', from: '2026-06-01', to: '2026-06-05' }] },
    ],
  });
});

test('of the notices of a claimant the one of the stated child is known, and those of its siblings are not', async () => {
  const { leaveFrom: _from, leaveTo: _to, ...header } = paper;
  const noticeOf = (id: string) => ({
    ...header,
    __typename: 'MedicalBirthNotice',
    id,
    eventDate: '2026-06-01',
    childrenInThisBirth: 2,
    registration: { outcome: 'NOT_YET_REGISTERED' },
  });
  const lists = (nodes: readonly object[], ofChild: readonly object[]) => ({
    claimant: { id: 'mother', birthNotices: { nodes } },
    child: { id: 'child', birthNotices: { nodes: ofChild } },
  });
  const [own, other] = [noticeOf('notice-1'), noticeOf('notice-2')];
  answer(lists([own, other], [own]));
  answer(lists([own, other], [own]));
  const { births } = await gather({ needsBirths: true, childId: 'child' });
  expect(births.map(({ id, childId }) => [id, childId])).toEqual([
    ['notice-1', 'child'],
    ['notice-2', undefined],
  ]);
});

test('for a birth the notices are named in the case before they are read, and who the child is has a reason', async () => {
  const named: string[][] = [];
  answer({
    claimant: { id: 'mother', birthNotices: { nodes: [{ id: 'notice-1' }] }, childBirths: { nodes: [] } },
  });
  answer({ claimant: { id: 'mother', birthNotices: { nodes: [] } } });
  await gather({ needsBirths: true, nameInCase: async (ids) => void named.push([...ids]) });
  expect(named).toEqual([['notice-1']]);
  expect(asked.map(({ headers }) => headers['hub-reason'] !== undefined)).toEqual([false, true]);
});

test('a notice that several lists give is one paper: counted twice, it would be two children', async () => {
  const twice = { ...paper, __typename: 'MedicalBirthNotice', id: 'notice-1', eventDate: '2026-03-01' };
  answer({ claimant: { birthNotices: { nodes: [twice] } }, child: { birthNotices: { nodes: [twice] } } });
  answer({ claimant: { birthNotices: { nodes: [twice] } }, child: { birthNotices: { nodes: [twice] } } });
  const { births } = await gather({ needsBirths: true, childId: 'child' });
  expect(births.map(({ id }) => id)).toEqual(['notice-1']);
});

test('where a person is missing as a whole, so is all that was asked about them', async () => {
  answer({ claimant: null }, [{ path: ['claimant'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  expect((await gather()).away).toEqual(['PERSON', 'PAPERS', 'BIRTHS']);
});

test('a seal that cannot be checked now makes its agency one that was away', async () => {
  const nodes = [{ ...paper, __typename: 'MedicalBirthNotice', id: 'notice-1', eventDate: '2026-03-01' }];
  const birthNotices = { claimant: { birthNotices: { nodes }, medicalDocuments: { nodes: [] } } };
  seal = { kind: 'UNKNOWN' };
  answer(birthNotices);
  answer(birthNotices);
  expect((await gather({ needsBirths: true })).away).toEqual(['BIRTHS']);
});

test('a digest is the same for the same facts in another order, and another for others', async () => {
  const digestOf = async (given: object) => {
    answer({ claimant: { medicalDocuments: { nodes: [given] } } });
    return (await gather()).papers[0]?.digest;
  };
  const digest = await digestOf(paper);
  expect(await digestOf(Object.fromEntries(Object.entries(paper).toReversed()))).toBe(digest);
  expect(await digestOf({ ...paper, leaveTo: '2026-06-04' })).not.toBe(digest);
});

test('a part that its agency did not answer is away, and what is merely not shown is not', async () => {
  const errors = [
    { path: ['claimant', 'medicalDocuments'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
    { path: ['claimant', 'diedOn'], extensions: { code: 'SOURCE_UNAVAILABLE' } },
    { extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', affectedPath: 'child.birthNotices.nodes.id' } },
  ];
  answer({ claimant: { id: 'mother', diedOn: null, medicalDocuments: null } }, errors);
  expect(await gather()).toMatchObject({ papers: [], away: ['PAPERS', 'PERSON'] });
});

test.each([
  ['refuses', 403, '{"errors":[{"message":"no","extensions":{"code":"CLIENT_SUSPENDED"}}]}'],
  ['answers no JSON', 502, '<html>'],
])('a hub that %s is away, which is no “not there”', async (_name, status, body) => {
  answers.push([status, body]);
  await expect(gather()).rejects.toThrow(SourceAwayError);
});

test('an office without a token cannot ask, and the hub is not bothered', async () => {
  await expect(gather({ office: 'office-2' })).rejects.toThrow(SourceAwayError);
  await expect(gather({ office: '../office-1' })).rejects.toThrow(SourceAwayError);
  expect(asked).toEqual([]);
});

test.each([
  [{ HUB_URL: 'https://hub.example' }, 'HUB_TOKENS is not set'],
  [{ PLAIN_CASES: 'yes' }, 'PLAIN_CASES must be grant'],
])('the settings %j are refused with what to do', (settings, message) => {
  expect(() => readClaimSettings(settings, () => undefined)).toThrow(message);
});

describe('whose child it is', () => {
  const named: string[][] = [];
  const kinship = (given: Partial<KinshipQuestion> = {}) => {
    named.length = 0;
    const ask = readHubAsker({ HUB_URL: url, HUB_TOKENS: folder });
    if (!ask) throw new Error('The settings name no hub.');
    const { caseName, office } = question();
    const nameInCase = async (ids: readonly string[]) => void named.push([...ids]);
    const about = {
      claimantId: 'mother',
      childId: 'child',
      patient: 'CHILD',
      on: '2026-06-01',
      today: '2026-06-10',
    } as const;
    return gatewayEvidence(ask, async () => seal).findKinship({
      caseName,
      office,
      nameInCase,
      ...about,
      ...given,
    });
  };
  const nodes = (...all: object[]) => ({ nodes: all });
  const away = (field: string) => [
    { path: ['claimant', field], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
  ];
  const notice = {
    id: 'n',
    status: 'ISSUED',
    eventDate: '2026-05-01',
    newborn: { id: 'child' },
    isSurrogateBirth: false,
  };
  const registered = { id: 'r', status: 'ISSUED', childBirthDate: '2026-05-01', child: { id: 'child' } };
  const noRelation = { represents: 'MISMATCH', isParentOf: 'MISMATCH' };
  const papers = { birthNotices: nodes({ id: 'n' }), childBirths: nodes({ id: 'r' }) };

  test('is asked of the claimant alone', async () => {
    answer({ claimant: { represents: 'MATCH', representsToday: 'MATCH', isParentOf: 'MATCH' } });
    expect(await kinship()).toBe('PARENT');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body.query.match(/citizen\(id: \$\w+\)/g)).toEqual(['citizen(id: $claimant)']);
  });

  test.each(['represents', 'representsToday'])('is not proven without %s', async (day) => {
    const always = { represents: 'MATCH', representsToday: 'MATCH', isParentOf: 'MATCH' };
    answer({ claimant: { ...always, [day]: 'MISMATCH' } });
    expect(await kinship()).toBe('NOT_PROVEN');
    expect(asked[0]?.body.variables).toMatchObject({ on: '2026-06-01', today: '2026-06-10' });
  });

  test('is read in papers that name the claimant, once the case names these, with the reason recorded', async () => {
    answer({ claimant: { ...noRelation, isRegisteredParentOf: 'MATCH', ...papers } });
    answer({ claimant: { birthNotices: nodes(notice), childBirths: nodes(registered) } });
    expect(await kinship()).toBe('PARENT');
    expect(named).toEqual([['n', 'r']]);
    expect(asked.map(({ headers }) => headers['hub-reason'] !== undefined)).toEqual([false, true]);
    expect(asked[1]?.body.variables).toEqual({ claimant: 'mother' });
  });

  test.each([
    ['a notice that was replaced', { ...notice, status: 'SUPERSEDED' }],
    ['one that was withdrawn', { ...notice, status: 'WITHDRAWN' }],
    ['that of another child', { ...notice, newborn: { id: 'another' } }],
    ['one that does not say whose', { ...notice, newborn: null }],
    ['that of a child whom another woman bore', { ...notice, isSurrogateBirth: true }],
  ])('is not proven by %s', async (_name, told) => {
    answer({ claimant: { ...noRelation, ...papers } });
    answer({ claimant: { birthNotices: nodes(told), childBirths: nodes() } });
    expect(await kinship({ patient: 'CLAIMANT' })).toBe('NOT_PROVEN');
  });

  test('is not proven by an entry that names the claimant, where the register says otherwise by now', async () => {
    answer({ claimant: { ...noRelation, isRegisteredParentOf: 'MISMATCH', ...papers } });
    answer({ claimant: { birthNotices: nodes(), childBirths: nodes(registered) } });
    expect(await kinship()).toBe('NOT_PROVEN');
  });

  test('is not “no” while somebody who may know it does not answer', async () => {
    answer({ claimant: { ...noRelation, represents: null } }, away('represents'));
    expect(await kinship()).toBe('AWAY');
    answer({ claimant: noRelation }, away('birthNotices'));
    expect(await kinship()).toBe('AWAY');
    answer({ claimant: { ...noRelation, ...papers } });
    answer({ claimant: {} }, away('childBirths'));
    expect(await kinship()).toBe('AWAY');
  });

  test('of a sick child is not taken from a paper while nobody can say whether others have adopted it', async () => {
    const unknown = { claimant: papers };
    const told = { claimant: { birthNotices: nodes(notice) } };
    answer(unknown, away('isParentOf'));
    answer({ claimant: { childBirths: nodes(registered) } });
    expect(await kinship()).toBe('AWAY');
    answer(unknown, away('isParentOf'));
    answer(told);
    expect(await kinship({ patient: 'CLAIMANT' })).toBe('ATTESTED');
  });
});
