import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGatewayMetrics } from '../../gateway/observability/gateway-metrics.ts';
import { askers } from '../access/hub/known-hub.ts';
import { knownPerson } from '../access/matrix/known-person.ts';
import { asParent, rowsIn, startLoggedHub, type LoggedHub } from '../access-log/logged-hub.ts';
import { callers, openHub } from '../hub/open-hub.ts';
import type { Asker } from '../scenario/running-hub.ts';

const { auditor, officer } = askers;
const citizen = { ...askers.themself, purpose: 'DS.RIGHTS' };
const parent = asParent(knownPerson.id);

let logged: LoggedHub;
beforeAll(async () => {
  logged = await startLoggedHub();
});
afterAll(() => logged.stop());

const result = `{ ... on RightsRequestChanged { request { id state routedTo answerBy isLate answer steps { state role } } }
  ... on RightsRequestRefused { because vi } }`;
const make = `mutation ($input: RequestRightInput!) { requestRight(input: $input) ${result} }`;
const correction = { kind: 'CORRECT', coordinate: 'Citizen.fullName', text: 'Sai chữ đệm' };

interface Told {
  readonly request?: Readonly<Record<string, unknown>>;
  readonly because?: string;
}

async function ask(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  asker: Parameters<LoggedHub['hub']['ask']>[2],
) {
  const { data, errors } = await logged.hub.ask(query, variables, asker);
  return { told: (Object.values(data ?? {})[0] ?? null) as Told | null, errors };
}

const newRequest = async () =>
  String((await ask(make, { input: correction }, citizen)).told?.request?.['id']);
const change = (call: string) => `mutation ($id: ID!) { ${call} ${result} }`;
const takeUp = change('takeUpRightsRequest(id: $id)');
const answer = change('answerRightsRequest(id: $id, outcome: FULFILLED, answer: "Đã đính chính")');
const withdraw = change('withdrawRightsRequest(id: $id)');

describe('the rights of a data subject, in the graph', () => {
  test('a correction goes to the owner, is taken up and answered, and the citizen follows it', async () => {
    const { told } = await ask(make, { input: correction }, citizen);
    expect(told?.request).toMatchObject({ state: 'RECEIVED', routedTo: ['population'], isLate: false });
    const id = told?.request?.['id'];
    expect((await ask(answer, { id }, auditor)).told).toMatchObject({ because: 'NOT_TAKEN_UP' });
    expect((await ask(takeUp, { id }, auditor)).told?.request).toMatchObject({ state: 'TAKEN_UP' });
    expect((await ask(answer, { id }, auditor)).told?.request).toMatchObject({ state: 'FULFILLED' });
    const { data } = await logged.hub.ask('{ rightsRequests { nodes { id state answer } } }', {}, citizen);
    expect(rowsIn(data, 'rightsRequests')).toContainEqual({
      id,
      state: 'FULFILLED',
      answer: 'Đã đính chính',
    });
  });

  test('nobody exercises the right of somebody whom they do not represent', async () => {
    const ofSpouse = { input: { ...correction, subject: knownPerson.spouse } };
    expect((await ask(make, ofSpouse, citizen)).told).toBeNull();
    expect((await ask(make, ofSpouse, parent)).told).toBeNull();
    const ofChild = { input: { ...correction, subject: knownPerson.child } };
    expect((await ask(make, ofChild, parent)).told?.request).toMatchObject({ state: 'RECEIVED' });
    expect((await ask(make, { input: correction }, officer)).told).toBeNull();
  });

  test('looking at one’s data is another purpose than exercising a right', async () => {
    expect((await ask(make, { input: correction }, askers.themself)).told).toBeNull();
  });

  test('only officers of the hub take up and answer, only whose it is withdraws', async () => {
    const id = await newRequest();
    expect((await ask(takeUp, { id }, citizen)).told).toBeNull();
    expect((await ask(answer, { id }, officer)).told).toBeNull();
    expect((await ask(withdraw, { id }, auditor)).told).toMatchObject({ because: 'NOT_FOUND' });
    expect((await ask(withdraw, { id }, { ...citizen, citizen: knownPerson.spouse })).told).toMatchObject({
      because: 'NOT_FOUND',
    });
    expect((await ask(withdraw, { id }, citizen)).told?.request).toMatchObject({ state: 'WITHDRAWN' });
  });

  test('a request is not there for whom it does not concern', async () => {
    const id = await newRequest();
    const query = 'query ($id: ID!) { rightsRequest(id: $id) { id text } }';
    expect((await logged.hub.ask(query, { id }, { ...citizen, citizen: knownPerson.spouse })).data).toEqual({
      rightsRequest: null,
    });
    expect((await logged.hub.ask(query, { id }, auditor)).data).toEqual({
      rightsRequest: { id, text: correction.text },
    });
    const others = `{ rightsRequests(subject: "${knownPerson.spouse}") { nodes { id } } }`;
    expect((await logged.hub.ask(others, {}, citizen)).data).toEqual({ rightsRequests: null });
  });

  test('that an officer read a request is in the log of whose it is', async () => {
    await newRequest();
    await logged.hub.ask('{ rightsRequests(state: RECEIVED) { nodes { text } } }', {}, auditor);
    const { data } = await logged.hub.ask(
      '{ me { accessLog { nodes { role { code } fields { coordinate } } } } }',
      {},
      askers.themself,
    );
    const [latest] = rowsIn(data, 'me', 'accessLog');
    expect(JSON.stringify(latest)).toContain('RightsRequest.text');
  });
});

