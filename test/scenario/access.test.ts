import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { medicalDocuments } from '../../subgraphs/health/collections.ts';
import { citizens } from '../../subgraphs/population/collections.ts';
import { claims, insuredPersons } from '../../subgraphs/vss/collections.ts';
import { startTestHub, type Asker, type HubUnderTest } from './running-hub.ts';

/*
 * One question about a new mother, asked by seven callers. The question is the same to the letter; what each is shown is
 * what the law lets each see, and is compared with what the agencies have stored.
 */
const question = `query ($mother: ID!, $claim: ID!) {
  citizen(id: $mother) {
    fullName
    personalNumber
    birthDate
    insurance { totalMonths contributedAtLeast(months: 6, from: "2025-09-01", to: "2026-09-01") }
    stays: medicalDocuments(kinds: [DISCHARGE_PAPER], first: 1) {
      nodes { ... on DischargePaper { issuedOn admittedAt dischargeDiagnosis } }
    }
  }
  claim(id: $claim) {
    number
    state
    leaveDays
    decision { amount }
    payments { bankAccount }
  }
}`;

let hub: HubUnderTest;
let variables: Readonly<Record<'mother' | 'claim', string>>;
/** What the agencies have stored. */
let stored: Awaited<ReturnType<typeof readStores>>;

beforeAll(async () => {
  hub = await startTestHub(100);
  stored = await readStores(hub);
  variables = { mother: stored.mother.id, claim: stored.claim.id };
});
afterAll(() => hub.stop());

async function readStores({ stores, citizenOf }: HubUnderTest) {
  const id = citizenOf('newMother');
  const latest = { equals: [id], order: 'desc', limit: 1 } as const;
  const mother = await (await stores.population.collection(citizens)).get(id);
  const insured = await (await stores.vss.collection(insuredPersons)).get(id);
  const [claim] = await (await stores.vss.collection(claims)).find({ index: 'byClaimant', ...latest });
  const [paper] = await (
    await stores.health.collection(medicalDocuments)
  ).find({ index: 'byCitizenAndKind', ...latest, equals: [id, 'DISCHARGE_PAPER'] });
  if (!mother || !insured || !claim?.decision || paper?.kind !== 'DISCHARGE_PAPER') {
    throw new Error('The story of the new mother is not complete in the stores.');
  }
  const { family, middle, given } = mother.nameParts;
  return {
    mother,
    insured,
    claim,
    decision: claim.decision,
    paper,
    fullName: [family, middle, given].filter(Boolean).join(' '),
    number: mother.identifiers.find(({ kind }) => kind === 'PERSONAL_NUMBER')?.value ?? '',
    account: claim.payments[0]?.bankAccount ?? '',
  };
}

const last4 = (text: string) => `****${text.slice(-4)}`;

/** All that was asked, as it is stored; something else in its place where that is said. */
function everything(instead: { citizen?: object; stay?: object; claim?: object } = {}) {
  const { fullName, number, mother, insured, paper, claim, decision, account } = stored;
  const { issuedOn, admittedAt, dischargeDiagnosis } = paper;
  return {
    citizen: {
      fullName,
      personalNumber: number,
      birthDate: mother.birthDate,
      insurance: { totalMonths: insured.totalMonths, contributedAtLeast: 'MATCH' },
      stays: { nodes: [{ issuedOn, admittedAt, dischargeDiagnosis, ...instead.stay }] },
      ...instead.citizen,
    },
    claim: {
      number: claim.number,
      state: claim.state,
      leaveDays: claim.leaveDays,
      decision: { amount: decision.amount },
      payments: [{ bankAccount: account }],
      ...instead.claim,
    },
  };
}

const ofStay = (field: string) => `citizen.stays.nodes.${field}`;

/** Asks the question, and gives the data, and why each place that is denied is. */
async function ask(asker?: Asker) {
  const { status, data, errors } = await hub.ask(question, variables, asker);
  expect(status).toBe(200);
  const denied = errors.map(({ extensions = {} }) => [extensions['affectedPath'], extensions['reason']]);
  return { data, denied: Object.fromEntries(denied) as Readonly<Record<string, unknown>> };
}

