import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { HubCaller } from '../../gateway/hub/hub-scope.ts';
import { caseOf, later, officer } from './emergency.ts';
import { callers, openHub, type OpenHub } from './open-hub.ts';

const folder = mkdtempSync(join(tmpdir(), 'hub-'));
afterAll(() => rmSync(folder, { recursive: true }));

const requesting = `mutation ($input: RequestEmergencyAccessInput!) {
  requestEmergencyAccess(input: $input) {
    __typename
    ... on EmergencyAccessRequested { requested { id state minutes endsAt } }
    ... on EmergencyAccessRefused { because vi en }
  }
}`;
const approving = `mutation ($id: ID!) {
  approveEmergencyAccess(id: $id) {
    ... on EmergencyAccessOpened { opened { id state endsAt } }
    ... on EmergencyAccessRefused { because }
  }
}`;
const ending = `mutation ($id: ID!) {
  endEmergencyAccess(id: $id) {
    ... on EmergencyAccessEnded { ended { id state } }
    ... on EmergencyAccessRefused { because }
  }
}`;
const reading = `query ($id: ID!) {
  mine: emergencyAccess(id: $id) {
    id state minutes
    requester { actor role organisation }
    approver { actor }
    purpose case ground why: reason requestedAt noticeDueAt
    reports { at state actor role }
  }
}`;
const listing = `query ($state: EmergencyAccessState, $after: String) {
  emergencyAccesses(first: 2, after: $after, state: $state) {
    nodes { id state reason }
    pageInfo { hasNextPage endCursor }
  }
}`;

const input = { case: caseOf.claim, ground: 'DEADLINE', reason: 'Hết hạn hôm nay, không có giám định viên' };

async function request(hub: OpenHub, caller: HubCaller = callers.officer, wish: object = {}) {
  const { data } = await hub.ask(caller, requesting, { input: { ...input, ...wish } });
  return data['requestEmergencyAccess'] as {
    readonly because?: string;
    readonly requested?: { readonly id: string };
  };
}

async function requestId(hub: OpenHub, caller?: HubCaller, wish?: object): Promise<string> {
  const { requested, because } = await request(hub, caller, wish);
  if (requested) return requested.id;
  throw new Error(`refused because ${because}`);
}

const use = {
  actor: officer.actor,
  role: officer.role,
  purpose: 'SI.CLAIM.DECIDE',
  case: caseOf.claim,
};

describe.each([
  ['in memory', () => 'memory:'],
  ['in a SQLite file', () => `file:${join(mkdtempSync(join(folder, 'hub-')), 'hub.db')}`],
])('break-glass %s', (_where, uri) => {
  test('an officer asks, a second person agrees, the officer ends it', async () => {
    const hub = await openHub(uri());
    const { data } = await hub.ask(callers.officer, requesting, { input });
    expect(data['requestEmergencyAccess']).toEqual({
      __typename: 'EmergencyAccessRequested',
      requested: { id: expect.any(String), state: 'REQUESTED', minutes: 60, endsAt: '2026-07-15T06:00:00Z' },
    });
    const id = await requestId(hub, callers.officer, { minutes: 30 });
    hub.clock.now = later(10);
    expect((await hub.ask(callers.approver, approving, { id })).data).toEqual({
      approveEmergencyAccess: { opened: { id, state: 'OPEN', endsAt: '2026-07-15T05:40:00Z' } },
    });
    expect(await hub.isOpen(id, use)).toMatchObject({ kind: 'open' });
    expect((await hub.ask(callers.officer, ending, { id })).data).toEqual({
      endEmergencyAccess: { ended: { id, state: 'ENDED' } },
    });
    expect(await hub.isOpen(id, use)).toEqual({ kind: 'refused', because: 'ALREADY_ENDED' });
    await hub.close();
  });

  test('the list of the auditor is paged, latest first, and knows what has run out', async () => {
    const hub = await openHub(uri());
    const ids: string[] = [];
    for (const minute of [0, 1, 2]) {
      hub.clock.now = later(minute);
      ids.unshift(await requestId(hub));
    }
    await hub.ask(callers.approver, approving, { id: ids[0] });
    const list = async (caller: HubCaller, variables = {}) => {
      const { data } = await hub.ask(caller, listing, variables);
      return data['emergencyAccesses'] as {
        readonly nodes: readonly { readonly id: string; readonly state: string }[];
        readonly pageInfo: { readonly endCursor: string };
      };
    };
    const first = await list(callers.auditor);
    expect(first.nodes.map(({ id, state }) => [id, state])).toEqual([
      [ids[0], 'OPEN'],
      [ids[1], 'REQUESTED'],
    ]);
    const second = await list(callers.auditor, { after: first.pageInfo.endCursor });
    expect(second.nodes.map(({ id }) => id)).toEqual([ids[2]]);
    expect((await list(callers.auditor, { state: 'OPEN' })).nodes.map(({ id }) => id)).toEqual([ids[0]]);
    hub.clock.now = later(62);
    expect((await list(callers.auditor, { state: 'OPEN' })).nodes).toEqual([]);
    expect((await list(callers.auditor, { state: 'EXPIRED' })).nodes).toHaveLength(2);
    expect((await list(callers.officerAboutOwn)).nodes).toHaveLength(2);
    expect((await list(callers.officerAboutOwn, { state: 'OPEN' })).nodes).toEqual([]);
    expect((await list(callers.colleague)).nodes).toEqual([]);
    await hub.close();
  });
});

