import { createLocalJWKSet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSignedHead } from '../../gateway/log/proof/signed-head.ts';
import { verifyReceipt, type Receipt } from '../../gateway/log/receipt.ts';
import { askers, ofPerson } from '../access/hub/known-hub.ts';
import type { Asker } from '../scenario/running-hub.ts';
import { knownPerson } from '../access/matrix/known-person.ts';
import { asParent, rowsIn, startLoggedHub, type AccessRow, type LoggedHub } from './logged-hub.ts';

const { officer, themself, auditor, employer, population } = askers;
const row = `at day agency { code vi } system { code vi en } role { code } purpose { code vi en }
  legalBasis { id article vi en inForce } fields { coordinate vi en owners outcome } outcome emergency`;
const mine = `{ me { id accessLog(first: 100) { nodes { ${row} } } } }`;

let logged: LoggedHub;
beforeAll(async () => {
  logged = await startLoggedHub();
  await logged.hub.ask(`{ ${ofPerson('fullName gender')} }`, {}, officer);
  await logged.hub.ask(`{ ${ofPerson('bloodType')} }`, {}, employer);
});
afterAll(() => logged.stop());

describe('a citizen', () => {
  test('sees who looked at what, what for, on which law and from which agency', async () => {
    const { data, errors } = await logged.hub.ask(mine, {}, themself);
    expect(errors).toEqual([]);
    const found = rowsIn(data, 'me', 'accessLog').find(
      ({ role }) => (role as { code: string }).code === 'VSS_CLAIM_OFFICER',
    );
    expect(found).toMatchObject({
      agency: { code: 'vss', vi: 'Cơ quan bảo hiểm xã hội' },
      system: { code: 'vss-benefits' },
      purpose: { code: 'SI.CLAIM.DECIDE' },
      outcome: 'ANSWERED',
      emergency: false,
      fields: [
        {
          coordinate: 'Citizen.fullName',
          vi: 'họ, chữ đệm và tên',
          owners: ['population'],
          outcome: 'FULL',
        },
        { coordinate: 'Citizen.gender', owners: ['population'], outcome: 'FULL' },
      ],
    });
    expect(found?.['legalBasis']).toContainEqual(
      expect.objectContaining({ id: 'law-41-2024-art-48-3', inForce: true }),
    );
  });

  test('sees who was refused before anything was fetched', async () => {
    const { data } = await logged.hub.ask(mine, {}, themself);
    const refused = rowsIn(data, 'me', 'accessLog').find(({ outcome }) => outcome === 'REFUSED');
    expect(refused).toMatchObject({
      agency: { code: 'employer' },
      fields: [{ coordinate: 'Citizen.bloodType', outcome: 'NONE' }],
    });
  });

  test('sees who was refused at the door or behind it, by what the request named, and what was asked there in their name', async () => {
    const seen = async () =>
      rowsIn((await logged.hub.ask(mine, {}, themself)).data, 'me', 'accessLog').filter(
        ({ outcome, fields }) => outcome === 'REFUSED' && (fields as unknown[]).length === 0,
      );
    const before = await seen();
    await logged.hub.ask(`{ ${ofPerson('fullName')} }`, {}, { ...officer, purpose: 'SI.CLAIM.PAY' });
    const byVariable = 'query ($id: ID!) { citizen(id: $id) { fullName } }';
    await logged.hub.ask(byVariable, { id: knownPerson.id }, { ...employer, purpose: 'SI.CLAIM.PAY' });
    await logged.hub.ask('{ me { fullName } }', {}, { ...themself, purpose: 'AU.REVIEW' });
    // Of somebody else.
    await logged.hub.ask(byVariable, { id: knownPerson.spouse }, { ...employer, purpose: 'SI.CLAIM.PAY' });
    await logged.hub.ask(
      'query ($id: ID!) { citizen(id: $id) { secrets } }',
      { id: knownPerson.id },
      officer,
    );
    const found = (await seen()).slice(0, -before.length || undefined);
    expect(found.map(({ system, purpose }) => [system, purpose])).toMatchObject([
      [{ code: 'vss-benefits' }, { code: 'SI.CLAIM.DECIDE' }],
      [{ code: 'vss-portal' }, { code: 'AU.REVIEW' }],
      [{ code: 'employer-portal' }, { code: 'SI.CLAIM.PAY' }],
      [{ code: 'vss-benefits' }, { code: 'SI.CLAIM.PAY' }],
    ]);
  });

  test('finds their own reading in it the next time', async () => {
    const first = rowsIn((await logged.hub.ask(mine, {}, themself)).data, 'me', 'accessLog');
    const next = rowsIn((await logged.hub.ask(mine, {}, themself)).data, 'me', 'accessLog');
    expect(next).toHaveLength(first.length + 1);
    expect(next[0]).toMatchObject({
      role: { code: 'CITIZEN' },
      fields: expect.arrayContaining([expect.objectContaining({ coordinate: 'Citizen.accessLog' })]),
    });
  });

  test('is told neither what an officer wrote nor who else was asked about', async () => {
    const query = `{ me { accessLog { nodes { details { reason subjects } } } } }`;
    const { data, errors } = await logged.hub.ask(query, {}, themself);
    expect(rowsIn(data, 'me', 'accessLog').every(({ details }) => details === null)).toBe(true);
    expect(errors.map(({ extensions }) => extensions?.['coordinate'])).toEqual(['AccessLogEntry.details']);
  });

  test('pages through all of it, once each, in one order', async () => {
    const all = `query ($after: String) { me { accessLog(first: 2, after: $after) {
      nodes { at } pageInfo { hasNextPage endCursor } } } }`;
    const seen: number[] = [];
    let page = { hasNextPage: true, endCursor: null as string | null };
    // Each page leaves an entry, which is newer than all that follow.
    while (page.hasNextPage) {
      const { data } = await logged.hub.ask(all, { after: page.endCursor }, themself);
      seen.push(...rowsIn(data, 'me', 'accessLog').map(({ at }) => Date.parse(String(at))));
      page = (data as { me: { accessLog: { pageInfo: typeof page } } }).me.accessLog.pageInfo;
    }
    expect(seen.length).toBeGreaterThanOrEqual(4);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
  });
});

