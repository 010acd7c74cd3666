import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { medicalDocuments } from '../../../subgraphs/health/collections.ts';
import { claims, insuredPersons } from '../../../subgraphs/vss/collections.ts';
import { watchFetches } from '../../leak-hunt/checking/watch-fetches.ts';
import type { HubUnderTest } from '../../scenario/running-hub.ts';
import { paper } from '../../subgraphs/health/records.ts';
import { claim, insured } from '../../subgraphs/vss/records.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { askers, startKnownHub, toldIn } from './known-hub.ts';

const { id, spouse, employer: employerId } = knownPerson;
const { employer } = askers;

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
  const { health, vss } = hub.stores;
  await (
    await health.collection(medicalDocuments)
  ).insertMany([paper('DISCHARGE_PAPER', 'paper-of-spouse', { citizenId: spouse })]);
  // The employer filed for the spouse, who has left since: that claim is its own, the person is not its employee.
  await (
    await vss.collection(claims)
  ).insertMany([claim('claim-of-spouse', spouse, { employerId, state: 'CLOSED' })]);
  await (
    await vss.collection(insuredPersons)
  ).insertMany([insured(spouse, { employerId, status: 'CLOSED' })]);
});
afterAll(() => hub.stop());

const claimant = 'leaveFrom claimant { fullName claims { nodes { id } } insurance { status } }';

describe('G20: whom a question finds is judged by the true employment:', () => {
  test('the claimant of a claim, at each agency', async () => {
    const answer = await hub.ask(`{ claim(id: "${knownPerson.claim}") { ${claimant} } }`, {}, employer);
    expect([answer.errors, answer.data]).toEqual([
      [],
      {
        claim: {
          leaveFrom: '2026-06-01',
          claimant: {
            fullName: 'Nguyễn Thị Ánh',
            claims: { nodes: [{ id: knownPerson.claim }] },
            insurance: { status: 'ACTIVE' },
          },
        },
      },
    ]);
  });

  test('not the claimant who has left, though the claim is the employer’s own', async () => {
    const answer = await hub.ask(`{ claim(id: "claim-of-spouse") { ${claimant} } }`, {}, employer);
    expect(answer.data).toEqual({
      claim: { leaveFrom: '2026-06-01', claimant: { fullName: null, claims: null, insurance: null } },
    });
    expect(
      toldIn(answer)
        .map(([path]) => path)
        .toSorted(),
    ).toEqual(['claims', 'fullName', 'insurance'].map((field) => `claim.claimant.${field}`));
  });

  test('whose paper it is, with the facts of leave and without the illness', async () => {
    const query = `{ medicalDocument(id: "DISCHARGE_PAPER") {
      __typename id status ... on DischargePaper { admittedAt icd10Code }
    } }`;
    const answer = await hub.ask(query, {}, employer);
    expect(answer.data).toEqual({
      medicalDocument: {
        __typename: 'DischargePaper',
        id: 'DISCHARGE_PAPER',
        status: 'ACKNOWLEDGED',
        admittedAt: expect.any(String),
        icd10Code: null,
      },
    });
    expect(toldIn(answer).map(([path, , reason]) => [path, reason])).toEqual([
      ['medicalDocument.icd10Code', 'NOT_GRANTED'],
    ]);
  });

  test('a paper of somebody else is not there, as one that does not exist', async () => {
    const ask = (paperId: string) =>
      hub.ask(`{ medicalDocument(id: "${paperId}") { __typename id status } }`, {}, employer);
    const [one, none] = await Promise.all([ask('paper-of-spouse'), ask('paper-of-nobody')]);
    expect(one.text).toBe(none.text);
    expect(one.data).toEqual({ medicalDocument: null });
  });

  test('and the log says on which relation it rested, and nothing of what was judged before', async () => {
    await hub.ask(
      `{ claim(id: "${knownPerson.claim}") { claimant { insurance { status } } } }`,
      {},
      employer,
    );
    const { disclosures = [] } = hub.log.entries().at(-1) ?? {};
    expect(new Set(disclosures.map(({ relation }) => relation))).toEqual(new Set(['OWN_RECORD']));
    expect(disclosures.flatMap(({ denied = [] }) => denied)).toEqual([]);
  });
});

test('G20: an employment is asked about once in a request, for all that was found together', async () => {
  const fetches = watchFetches();
  const ids = [knownPerson.claim, 'claim-of-spouse'];
  const query = `{ ${ids.map((each, i) => `c${i}: claim(id: "${each}") { ${claimant} }`).join(' ')} }`;
  await hub.ask(query, {}, employer);
  const asked = fetches.take().flatMap(({ path, body }) => (path.endsWith('/relations') ? [body] : []));
  fetches.stop();
  const employees = asked.flatMap((body) => (JSON.parse(body) as { employees?: string[] }).employees ?? []);
  expect(employees.toSorted()).toEqual([id, spouse].toSorted());
  expect(asked).toHaveLength(1);
});
