import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HubCaller } from '../../gateway/hub/hub-scope.ts';
import type { AccessContext } from '../../schema/hub-context.ts';
import { caseOf } from './emergency.ts';
import { callers, openHub, type OpenHub } from './open-hub.ts';

/** A citizen who exercises a right, and one whom it does not concern. */
const person = 'citizen-5'.padEnd(22, '-');
const citizen = as(callers.dataSubject, { citizen: person });
const stranger = as(citizen, { citizen: 'citizen-6'.padEnd(22, '-') });
const desk = as(callers.officer, { purpose: 'DS.ANSWER' });

let hub: OpenHub;
beforeAll(async () => {
  hub = await openHub('memory:');
});
afterAll(() => hub.close());

function as(caller: HubCaller, change: Partial<AccessContext>): HubCaller {
  return { ...caller, access: { ...(caller.access as AccessContext), ...change } };
}

type Variables = Readonly<Record<string, unknown>>;

/** Asks for nothing but the name of the type of the answer: whom it is about is not told by what is selected. */
async function change(caller: HubCaller, call: string, variables: Variables = {}) {
  const { data, report } = await hub.ask(caller, `mutation ($id: ID = "") { done: ${call} { __typename } }`, {
    ...variables,
  });
  return {
    typename: (data['done'] as { readonly __typename: string } | null)?.__typename,
    disclosures: report.disclosures,
  };
}

const idOf = async (caller: HubCaller, call: string, made: string) => {
  const { data } = await hub.ask(caller, `mutation { done: ${call} { ... on ${made} } }`);
  return JSON.stringify(data).match(/"id":"([^"]+)"/)?.[1];
};

const wish = 'requestEmergencyAccess(input: { ground: DEADLINE, reason: "Hết hạn hôm nay" })';
const right = 'requestRight(input: { kind: VIEW, text: "Xin bản sao" })';
const newAccess = () => idOf(callers.officer, wish, 'EmergencyAccessRequested { requested { id } }');
const newRight = () => idOf(citizen, right, 'RightsRequestChanged { request { id } }');

describe('whom a change of an emergency access is about is recorded, whatever is asked of its answer:', () => {
  const told = (call: string, relation: string, typename: string) => ({
    typename,
    disclosures: [{ subjects: caseOf.subjects, relation, full: [`Mutation.${call}`] }],
  });

  test('a request, done or refused', async () => {
    expect(await change(callers.officer, wish)).toEqual(
      told('requestEmergencyAccess', 'CASE', 'EmergencyAccessRequested'),
    );
    expect(await change(callers.officer, wish.replace('Hết hạn hôm nay', ' '))).toEqual(
      told('requestEmergencyAccess', 'CASE', 'EmergencyAccessRefused'),
    );
  });

  test.each([
    ['approveEmergencyAccess', callers.approver, 'EmergencyAccessOpened'],
    ['approveEmergencyAccess', callers.officer, 'EmergencyAccessRefused'],
    ['endEmergencyAccess', callers.officer, 'EmergencyAccessEnded'],
  ])('%s', async (call, caller, typename) => {
    const id = await newAccess();
    expect(await change(caller, `${call}(id: $id)`, { id })).toEqual(told(call, 'OWN_RECORD', typename));
  });

  test('one of another office, without its being told to whoever tried', async () => {
    const id = await newAccess();
    const { disclosures } = await change(callers.elsewhere, 'approveEmergencyAccess(id: $id)', { id });
    expect(disclosures).toEqual([
      { subjects: caseOf.subjects, relation: 'NONE', denied: ['Mutation.approveEmergencyAccess'] },
    ]);
  });

  test('one that is not there is about nobody', async () => {
    const { disclosures } = await change(callers.approver, 'approveEmergencyAccess(id: $id)', { id: 'none' });
    expect(disclosures).toEqual([]);
  });
});

describe('whose right it is is recorded, whatever is asked of the answer:', () => {
  const told = (call: string, relation: string, typename: string) => ({
    typename,
    disclosures: [{ subjects: [person], relation, full: [`Mutation.${call}`] }],
  });

  test('a request, done or refused', async () => {
    expect(await change(citizen, right)).toEqual(told('requestRight', 'SELF', 'RightsRequestChanged'));
    expect(await change(citizen, right.replace('Xin bản sao', ' '))).toEqual(
      told('requestRight', 'SELF', 'RightsRequestRefused'),
    );
  });

  test.each([
    ['takeUpRightsRequest', '', 'RightsRequestChanged'],
    ['extendRightsRequest', ', reason: "Hồ sơ cũ"', 'RightsRequestRefused'],
    ['forwardRightsRequest', ', agency: "health"', 'RightsRequestChanged'],
    ['answerRightsRequest', ', outcome: REFUSED, answer: "Không có"', 'RightsRequestRefused'],
  ])('%s', async (call, more, typename) => {
    const id = await newRight();
    expect(await change(callers.auditor, `${call}(id: $id${more})`, { id })).toEqual(
      told(call, 'DUTY', typename),
    );
  });

  test('one that is taken back', async () => {
    const id = await newRight();
    expect(await change(citizen, 'withdrawRightsRequest(id: $id)', { id })).toEqual(
      told('withdrawRightsRequest', 'SELF', 'RightsRequestChanged'),
    );
  });

  test.each([
    ['withdrawRightsRequest', stranger],
    ['takeUpRightsRequest', desk],
  ])(
    '%s of one that is not there for whoever tries, without its being told to them',
    async (call, caller) => {
      const id = await newRight();
      expect(await change(caller, `${call}(id: $id)`, { id })).toEqual({
        typename: 'RightsRequestRefused',
        disclosures: [{ subjects: [person], relation: 'NONE', denied: [`Mutation.${call}`] }],
      });
    },
  );
});