describe('somebody else', () => {
  test('sees the accesses to a minor as the parent of one, and to nobody else', async () => {
    const { child, spouse } = knownPerson;
    await logged.hub.ask(`{ ${ofPerson('fullName', child)} }`, {}, population);
    const query = `query ($id: ID!) { citizen(id: $id) { accessLog { nodes { role { code } } } } }`;
    const parent = asParent(knownPerson.id);
    const own = await logged.hub.ask(query, { id: child }, parent);
    expect(rowsIn(own.data, 'citizen', 'accessLog')).toContainEqual({ role: { code: 'POPULATION_OFFICER' } });
    const other = await logged.hub.ask(query, { id: spouse }, parent);
    expect(other.data).toEqual({ citizen: { accessLog: null } });
    expect(other.errors[0]?.extensions).toMatchObject({ reason: 'NOT_RELATED' });
  });

  test('who is refused the log is in it', async () => {
    const { spouse } = knownPerson;
    const query = `{ citizen(id: "${spouse}") { accessLog { nodes { role { code } outcome fields { coordinate outcome } } } } }`;
    await logged.hub.ask(query, {}, asParent(knownPerson.id));
    const { data } = await logged.hub.ask(query, {}, { ...themself, citizen: spouse });
    expect(rowsIn(data, 'citizen', 'accessLog')).toContainEqual({
      role: { code: 'REPRESENTATIVE' },
      outcome: 'REFUSED',
      fields: [{ coordinate: 'Citizen.accessLog', outcome: 'NONE' }],
    });
  });

  test('an officer sees what they did themselves, and no search', async () => {
    const own = { ...officer, purpose: 'AU.OWN' };
    const { data } = await logged.hub.ask(
      '{ accessLog { nodes { role { code } details { case } } } }',
      {},
      own,
    );
    expect(rowsIn(data, 'accessLog')).toContainEqual({
      role: { code: 'VSS_CLAIM_OFFICER' },
      details: { case: knownPerson.claim },
    });
    const search = `{ accessLog(subject: "${knownPerson.id}") { nodes { at } } }`;
    expect((await logged.hub.ask(search, {}, own)).data).toEqual({ accessLog: null });
  });

  test('nobody without the purpose sees any of it', async () => {
    const { data } = await logged.hub.ask('{ accessLog { nodes { at } } }', {}, officer);
    expect(data).toEqual({ accessLog: null });
  });
});

