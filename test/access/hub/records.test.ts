import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claims, contributions } from '../../../subgraphs/vss/collections.ts';
import type { Asker, HubUnderTest } from '../../scenario/running-hub.ts';
import { claim, contribution } from '../../subgraphs/vss/records.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { askers, expectDenials, ofPerson, startKnownHub } from './known-hub.ts';

const { id, spouse, child, employer: employerId } = knownPerson;
const { officer, payer, employer, clerk, themself, widower, auditor, population } = askers;

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
  const { vss } = hub.stores;
  const elsewhere = { employerId: 'OTHER-1', salaryBase: 5_000_000 };
  await (
    await vss.collection(contributions)
  ).insertMany([contribution(id, '2015-01-01', '2020-01-01', elsewhere)]);
  await (await vss.collection(claims)).insertMany([claim('claim-elsewhere', id, elsewhere)]);
});
afterAll(() => hub.stop());

const unrelated = [['citizen.fullName', 'Citizen.fullName', 'NOT_RELATED']] as const;

describe('G20: the relation to each person decides:', () => {
  test.each<[string, Asker, string]>([
    ['a citizen', themself, id],
    ['a representative', widower, id],
    ['an officer about the claimant', officer, id],
    ['an officer about the child of the claim', officer, child],
    ['an officer of the population database', population, spouse],
    ['an employer', employer, id],
  ])('G20: %s sees whom the relation is to', async (_who, asker, whom) => {
    const answer = await hub.ask(`{ ${ofPerson('fullName', whom)} }`, {}, asker);
    expect([answer.errors, answer.data]).toEqual([[], { citizen: { fullName: 'Nguyễn Thị Ánh' } }]);
  });

  test.each<[string, Asker, string]>([
    ['a citizen not the spouse', themself, spouse],
    ['a citizen not the child, who represents nobody', themself, child],
    ['a representative not another relative', widower, child],
    ['an officer not a relative of the claimant', officer, spouse],
    ['an employer not the spouse of an employee', employer, spouse],
    ['an officer of the population database not the own file', { ...population, citizen: spouse }, spouse],
    ['a payer not the own file', { ...payer, citizen: id }, id],
  ])('G20: %s', async (_who, asker, whom) => {
    const answer = await hub.ask(`{ ${ofPerson('fullName', whom)} }`, {}, asker);
    expectDenials(hub, answer, { citizen: { fullName: null } }, unrelated);
  });

  test('G20: a second path to the other person does not lead further than the first', async () => {
    const query = `{ ${ofPerson('familyRelations { nodes { kind relative { id fullName } } }')} }`;
    const nodes = [
      { kind: 'CHILD', relative: { id: child, fullName: null } },
      { kind: 'SPOUSE', relative: { id: spouse, fullName: null } },
    ];
    const path = 'citizen.familyRelations.nodes.relative.fullName';
    expectDenials(hub, await hub.ask(query, {}, themself), { citizen: { familyRelations: { nodes } } }, [
      [path, 'Citizen.fullName', 'NOT_RELATED'],
    ]);
  });

  test('an employer sees its own employment of a person, and none elsewhere', async () => {
    const query = `{
      ${ofPerson(`insurance {
        contributions(first: 1) { nodes { salaryBase employer { code } } pageInfo { hasNextPage } }
      } claims(first: 1) { nodes { id } pageInfo { hasNextPage } }`)}
      filed: claim(id: "${knownPerson.claim}") { leaveFrom }
      elsewhere: claim(id: "claim-elsewhere") { leaveFrom }
    }`;
    const answer = await hub.ask(query, {}, employer);
    expect([answer.errors, answer.data]).toEqual([
      [],
      {
        citizen: {
          insurance: {
            contributions: {
              nodes: [{ salaryBase: 9_600_000, employer: { code: employerId } }],
              pageInfo: { hasNextPage: false },
            },
          },
          claims: { nodes: [{ id: knownPerson.claim }], pageInfo: { hasNextPage: false } },
        },
        filed: { leaveFrom: '2026-06-01' },
        elsewhere: null,
      },
    ]);
    expect(answer.text).not.toMatch(/OTHER-1|5000000|claim-elsewhere/);
  });
});

describe('F23: of several people in one list', () => {
  const whole = { fullName: 'Nguyễn Thị Ánh', medicalDocuments: { pageInfo: { hasNextPage: false } } };
  const nothing = { fullName: null, medicalDocuments: null };

  test.each([
    ['first', [id, spouse, child], [whole, nothing, whole]],
    ['last', [spouse, child, id], [nothing, whole, whole]],
    ['twice', [id, spouse, id], [whole, nothing, whole]],
  ])('F23: each has a verdict of their own, the claimant %s', async (_where, ids, citizens) => {
    const query = `query ($ids: [ID!]!) {
      citizens(ids: $ids) { fullName medicalDocuments(first: 20) { pageInfo { hasNextPage } } }
    }`;
    const answer = await hub.ask(query, { ids }, officer);
    expectDenials(hub, answer, { citizens }, [
      ['citizens.fullName', 'Citizen.fullName', 'NOT_RELATED'],
      ['citizens.medicalDocuments', 'Citizen.medicalDocuments', 'NOT_RELATED'],
    ]);
    const disclosed = hub.log.entries().at(-1)?.disclosures ?? [];
    const subjects = (outcome: 'full' | 'denied') =>
      new Set(disclosed.filter((each) => each[outcome]).flatMap((each) => each.subjects));
    expect(subjects('full')).toEqual(new Set(ids.filter((one) => one !== spouse)));
    expect(subjects('denied')).toEqual(new Set([spouse]));
  });
});

