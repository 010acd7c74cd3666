import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryLog } from '../../gateway/log/memory-log.ts';
import { startTestHub, type Asker, type HubUnderTest } from '../scenario/running-hub.ts';

const log = memoryLog();
let isFull = false;
const mayFail: typeof log = {
  ...log,
  append: async (entry) => {
    if (isFull) throw new Error('no space left');
    await log.append(entry);
  },
  check: async () => {
    if (isFull) throw new Error('the disclosure log cannot be written');
  },
};
let folder: string;
let hub: HubUnderTest;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'door-'));
  await cp(new URL('../../gateway/clients', import.meta.url), folder, { recursive: true });
  const council = join(folder, 'assessment-council.yaml');
  await writeFile(council, (await readFile(council, 'utf8')).replace(/perMinute: \d+/, 'perMinute: 2'));
  hub = await startTestHub(1, 'door', { clientsFolder: folder, log: mayFail });
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

const question = '{ __typename }';
const officerSeen = { client: 'vss-benefits', role: 'VSS_CLAIM_OFFICER', purpose: 'SI.CLAIM.DECIDE' };

async function entriesOf(asker: Asker, query = question, variables: Readonly<Record<string, unknown>> = {}) {
  const before = log.entries().length;
  const answer = await hub.ask(query, variables, asker);
  return { answer, entries: log.entries().slice(before) };
}

describe('whoever is refused at the door leaves an entry', () => {
  test.each<[string, string, Asker, object]>([
    [
      'a client that is suspended',
      'CLIENT_SUSPENDED',
      { persona: 'suspended-clerk' },
      { client: 'retired-his', role: 'FACILITY_CLERK', purpose: 'HC.DOC.ISSUE' },
    ],
    [
      'a purpose that is not the client’s',
      'PURPOSE_NOT_ALLOWED',
      { persona: 'vss-officer', purpose: 'AU.REVIEW', case: 'BHXH-2026-1' },
      { client: 'vss-benefits', role: 'VSS_CLAIM_OFFICER', purpose: 'AU.REVIEW', case: 'BHXH-2026-1' },
    ],
    [
      'an emergency access that is not open',
      'EMERGENCY_ACCESS_REFUSED',
      { persona: 'vss-officer', breakGlass: 'none-such' },
      { client: 'vss-benefits', emergency: 'none-such' },
    ],
    [
      'a header that cannot be read, of which nothing is kept',
      'HUB_HEADER_INVALID',
      { persona: 'vss-officer', case: 'no case' },
      { client: 'vss-benefits', case: undefined },
    ],
  ])('%s', async (_which, code, asker, caller) => {
    const { answer, entries } = await entriesOf(asker);
    expect(answer.errors).toMatchObject([{ extensions: { code } }]);
    expect(entries).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        requestId: answer.headers.get('x-request-id'),
        caller: expect.objectContaining(caller),
        outcome: 'REFUSED',
        refused: code,
        disclosures: [],
        denials: [],
      },
    ]);
  });

  test('but not one of whom nothing is proven: anyone could fill the log', async () => {
    const before = log.entries().length;
    const response = await fetch(`${hub.hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a.b.c' },
      body: JSON.stringify({ query: question }),
    });
    expect([response.status, log.entries().length]).toEqual([401, before]);
  });

  test('and is refused all the same when the log cannot be written', async () => {
    isFull = true;
    try {
      const { answer, entries } = await entriesOf({ persona: 'suspended-clerk' });
      expect([answer.status, entries]).toEqual([403, []]);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'CLIENT_SUSPENDED' } }]);
    } finally {
      isFull = false;
    }
  });
});

describe('whoever is refused behind the door leaves one entry as well', () => {
  const officer: Asker = {
    persona: 'vss-officer',
    purpose: 'SI.CLAIM.DECIDE',
    case: 'BHXH-2026-1',
    reason: 'Rà soát hồ sơ',
  };
  const id = 'AAAAAAAAAAAAAAAAAAAAAA';
  const byVariable = 'query ($id: ID!) { citizen(id: $id) { fullName } }';
  const costly = `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: citizen(id: "${id}") { id }`).join(' ')} }`;
  test.each<[string, string, string, Readonly<Record<string, unknown>>, object]>([
    [
      'fields that the schema does not have',
      'GRAPHQL_VALIDATION_FAILED',
      `{ citizen(id: "${id}") { secretTalk } }`,
      {},
      { named: [id] },
    ],
    ['a text that is no GraphQL', 'GRAPHQL_PARSE_FAILED', `{ citizen(id: "${id}") `, {}, { named: [id] }],
    ['more than one request may ask', 'OPERATION_TOO_COMPLEX', costly, {}, { named: [id] }],
    ['variables of another type', 'BAD_USER_INPUT', byVariable, { id: { secretTalk: id } }, { named: [id] }],
    [
      'one of two operations',
      'OPERATION_RESOLUTION_FAILURE',
      'query A { __typename } query B { __typename }',
      {},
      {},
    ],
  ])('%s', async (_which, code, query, variables, named) => {
    const { answer, entries } = await entriesOf(officer, query, variables);
    expect(answer.errors[0]).toMatchObject({ extensions: { code } });
    expect(entries).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        requestId: answer.headers.get('x-request-id'),
        caller: expect.objectContaining({
          ...officerSeen,
          case: officer.case,
          reason: officer.reason,
          organisation: expect.any(String),
        }),
        outcome: 'REFUSED',
        refused: code,
        ...named,
        disclosures: [],
        denials: [],
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('secretTalk');
  });

  test('also where it was only to be tried: what is refused tells as much', async () => {
    const { entries } = await entriesOf({ ...officer, dryRun: '1' }, '{ nobodyHasThis }');
    expect(entries).toMatchObject([{ refused: 'GRAPHQL_VALIDATION_FAILED', caller: officerSeen }]);
  });

  test('but not who shows no token: anyone could fill the log', async () => {
    const before = log.entries().length;
    const response = await fetch(`${hub.hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ nobodyHasThis }' }),
    });
    expect([response.status, log.entries().length]).toEqual([400, before]);
  });

  test('and is refused all the same when the log cannot be written', async () => {
    isFull = true;
    try {
      const { answer, entries } = await entriesOf(officer, '{ nobodyHasThis }');
      expect([answer.status, entries]).toEqual([400, []]);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    } finally {
      isFull = false;
    }
  });
});

test('a client that has sent as many requests as its file allows is told when to come again', async () => {
  const asker: Asker = { persona: 'assessment-council' };
  for (let i = 0; i < 2; i++) expect((await hub.ask(question, {}, asker)).status).toBe(200);
  const { answer, entries } = await entriesOf(asker);
  expect([answer.status, answer.errors]).toEqual([
    429,
    [expect.objectContaining({ extensions: { code: 'QUOTA_EXCEEDED' } })],
  ]);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(entries).toMatchObject([{ refused: 'QUOTA_EXCEEDED', caller: { client: 'assessment-council' } }]);
});

test('a hub whose log cannot be written is not ready, and says so', async () => {
  isFull = true;
  try {
    const response = await fetch(`${hub.hub.url}/health/ready`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'not ready', circuits: {}, reasons: { log: 'the disclosure log cannot be written' } },
    ]);
  } finally {
    isFull = false;
  }
});