describe('a request for emergency access', () => {
  test.each([
    ['without a case that is proven', callers.officerWithoutCase, {}, 'CASE_NOT_PROVEN'],
    ['for another case than the one that it serves', callers.officer, { case: 'claim-2' }, 'CASE_NOT_PROVEN'],
    ['with a case where the purpose has none', callers.auditor, {}, 'CASE_NOT_PROVEN'],
    ['by a role for which nothing would open', callers.payer, {}, 'NOTHING_TO_OPEN'],
    ['without a purpose', callers.officerWithoutPurpose, {}, 'NOTHING_TO_OPEN'],
    ['for longer than the terms allow', callers.officer, { minutes: 241 }, 'TOO_LONG'],
    ['for no time', callers.officer, { minutes: 0 }, 'TOO_SHORT'],
    ['without a reason', callers.officer, { reason: '  ' }, 'NO_REASON'],
  ])('%s is refused in both languages', async (_what, caller, wish, because) => {
    const hub = await openHub('memory:');
    expect(await request(hub, caller, wish)).toEqual({
      __typename: 'EmergencyAccessRefused',
      because,
      vi: expect.stringMatching(/\p{L}/u),
      en: expect.stringMatching(/\p{L}/u),
    });
    await hub.close();
  });

  test('may name its case by the number in hub-case, and is open for both names', async () => {
    const hub = await openHub('memory:');
    const id = await requestId(hub, callers.officerByNumber, { case: 'BHXH-2026-000123' });
    await hub.ask(callers.approver, approving, { id });
    expect(await hub.isOpen(id, use)).toMatchObject({ kind: 'open' });
    expect(await hub.isOpen(id, { ...use, case: 'BHXH-2026-000123' })).toMatchObject({ kind: 'open' });
    expect(await hub.isOpen(id, { ...use, case: 'BHXH-2026-000124' })).toMatchObject({ kind: 'refused' });
    await hub.close();
  });

  test('of an auditor needs no case', async () => {
    const hub = await openHub('memory:');
    const wish = { case: null, ground: 'AUDIT_FINDING' };
    expect(await request(hub, callers.auditor, wish)).toMatchObject({ requested: { state: 'REQUESTED' } });
    await hub.close();
  });
});

test.each([
  ['whoever asked', callers.officerWithScope, 'SAME_PERSON'],
  ['somebody of another office', callers.elsewhere, 'OTHER_AGENCY'],
  ['an auditor', callers.auditor, 'OTHER_AGENCY'],
  ['a colleague without the scope', callers.colleague, 'NOT_AN_APPROVER'],
])('%s cannot agree', async (_who, caller, because) => {
  const hub = await openHub('memory:');
  const id = await requestId(hub);
  expect((await hub.ask(caller, approving, { id })).data).toEqual({ approveEmergencyAccess: { because } });
  expect(await hub.isOpen(id, use)).toEqual({ kind: 'refused', because: 'NOT_OPEN_YET' });
  await hub.close();
});