describe('an auditor', () => {
  const searches: readonly (readonly [string, string])[] = [
    ['subject', `subject: "${knownPerson.id}"`],
    ['client', 'client: "vss-benefits"'],
    ['field', 'field: "Citizen.fullName"'],
    ['case', `case: "${knownPerson.claim}"`],
  ];
  test.each(searches)('finds an access by %s', async (_what, search) => {
    const query = `{ accessLog(${search}, first: 100) { nodes { role { code } details { case subjects } } } }`;
    const { data, errors } = await logged.hub.ask(query, {}, auditor);
    expect(errors).toEqual([]);
    expect(rowsIn(data, 'accessLog')).toContainEqual({
      role: { code: 'VSS_CLAIM_OFFICER' },
      details: { case: knownPerson.claim, subjects: [knownPerson.id] },
    });
  });

  test('finds an access by officer, and their own search next to it', async () => {
    const every = rowsIn(
      (await logged.hub.ask('{ accessLog { nodes { actor } } }', {}, auditor)).data,
      'accessLog',
    );
    const self = await logged.hub.ask(
      `{ accessLog(officer: "${String(every[0]?.['actor'])}") { nodes { fields { coordinate } } } }`,
      {},
      auditor,
    );
    expect(self.errors).toEqual([]);
    const again = await logged.hub.ask(
      '{ accessLog(client: "hub-audit") { nodes { fields { coordinate } } } }',
      {},
      auditor,
    );
    expect(JSON.stringify(rowsIn(again.data, 'accessLog'))).toContain('Query.accessLog');
  });

  test('finds a request that was refused at the door, which has neither fields nor law', async () => {
    await logged.hub.ask(`{ ${ofPerson('fullName')} }`, {}, { ...officer, purpose: 'SI.CLAIM.PAY' });
    const query =
      '{ accessLog(client: "vss-benefits", first: 1) { nodes { outcome fields { coordinate } legalBasis { id } day details { operation policyVersion } } } }';
    const { data, errors } = await logged.hub.ask(query, {}, auditor);
    expect(errors).toEqual([]);
    expect(rowsIn(data, 'accessLog')[0]).toMatchObject({ outcome: 'REFUSED', fields: [], legalBasis: [] });
  });

  test('a search that finds nobody leaves an entry under whom it was for', async () => {
    const nobody = 'nobody-of-whom-it-is-0';
    const query = `{ accessLog(subject: "${nobody}") { nodes { actor details { operation } } } }`;
    expect(rowsIn((await logged.hub.ask(query, {}, auditor)).data, 'accessLog')).toEqual([]);
    expect(rowsIn((await logged.hub.ask(query, {}, auditor)).data, 'accessLog')).toHaveLength(1);
  });

  test('searches by several things at once, and in a period', async () => {
    const both = (client: string) =>
      `{ accessLog(client: "${client}", field: "Citizen.fullName") { nodes { system { code } } } }`;
    const { data } = await logged.hub.ask(both('vss-benefits'), {}, auditor);
    expect(rowsIn(data, 'accessLog')).toEqual([{ system: { code: 'vss-benefits' } }]);
    const none = await logged.hub.ask(both('employer-portal'), {}, auditor);
    expect(rowsIn(none.data, 'accessLog')).toEqual([]);
    const past = '{ accessLog(from: "2020-01-01", to: "2020-12-31") { nodes { at } } }';
    expect(rowsIn((await logged.hub.ask(past, {}, auditor)).data, 'accessLog')).toEqual([]);
    const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString();
    const now = `{ accessLog(from: "${today}", to: "${today}") { nodes { day } } }`;
    expect(rowsIn((await logged.hub.ask(now, {}, auditor)).data, 'accessLog').length).toBeGreaterThan(0);
  });
});