describe('the desk of an agency', () => {
  const populationDesk = { ...askers.population, purpose: 'DS.ANSWER' };
  const clerkDesk = { ...askers.clerk, purpose: 'DS.ANSWER' };
  const work =
    'query ($isLate: Boolean) { rightsWorkList(isLate: $isLate) { nodes { id subject text routedTo office dueBy } } }';
  const forward = change('forwardRightsRequest(id: $id, agency: "health", office: "MAKER-1")');
  const workOf = async (asker: Asker, isLate?: boolean) => {
    const { data } = await logged.hub.ask(work, { isLate }, asker);
    return rowsIn(data, 'rightsWorkList');
  };
  const idsOf = async (asker: Asker, isLate?: boolean) =>
    (await workOf(asker, isLate)).map((row) => row['id']);

  test('shows what waits there, with what is asked and of whom, and nothing of other desks', async () => {
    const id = await newRequest();
    expect(await workOf(populationDesk)).toContainEqual(
      expect.objectContaining({
        id,
        subject: knownPerson.id,
        text: correction.text,
        routedTo: ['population'],
      }),
    );
    expect(await idsOf(clerkDesk)).not.toContain(id);
    expect(await idsOf(auditor)).toContain(id);
    expect((await ask(takeUp, { id }, clerkDesk)).told).toMatchObject({ because: 'NOT_FOUND' });
  });

  test('takes up and answers, and the citizen reads the outcome and its reason', async () => {
    const id = await newRequest();
    expect((await ask(takeUp, { id }, populationDesk)).told?.request).toMatchObject({ state: 'TAKEN_UP' });
    const { told } = await ask(answer, { id }, populationDesk);
    expect(told?.request).toMatchObject({ state: 'FULFILLED', answer: 'Đã đính chính' });
    expect(await idsOf(populationDesk)).not.toContain(id);
    const one = await logged.hub.ask(
      'query ($id: ID!) { rightsRequest(id: $id) { answer } }',
      { id },
      citizen,
    );
    expect(one.data).toEqual({ rightsRequest: { answer: 'Đã đính chính' } });
  });

  test('is that of one office where the agency has many: a paper of one hospital is no other’s business', async () => {
    const elsewhere = { ...clerkDesk, organisation: 'MAKER-2' };
    const paper = { ...correction, coordinate: 'DischargePaper.dischargedAt' };
    const { told } = await ask(make, { input: paper }, citizen);
    const id = told?.request?.['id'];
    expect([await idsOf(clerkDesk), await idsOf(elsewhere)].flat()).not.toContain(id);
    await ask(forward, { id }, auditor);
    expect(await idsOf(clerkDesk)).toContain(id);
    expect(await idsOf(elsewhere)).not.toContain(id);
    expect((await ask(takeUp, { id }, elsewhere)).told).toMatchObject({ because: 'NOT_FOUND' });
  });

  test('is for the purpose of answering, and nobody answers their own request', async () => {
    const id = await newRequest();
    const idle = { ...askers.population, purpose: 'AU.OWN' };
    expect((await logged.hub.ask(work, {}, idle)).data).toEqual({ rightsWorkList: null });
    expect((await logged.hub.ask(work, {}, citizen)).data).toEqual({ rightsWorkList: null });
    const own = { ...populationDesk, citizen: knownPerson.id };
    expect((await ask(takeUp, { id }, own)).told).toMatchObject({ because: 'OWN_REQUEST' });
    expect((await workOf(own)).find((row) => row['id'] === id)).toMatchObject({ subject: null, text: null });
  });

  test('names what is overdue from the day after its term on', async () => {
    const hub = await openHub('memory:');
    const { data } = await hub.ask(callers.dataSubject, make, { input: correction });
    const { id } = (data['requestRight'] as Told).request ?? {};
    const overdue = async (day: string) => {
      hub.clock.now = Temporal.Instant.from(`${day}T12:00:00+07:00`);
      const late = await hub.ask(
        callers.auditor,
        '{ rightsWorkList(isLate: true) { nodes { id routedTo } } }',
      );
      return rowsIn(late.data, 'rightsWorkList');
    };
    // Received on Wednesday, 15 July: two working days to take it up.
    expect(await overdue('2026-07-17')).toEqual([]);
    expect(await overdue('2026-07-18')).toEqual([{ id, routedTo: ['population'] }]);
    await hub.close();
  });
});