test('the data-protection officer can end what is open in any office', async () => {
  const hub = await openHub('memory:');
  const id = await requestId(hub);
  await hub.ask(callers.approver, approving, { id });
  expect((await hub.ask(callers.auditor, ending, { id })).data).toMatchObject({
    endEmergencyAccess: { ended: { state: 'ENDED' } },
  });
  await hub.close();
});

describe('who reads an emergency access', () => {
  const logged = ['requester', 'approver', 'purpose', 'case', 'ground', 'why', 'requestedAt'];

  test.each([
    ['the auditor', callers.auditor, 'DUTY'],
    ['whoever asked, about their own accesses', callers.officerAboutOwn, 'OWN_RECORD'],
    ['whoever may agree', callers.approver, 'OWN_RECORD'],
  ])('%s reads all of it, and that is reported by coordinate', async (_who, caller, relation) => {
    const hub = await openHub('memory:');
    const id = await requestId(hub);
    const { data, report } = await hub.ask(caller, reading, { id });
    expect(data['mine']).toMatchObject({
      id,
      requester: { actor: 'officer-1', role: 'VSS_CLAIM_OFFICER', organisation: 'VSS-001' },
      approver: null,
      purpose: 'SI.CLAIM.DECIDE',
      case: 'claim-1',
      ground: 'DEADLINE',
      why: input.reason,
      reports: [{ at: '2026-07-15T05:00:00Z', state: 'REQUESTED', actor: 'officer-1' }],
    });
    const [disclosed, ...more] = report.disclosures;
    expect(more).toEqual([]);
    expect(disclosed).toMatchObject({ subjects: caseOf.subjects, relation });
    expect(disclosed?.full).toContain('EmergencyAccess.reason');
    expect(report.denials).toEqual([]);
    await hub.close();
  });

  test.each([
    ['whoever asked, while they work on the case', callers.officer],
    ['whoever asked, when they are not known surely enough', callers.officerBadlyKnown],
  ])('%s learns where it stands and no more', async (_who, caller) => {
    const hub = await openHub('memory:');
    const id = await requestId(hub);
    const { data, report, codes } = await hub.ask(caller, reading, { id });
    const mine = data['mine'] as Readonly<Record<string, unknown>>;
    expect(mine).toMatchObject({ id, state: 'REQUESTED', minutes: 60 });
    expect(logged.map((field) => mine[field])).toEqual(logged.map(() => null));
    expect(report.disclosures).toEqual([]);
    expect(report.denials).toContainEqual({ path: ['mine', 'why'], coordinate: 'EmergencyAccess.reason' });
    expect(codes).toEqual([]);
    await hub.close();
  });

  test.each([
    ['a colleague who may not agree', callers.colleague],
    ['somebody of another office', callers.elsewhere],
  ])('to %s it is not there', async (_who, caller) => {
    const hub = await openHub('memory:');
    const id = await requestId(hub);
    expect((await hub.ask(caller, reading, { id })).data).toEqual({ mine: null });
    expect((await hub.ask(caller, reading, { id: 'unknown' })).data).toEqual({ mine: null });
    await hub.close();
  });

  test('the list is refused where the purpose does not open the log', async () => {
    const hub = await openHub('memory:');
    const { data, report } = await hub.ask(callers.officer, listing);
    expect(data).toEqual({ emergencyAccesses: null });
    expect(report.denials).toEqual([{ path: ['emergencyAccesses'], coordinate: 'Query.emergencyAccesses' }]);
    await hub.close();
  });
});

test.each([
  ['read', reading, { id: 'x' }],
  ['listed', listing, {}],
  ['requested', requesting, { input }],
  ['agreed to', approving, { id: 'x' }],
  ['ended', ending, { id: 'x' }],
])('without a token nothing is %s', async (_what, query, variables) => {
  const hub = await openHub('memory:');
  const { data, codes } = await hub.ask(callers.nobody, query, variables);
  expect(Object.values(data)).toEqual([null]);
  expect(codes).toEqual(['UNAUTHENTICATED']);
  await hub.close();
});