describe('a receipt', () => {
  test('verifies offline with the public key of the log alone', async () => {
    await logged.seal();
    const query = `{ me { accessLog(first: 100) { nodes { role { code } receipt { entry leaf sequence head proof } } } } }`;
    const { data } = await logged.hub.ask(query, {}, themself);
    const rows = rowsIn(data, 'me', 'accessLog');
    const receipts = rows.map(({ receipt }) => receipt as (Receipt & { leaf: string }) | null);
    const kept = receipts.filter((receipt) => receipt !== null && receipt.entry !== null);
    expect(kept.length).toBeGreaterThan(2);
    const keys = createLocalJWKSet(await logged.publicKeys());
    for (const receipt of kept) {
      const { entry } = await verifyReceipt(receipt as Receipt, keys);
      expect(entry.entry.disclosures.flatMap(({ subjects }) => subjects)).not.toContain(knownPerson.spouse);
      await readSignedHead((receipt as Receipt).head, keys);
    }
  });
});

test('what was typed in place of an id takes nothing out of the log: not what is told beside it, nor that it was refused', async () => {
  const { hub } = logged;
  const list = 'nodes { fields { coordinate outcome } details { subjects } }';
  /** The entry that a question leaves: the latest is that of the listing itself, once it is asked again. */
  const entryOf = async (text: string, asker: Asker) => {
    const { text: answer, errors } = await hub.ask(text, { subject: knownPerson.id }, asker);
    expect(errors.map(({ extensions }) => extensions?.['code'])).not.toContain('SUBGRAPH_ERROR');
    const { data, text: rows } = await hub.ask(`{ accessLog(first: 1) { ${list} } }`, {}, auditor);
    expect(answer + rows).not.toMatch(/079185000123|Nguyen Van A/);
    return rowsIn(data, 'accessLog')[0];
  };
  const told = await entryOf(
    `query ($subject: ID) {
      typed: accessLog(first: 1, subject: "079185000123") { nodes { at } }
      real: accessLog(first: 5, subject: $subject) { ${list} }
    }`,
    auditor,
  );
  expect(told?.['details']).toMatchObject({ subjects: expect.arrayContaining([knownPerson.id]) as unknown });
  const refused = await entryOf('{ accessLog(first: 5, subject: "Nguyen Van A") { nodes { at } } }', {
    ...officer,
    purpose: 'AU.OWN',
  });
  expect(refused?.['fields']).toContainEqual({ coordinate: 'Query.accessLog', outcome: 'NONE' });
});

describe('an emergency access that is open', () => {
  const approver: Asker = { persona: 'vss-approver', organisation: knownPerson.office };
  const { case: _case, ...own } = { ...officer, purpose: 'AU.OWN' };
  const make = `mutation ($case: ID) {
    requestEmergencyAccess(input: { case: $case, ground: DEADLINE, reason: "Hết hạn hôm nay" }) {
      ... on EmergencyAccessRequested { requested { id } }
    }
  }`;
  const agree = 'mutation ($id: ID!) { approveEmergencyAccess(id: $id) { __typename } }';
  const look = 'query ($id: ID!) { emergencyAccess(id: $id) { reason case noticeDueAt } }';
  const list = '{ emergencyAccesses { nodes { reason } } }';
  const ofEmergency = (rows: readonly AccessRow[]) =>
    rows.filter((each) => /EmergencyAccess|emergencyAccess/.test(JSON.stringify(each['fields']))).length;

  test('is told to nobody but auditors, whoever asks for it, agrees to it or looks at it', async () => {
    const { data } = await logged.hub.ask(make, { case: knownPerson.claim }, officer);
    const [, id] = JSON.stringify(data).match(/"id":"([^"]+)"/) ?? [];
    await logged.hub.ask(agree, { id }, approver);
    await logged.hub.ask(look, { id }, own);
    await logged.hub.ask(look, { id }, auditor);
    await logged.hub.ask(list, {}, auditor);
    const told = await logged.hub.ask(mine, {}, themself);
    expect(rowsIn(told.data, 'me', 'accessLog').length).toBeGreaterThan(0);
    expect(ofEmergency(rowsIn(told.data, 'me', 'accessLog'))).toBe(0);
    const kept = `{ accessLog(subject: "${knownPerson.id}", first: 100) { nodes { fields { coordinate } } } }`;
    const known = await logged.hub.ask(kept, {}, auditor);
    expect(ofEmergency(rowsIn(known.data, 'accessLog'))).toBe(5);
  });
});