describe('asked about her, her hospital stay and her claim,', () => {
  test('the mother sees everything', async () => {
    expect(await ask({ persona: 'citizen', citizen: stored.mother.id })).toEqual({
      data: everything(),
      denied: {},
    });
  });

  test('the officer who decides her claim sees all that it takes: no illness, and no whole bank account', async () => {
    const { claim, account } = stored;
    expect(await ask({ persona: 'vss-officer', organisation: claim.office, case: claim.number })).toEqual({
      data: everything({
        stay: { dischargeDiagnosis: null },
        claim: { payments: [{ bankAccount: last4(account) }] },
      }),
      denied: { [ofStay('dischargeDiagnosis')]: 'REASON_REQUIRED' },
    });
  });

  test('the same officer, who records a reason, sees the illness too', async () => {
    const { claim, account } = stored;
    const reason = 'Đối chiếu chẩn đoán với thời gian nghỉ';
    const officer = {
      persona: 'vss-officer',
      organisation: claim.office,
      case: claim.number,
      reason,
    } as const;
    expect(await ask(officer)).toEqual({
      data: everything({ claim: { payments: [{ bankAccount: last4(account) }] } }),
      denied: {},
    });
    expect(hub.log.entries().at(-1)?.caller).toMatchObject({ reason, case: claim.number });
  });

  test('her employer sees her leave and its contributions: no illness, no number, no bank account', async () => {
    const { claim, number } = stored;
    expect(await ask({ persona: 'employer-hr', organisation: claim.employerId })).toEqual({
      data: everything({
        citizen: { personalNumber: last4(number) },
        stay: { dischargeDiagnosis: null },
        claim: { number: last4(claim.number), payments: null },
      }),
      denied: {
        [ofStay('dischargeDiagnosis')]: 'NOT_GRANTED',
        'claim.payments.bankAccount': 'NOT_GRANTED',
      },
    });
  });

  test('the national portal, to which she has signed in, sees where her claim stands', async () => {
    const { claim, number } = stored;
    const { data, denied } = await ask({ persona: 'portal', citizen: stored.mother.id });
    expect(data).toEqual(
      everything({
        citizen: { fullName: null, personalNumber: last4(number), birthDate: null, insurance: null },
        stay: { admittedAt: null, dischargeDiagnosis: null },
        claim: { number: last4(claim.number), leaveDays: null, decision: null, payments: null },
      }),
    );
    expect(denied).toMatchObject({
      'citizen.fullName': 'PURPOSE_NOT_FITTING',
      'claim.leaveDays': 'NOT_GRANTED',
    });
  });

  test('the auditor sees that data were shared, of somebody born in that year', async () => {
    const { claim, number, mother } = stored;
    const { data, denied } = await ask({ persona: 'auditor' });
    expect(data).toEqual(
      everything({
        citizen: {
          fullName: null,
          personalNumber: last4(number),
          birthDate: `${mother.birthYear}-01-01`,
          insurance: { totalMonths: null, contributedAtLeast: 'MATCH' },
        },
        stay: { admittedAt: null, dischargeDiagnosis: null },
        claim: { number: last4(claim.number), leaveDays: null, decision: null, payments: null },
      }),
    );
    expect(denied).toMatchObject({
      'citizen.fullName': 'BREAK_GLASS_POSSIBLE',
      [ofStay('dischargeDiagnosis')]: 'NOT_GRANTED',
    });
  });

  test('an officer of another office sees nothing, whatever case is named', async () => {
    const { data, denied } = await ask({ persona: 'vss-officer-elsewhere', case: stored.claim.number });
    expect(data).toEqual({
      citizen: { fullName: null, personalNumber: null, birthDate: null, insurance: null, stays: null },
      claim: null,
    });
    expect(denied).toMatchObject({ 'citizen.fullName': 'NOT_RELATED', claim: 'NOT_RELATED' });
  });

  test('nobody without a token sees anything', async () => {
    const { data, denied } = await ask();
    expect(data).toEqual({ citizen: null, claim: null });
    expect(new Set(Object.values(denied))).toEqual(new Set(['TOKEN_REQUIRED']));
  });
});

test('each of them is in the disclosure log, and none of the values', () => {
  const entries = hub.log.entries();
  const roles = entries.map(({ caller }) => caller.role);
  expect(roles).toEqual([
    'CITIZEN',
    'VSS_CLAIM_OFFICER',
    'VSS_CLAIM_OFFICER',
    'EMPLOYER_HR',
    'PORTAL_BACKEND',
    'AUDITOR',
    'VSS_CLAIM_OFFICER',
    'ANONYMOUS',
  ]);
  const { fullName, number, account, paper } = stored;
  const written = JSON.stringify(entries);
  const values = [fullName, number, account, paper.dischargeDiagnosis];
  expect(values.filter((value) => written.includes(value))).toEqual([]);
});