describe('a restriction that was granted', () => {
  const { portal } = askers;
  const person = `{ citizen(id: "${knownPerson.id}") { personalNumber } }`;
  const asked = async (asker: Asker) => {
    const { status, errors } = await logged.hub.ask(person, {}, asker);
    return [status, ...errors.map(({ extensions }) => extensions?.['code'])];
  };
  const grant = async (input: Readonly<Record<string, unknown>>) => {
    const { told } = await ask(make, { input: { text: 'Không dùng dữ liệu của tôi', ...input } }, citizen);
    const id = told?.request?.['id'];
    await ask(takeUp, { id }, auditor);
    return { id, done: () => ask(answer, { id }, auditor) };
  };

  test('stops the services that a person may do without, from the moment it is granted until it is taken back', async () => {
    const { id, done } = await grant({ kind: 'RESTRICT' });
    expect(await asked(portal)).toEqual([200]);
    await done();
    expect(await asked(portal)).toEqual([403, 'PROCESSING_RESTRICTED']);
    expect((await ask(withdraw, { id }, citizen)).told?.request).toMatchObject({ state: 'WITHDRAWN' });
    expect(await asked(portal)).toEqual([200]);
  });

  test('stops no work of an agency under law, nor the person themselves, nor anybody about somebody else', async () => {
    const { id, done } = await grant({ kind: 'OBJECT' });
    await done();
    expect(await asked(portal)).toEqual([403, 'PROCESSING_RESTRICTED']);
    expect(await asked(officer)).toEqual([200]);
    expect(await asked(askers.themself)).toEqual([200]);
    const other = await logged.hub.ask(
      `{ citizen(id: "${knownPerson.spouse}") { personalNumber } }`,
      {},
      { ...portal, citizen: knownPerson.spouse },
    );
    expect([other.status, other.errors]).toEqual([200, []]);
    await ask(withdraw, { id }, citizen);
  });

  test('of one element stops the answers that show it, and no others', async () => {
    const { id, done } = await grant({ kind: 'RESTRICT', coordinate: 'Citizen.fullName' });
    await done();
    expect(await asked(portal)).toEqual([200]);
    await ask(withdraw, { id }, citizen);
    // What was corrected is no restriction.
    await (await grant({ kind: 'CORRECT', coordinate: 'Citizen.personalNumber' })).done();
    expect(await asked(portal)).toEqual([200]);
    const other = await grant({ kind: 'RESTRICT', coordinate: 'Citizen.personalNumber' });
    await other.done();
    expect(await asked(portal)).toEqual([403, 'PROCESSING_RESTRICTED']);
    await ask(withdraw, { id: other.id }, citizen);
  });
});

test('the operator reads at which agencies requests are overdue', async () => {
  const metrics = createGatewayMetrics();
  metrics.overdue(async () => new Map([['population', 2]]));
  expect((await metrics.read()).text).toContain('hub_rights_requests_overdue{agency="population"} 2');
});

describe('a breach, in the graph', () => {
  const record = `mutation ($input: RecordBreachInput!) { recordBreach(input: $input) { id state noticeDueAt isNoticeLate } }`;
  const input = { discoveredAt: '2026-07-15T05:00:00Z', text: 'Mất một khóa ký', people: 12 };

  test('has a clock of 72 hours from its discovery, and ends with a day until which its file is kept', async () => {
    const { data, errors } = await logged.hub.ask(record, { input }, auditor);
    expect(errors).toEqual([]);
    const breach = data?.['recordBreach'] as Readonly<Record<string, unknown>>;
    expect(breach).toMatchObject({
      state: 'DISCOVERED',
      noticeDueAt: '2026-07-18T05:00:00Z',
      isNoticeLate: true,
    });
    const advance = 'mutation ($id: ID!) { advanceBreach(id: $id) { state keepUntil } }';
    const states: unknown[] = [];
    for (let step = 0; step < 3; step++) {
      states.push((await logged.hub.ask(advance, { id: breach['id'] }, auditor)).data?.['advanceBreach']);
    }
    const kept = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').add({ years: 5 }).toString();
    expect(states).toEqual([
      { state: 'NOTIFIED', keepUntil: null },
      { state: 'CLOSED', keepUntil: kept },
      null,
    ]);
  });

  test('is for the officers of the hub, and is not in the future or without words', async () => {
    expect((await logged.hub.ask(record, { input }, citizen)).data).toEqual({ recordBreach: null });
    expect((await logged.hub.ask('{ breaches { nodes { id } } }', {}, citizen)).data).toEqual({
      breaches: null,
    });
    const future = { ...input, discoveredAt: '2100-01-01T00:00:00Z' };
    expect((await logged.hub.ask(record, { input: future }, auditor)).data).toEqual({ recordBreach: null });
    const silent = { ...input, text: '…' };
    expect((await logged.hub.ask(record, { input: silent }, auditor)).data).toEqual({ recordBreach: null });
  });
});
