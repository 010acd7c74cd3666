import { afterAll, beforeAll, expect, test } from 'vitest';
import { emergencyAccesses } from '../../gateway/break-glass/emergency-access.ts';
import { askers, ofPerson, startKnownHub, toldIn } from '../access/hub/known-hub.ts';
import { knownPerson } from '../access/matrix/known-person.ts';
import type { HubUnderTest } from '../scenario/running-hub.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
});
afterAll(() => hub.stop());

const { officer, themself } = askers;
const selection = 'id fullName bloodType claims { nodes { state payments { bankCode } } }';
const query = `{ ${ofPerson(selection)} }`;

test('a dry run tells what would be denied and whom it would ask, and asks nobody', async () => {
  const before = hub.log.entries().length;
  const answer = await hub.ask(query, {}, { ...officer, dryRun: '1' });
  expect([answer.status, answer.data]).toEqual([200, null]);
  expect(toldIn(answer)).toEqual([
    ['citizen.bloodType', 'Citizen.bloodType', 'NOT_GRANTED'],
    ['citizen.claims.nodes.payments.bankCode', 'BenefitPayment.bankCode', 'NOT_GRANTED'],
  ]);
  expect(JSON.parse(answer.text)).toMatchObject({
    extensions: {
      access: {
        dryRun: {
          subgraphs: ['population', 'vss'],
          cost: { estimated: expect.any(Number), allowed: 100_000 },
        },
      },
    },
  });
  // Nobody's data were asked for: there is nothing to record.
  expect(hub.log.entries().length).toBe(before);
});

test('it is told the same as the run itself', async () => {
  const [tried, run] = [
    await hub.ask(query, {}, { ...officer, dryRun: '1' }),
    await hub.ask(query, {}, officer),
  ];
  expect(tried.errors).toEqual(run.errors);
  expect(run.data).toMatchObject({ citizen: { id: knownPerson.id } });
});

test('where nothing would be denied there is no error', async () => {
  const { status, data, errors } = await hub.ask(query, {}, { ...themself, dryRun: '1' });
  expect([status, data, errors]).toEqual([200, null, []]);
});

test('a mutation that is tried is not run', async () => {
  const mutation = `mutation ($input: RequestEmergencyAccessInput!) {
    requestEmergencyAccess(input: $input) {
      ... on EmergencyAccessRequested { requested { id } }
      ... on EmergencyAccessRefused { because }
    }
  }`;
  const input = { reason: 'Hạn trả hồ sơ là hôm nay', case: knownPerson.claim, ground: 'DEADLINE' };
  const stored = async () => (await hub.stores.hub.collection(emergencyAccesses)).count();
  const before = await stored();
  const tried = await hub.ask(mutation, { input }, { ...officer, dryRun: '1' });
  expect([tried.status, tried.data, tried.errors, await stored()]).toEqual([200, null, [], before]);
  await hub.ask(mutation, { input }, officer);
  expect(await stored()).toBe(before + 1);
});

test('a dry run is asked for by 1 and nothing else', async () => {
  const { status, errors } = await hub.ask(query, {}, { ...officer, dryRun: 'true' });
  expect([status, errors[0]?.extensions?.['code']]).toEqual([400, 'HUB_HEADER_INVALID']);
});