describe('the list of what an office has to do', () => {
  const operation = readFileSync(
    new URL('../../gateway/clients/operations/console/claim-tasks.graphql', import.meta.url),
    'utf8',
  );
  const list = async (asker: Partial<Asker> = {}, filter: object = {}) => {
    const { state, office } = stored.claim;
    const officer = { persona: 'vss-officer', organisation: office, purpose: 'SI.CLAIM.QUEUE' } as const;
    const answer = await hub.ask(operation, { state, first: 100, ...filter }, { ...officer, ...asker });
    const page = answer.data?.['claimTasks'] as { nodes: { claim: string; dueOn: string }[] } | null;
    return { ...answer, tasks: page?.nodes, ids: page?.nodes.map(({ claim }) => claim) };
  };

  test('is there for its officer, by the legal clock, names nobody, and is in the log of whom it is about', async () => {
    const { tasks = [], ids, errors, text } = await list();
    expect(errors).toEqual([]);
    expect(ids).toContain(stored.claim.id);
    expect(tasks.map(({ dueOn }) => dueOn)).toEqual(tasks.map(({ dueOn }) => dueOn).toSorted());
    expect([stored.mother.id, stored.fullName, stored.number].filter((told) => text.includes(told))).toEqual(
      [],
    );
    const subjects = hub.log
      .entries()
      .at(-1)
      ?.disclosures.flatMap((disclosure) => disclosure.subjects);
    expect(subjects).toContain(stored.mother.id);
  });

  test('is not there for another office, its claimant, another role or another purpose', async () => {
    const { id: claim, scheme } = stored.claim;
    expect((await list({}, { scheme })).ids).toContain(claim);
    expect((await list({}, { scheme: 'CONVALESCENCE' })).ids).not.toContain(claim);
    expect((await list({ citizen: stored.mother.id })).ids).not.toContain(claim);
    expect((await list({ organisation: 'BHXH-01' })).ids).not.toContain(claim);
    expect((await list({ purpose: 'SI.CLAIM.DECIDE', case: claim })).ids).toBeUndefined();
    const payer = { persona: 'vss-payment', purpose: 'SI.CLAIM.PAY', case: claim } as const;
    expect((await list(payer)).ids).toBeUndefined();
  });
});

describe('whoever runs the hub', () => {
  const operation = (name: string) =>
    readFileSync(
      new URL(`../../gateway/clients/operations/console/${name}.graphql`, import.meta.url),
      'utf8',
    );
  const operator: Asker = { persona: 'operator' };
  const employer: Asker = { persona: 'employer-hr' };
  const order = { client: 'employer-portal', note: 'It asks for whole lists of people.' };

  test('sees agencies, clients and what they have sent, and nobody’s data', async () => {
    const { data, errors, text } = await hub.ask(operation('how-the-hub-is'), {}, operator);
    expect(errors).toEqual([]);
    const states = data?.['agencyStates'] as { agency: string; isUp: boolean }[];
    expect(states.map(({ agency, isUp }) => [agency, isUp])).toEqual(
      ['health', 'justice', 'population', 'vss'].map((agency) => [agency, true]),
    );
    const clients = data?.['hubClients'] as { id: string; usedInDay: number; perDay: number }[];
    expect(clients.find(({ id }) => id === 'hub-operations')).toMatchObject({ usedInDay: 1, perDay: 20_000 });
    expect(text).not.toContain(stored.mother.id);
    const person = await hub.ask(question, variables, operator);
    expect(person.data).toEqual({ citizen: null, claim: null });
  });

  test('suspends a client at once, with an entry in the log, and lets it in again', async () => {
    const before = await hub.ask('{ me { id } }', {}, employer);
    expect(before.status).toBe(200);
    const input = { ...order, reason: 'AGREEMENT_BREACH' };
    const suspended = await hub.ask(operation('suspend-client'), { input }, operator);
    expect(suspended.data).toMatchObject({
      suspendClient: { client: { suspended: { reason: 'AGREEMENT_BREACH' } } },
    });
    expect(hub.log.entries().at(-1)).toMatchObject({
      caller: { client: 'hub-operations', role: 'HUB_OPERATOR' },
      operation: { kind: 'mutation' },
    });
    const refused = await hub.ask('{ me { id } }', {}, employer);
    expect([refused.status, refused.errors[0]?.extensions?.['code']]).toEqual([403, 'CLIENT_SUSPENDED']);
    expect(refused.text).not.toContain(order.note);
    await hub.ask(operation('resume-client'), { input: order }, operator);
    expect((await hub.ask('{ me { id } }', {}, employer)).status).toBe(200);
  });

  test.each(['auditor', 'vss-officer', 'citizen'] as const)('is nobody else: not %s', async (persona) => {
    const input = { ...order, reason: 'AGREEMENT_BREACH' };
    const answer = await hub.ask(operation('suspend-client'), { input }, { persona });
    expect(answer.data?.['suspendClient'] ?? null).toBeNull();
    expect((await hub.ask('{ me { id } }', {}, employer)).status).toBe(200);
    expect((await hub.ask('{ hubClients { id } }', {}, { persona })).data?.['hubClients'] ?? null).toBeNull();
  });
});