test('G20: what is denied of a person at one place is not told at another where nobody is', async () => {
  const paper = 'medicalDocument(id: "nobody") { ... on TransferPaper { subject { diedOn } } }';
  const asker = { ...officer, reason: 'Cần xét con ốm theo Điều 43' };
  const { errors, data } = await hub.ask(`{ ${paper} ${ofPerson('diedOn', spouse)} }`, {}, asker);
  expect(data).toMatchObject({ medicalDocument: null });
  expect(errors.map(({ extensions }) => extensions?.['affectedPath'])).toEqual(['citizen.diedOn']);
});

test('G20: what is denied of a relative is not told of the claimant, of whom the same call asks the same', async () => {
  const relatives = 'familyRelations(kind: SPOUSE) { nodes { relative { diedOn } } }';
  const asker = { ...officer, reason: 'Cần xét con ốm theo Điều 43' };
  const query = `{ citizens(ids: ["${id}", "${id}"]) { diedOn ${relatives} } }`;
  const answer = await hub.ask(query, {}, asker);
  const citizen = { diedOn: '2026-03-10', familyRelations: { nodes: [{ relative: { diedOn: null } }] } };
  expectDenials(hub, answer, { citizens: [citizen, citizen] }, [
    ['citizens.familyRelations.nodes.relative.diedOn', 'Citizen.diedOn', 'NOT_RELATED'],
  ]);
});

describe('G22: a mask', () => {
  const account = '****9988';

  test('G22: survives aliases, fragments, lists and a second path', async () => {
    const query = `{
      claim(id: "${knownPerson.claim}") { payments { bankAccount a: bankAccount ...Again } }
      ${ofPerson('claims { nodes { payments { bankAccount } } }')}
    }
    fragment Again on BenefitPayment { again: bankAccount }`;
    const answer = await hub.ask(query, {}, officer);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      claim: { payments: [{ bankAccount: account, a: account, again: account }] },
      citizen: { claims: { nodes: expect.arrayContaining([{ payments: [{ bankAccount: account }] }]) } },
    });
    expect(answer.text).not.toContain('0000999988');
  });

  test('G22: is put on by the agency, which tells the gateway so', async () => {
    const query = `{ claim(id: "${knownPerson.claim}") { payments { bankAccount } } }`;
    await hub.ask(query, {}, officer);
    const { disclosures = [] } = hub.log.entries().at(-1) ?? {};
    expect(disclosures.flatMap(({ masked = [] }) => masked)).toEqual(['BenefitPayment.bankAccount']);
    expect(disclosures.flatMap(({ full = [] }) => full)).not.toContain('BenefitPayment.bankAccount');
    const { data } = await hub.ask(query, {}, payer);
    expect(data).toEqual({ claim: { payments: [{ bankAccount: '0000999988' }] } });
  });

  test('G22: is put on each row of a list, and the answer says where', async () => {
    const query = '($ids: [ID!]!) { citizens(ids: $ids) { personalNumber birthDate identifiers { value } } }';
    const answer = await hub.ask(`query ${query}`, { ids: [id, spouse] }, auditor);
    const row = (number: string) => ({
      personalNumber: number,
      birthDate: '1990-01-01',
      identifiers: [{ value: number }],
    });
    expect([answer.errors, answer.data]).toEqual([[], { citizens: [row('****2345'), row('****4321')] }]);
    expect(JSON.parse(answer.text)).toMatchObject({
      extensions: {
        access: { masked: ['Citizen.birthDate', 'Citizen.personalNumber', 'CitizenIdentifier.value'] },
      },
    });
  });
});

describe('C10: nothing tells whether there is', () => {
  const other = { ...officer, organisation: 'OFFICE-2' };
  test.each<[string, Asker, string, string, string]>([
    [
      'a citizen of whom all that is asked is denied',
      officer,
      '{ citizen(id: "@") { bloodType } }',
      spouse,
      'x',
    ],
    ['a claim of another office', other, '{ claim(id: "@") { state } }', knownPerson.claim, 'x'],
    [
      'the number of such a claim',
      other,
      '{ claimByNumber(number: "@") { state } }',
      `number-${knownPerson.claim}`,
      'BHXH-2026-0',
    ],
    [
      'a paper of another facility',
      { ...clerk, organisation: '99999' },
      '{ medicalDocument(id: "@") { ... on DischargePaper { icd10Code } } }',
      'DISCHARGE_PAPER',
      'x',
    ],
    [
      'a bearer of a number whom the case does not name',
      officer,
      '{ citizenByIdentifier(kind: PERSONAL_NUMBER, value: "@") { fullName } }',
      '001088054321',
      '001088054399',
    ],
    [
      'such a bearer, by stated particulars',
      officer,
      '{ verifyCitizen(input: { identifierKind: PERSONAL_NUMBER, identifier: "@" }) { outcome } }',
      '001088054321',
      '001088054399',
    ],
    [
      'a birth that is not of the case',
      other,
      '{ birthByMedicalNotice(code: "@") { outcome } }',
      'code-birth-of-known',
      'code-of-nothing',
    ],
  ])('C10: %s', async (_what, asker, query, existing, unknown) => {
    const [one, two] = [existing, unknown].map((value) => hub.ask(query.replace('@', value), {}, asker));
    expect((await one)?.text).toBe((await two)?.text);
    expect(Object.values((await one)?.data ?? {})).toEqual([null]);
  });

  test('C10: the same holds for what anybody without a token asks', async () => {
    const ask = (value: string) => hub.ask(`{ ${ofPerson('fullName', value)} }`);
    expect((await ask(id)).text).toBe((await ask('x')).text);
  });
});
