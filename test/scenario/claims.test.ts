import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seals } from '../../subgraphs/kit/seal/stored-seal.ts';
import { claims } from '../../subgraphs/vss/collections.ts';
import { asCitizen, asEmployer, asOfficer, operation } from './claim-askers.ts';
import { leaves, people, recordClaimPeople } from './claim-people.ts';
import { startTestHub, type Asker, type GraphqlAnswer, type HubUnderTest } from './running-hub.ts';

/*
 * Claims over the whole hub, by the operations that their clients have registered: sent in, resolved from the evidence that
 * social insurance asks the other agencies for, decided, paid and followed.
 */
let hub: HubUnderTest;
/** Claims of the world, which nobody touches. */
let others: number;
beforeAll(async () => {
  hub = await startTestHub(1);
  await recordClaimPeople(hub.stores);
  others = await (await hub.stores.vss.collection(claims)).count();
});
afterAll(() => hub.stop());

const made = async () => (await (await hub.stores.vss.collection(claims)).count()) - others;

const rest = { weeklyRest: ['SATURDAY', 'SUNDAY'] };

function submit(citizen: string, input: object, key = `key-${citizen}`): Promise<GraphqlAnswer> {
  const whole = { claimant: citizen, idempotencyKey: key, ...rest, ...input };
  return hub.ask(operation('vss-portal/submit-claim'), { input: whole }, asCitizen(citizen));
}

const claimsOf = async (citizen: string, scheme: string) => {
  const equals = [citizen, scheme];
  return (await hub.stores.vss.collection(claims)).find({ index: 'byClaimantAndScheme', equals, limit: 10 });
};
const stored = async (id: string) => (await hub.stores.vss.collection(claims)).get(id);
const answerTo = ({ data }: GraphqlAnswer, field: string) => data?.[field] as Record<string, unknown> | null;
const idIn = (answer: GraphqlAnswer) => String(answerTo(answer, 'submitClaim')?.['claimId']);

test('a preview tells what is found and what it would give, and leaves nothing behind', async () => {
  const input = { claimant: people.sick, scheme: 'SICKNESS', ...rest, ...leaves.sick };
  const answer = await hub.ask(operation('vss-portal/preview-claim'), { input }, asCitizen(people.sick));
  expect(answer.errors).toEqual([]);
  expect(answerTo(answer, 'claimPreview')).toMatchObject({
    event: 'OWN_ILLNESS',
    office: people.office,
    isComplete: true,
    evidence: [
      { role: 'OUTPATIENT_LEAVE', state: 'FOUND', document: { __typename: 'SickLeaveCertificate' } },
    ],
    estimate: { outcome: 'APPROVED', amount: 1_500_000, paidDays: 5 },
    existing: null,
    notEligible: null,
  });
  expect(await made()).toBe(0);
  // Social insurance has looked as a client of the hub, in a case of its own, and the log says so.
  const looked = hub.log.entries().filter(({ caller }) => caller.client === 'vss-resolver');
  expect(looked.map(({ caller }) => [caller.role, caller.purpose, caller.case?.slice(0, 6)])).toEqual([
    ['VSS_CLAIM_OFFICER', 'SI.CLAIM.DECIDE', 'draft.'],
  ]);
});

const problemsOf = ({ errors }: GraphqlAnswer) => errors.map(({ extensions }) => extensions?.['problem']);

test('nobody previews or submits for somebody else, and is told that they may not', async () => {
  const input = { claimant: people.lost, scheme: 'SICKNESS', ...leaves.sick };
  const preview = await hub.ask(operation('vss-portal/preview-claim'), { input }, asCitizen(people.sick));
  expect([preview.data, problemsOf(preview)]).toEqual([{ claimPreview: null }, ['NOT_YOURS_TO_FILE']]);
  const whole = { ...input, idempotencyKey: 'key-of-another' };
  const sent = await hub.ask(operation('vss-portal/submit-claim'), { input: whole }, asCitizen(people.sick));
  expect([sent.data, problemsOf(sent)]).toEqual([{ submitClaim: null }, ['NOT_YOURS_TO_FILE']]);
  expect(await made()).toBe(0);
});

describe('of an employer’s list', () => {
  const row = { employee: people.sick, scheme: 'SICKNESS', ...leaves.sick, weeklyRest: 'SATURDAY,SUNDAY' };
  const list = {
    idempotencyKey: 'list-2026-11',
    rows: [
      row,
      { ...row, leaveFrom: '2026-11-31' },
      { ...row, employee: people.elsewhere },
      { ...row, scheme: 'VOLUNTARY_MATERNITY' },
      { employee: people.lost, scheme: 'MATERNITY', ...leaves.lost },
      null,
    ],
  };
  const send = () => hub.ask(operation('employer-portal/submit-claim-list'), { input: list }, asEmployer);

  test('a bad row stops no other, and nothing tells an illness or a loss', async () => {
    const answer = await send();
    expect(answer.errors).toEqual([]);
    const rows = answerTo(answer, 'submitClaimList')?.['rows'] as Record<string, unknown>[];
    const outcomes = rows.map(
      ({ faultCode, result }) => faultCode ?? (result as (typeof rows)[0])['__typename'],
    );
    const faults = ['DAYS_UNREADABLE', 'NOT_AN_EMPLOYEE', 'SCHEME_UNKNOWN'];
    expect(outcomes).toEqual(['ClaimAccepted', ...faults, 'ClaimAccepted', 'ROW_MISSING']);
    expect(answer.text).not.toMatch(/sẩy|loss|illness|viêm/i);
  });

  test('the same list sent again makes no second claims', async () => {
    const again = await send();
    const rows = answerTo(again, 'submitClaimList')?.['rows'] as Record<string, unknown>[];
    expect(rows[0]).toMatchObject({ result: { __typename: 'ClaimAccepted' } });
    expect(await made()).toBe(2);
  });

  test('the employer follows days and outcome; that it was a loss it cannot ask', async () => {
    const [claim] = await (
      await hub.stores.vss.collection(claims)
    ).find({ index: 'byClaimant', equals: [people.lost], limit: 1 });
    expect(claim).toMatchObject({ event: 'PREGNANCY_LOSS', assessment: { paidDays: 20 } });
    const ask = (fields: string) =>
      hub.ask(`query ($id: ID!) { claim(id: $id) { ${fields} } }`, { id: claim?.id }, asEmployer);
    const { data, errors } = await ask(
      'scheme state leaveFrom leaveTo maternityLeaveLength assessment { amount paidDays }',
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      claim: {
        scheme: 'MATERNITY',
        maternityLeaveLength: 'UP_TO_2_MONTHS',
        assessment: { amount: claim?.assessment?.amount },
      },
    });
    for (const hidden of [
      'event',
      'evidence { role }',
      'assessment { doubts }',
      'assessment { reliedOn }',
      'assessment { lines { title } }',
    ]) {
      const answer = await ask(hidden);
      expect([hidden, answer.errors.length > 0, /LOSS|INPATIENT|Trợ cấp khi/.test(answer.text)]).toEqual([
        hidden,
        true,
        false,
      ]);
    }
  });

  test('another employer learns not even that there is a claim', async () => {
    const elsewhere = await hub.ask(
      operation('employer-portal/submit-claim-list'),
      { input: list },
      { ...asEmployer, organisation: 'CLAIMS-02' },
    );
    const rows = answerTo(elsewhere, 'submitClaimList')?.['rows'] as Record<string, unknown>[];
    expect(rows[0]).toEqual({
      faultCode: 'NOT_AN_EMPLOYEE',
      fault: 'The row names an `employee` who is not one of this employer: check who it is.',
      faultVi: 'Dòng này nêu `employee` không phải là người lao động của đơn vị này: hãy kiểm tra lại.',
      result: null,
    });
  });
});

describe('each scheme is resolved from what the agencies hold:', () => {
  test('a birth, for the mother: leave and lump sum', async () => {
    const answer = await submit(people.mother, { scheme: 'MATERNITY', ...leaves.mother });
    expect(answer.errors).toEqual([]);
    expect(await stored(idIn(answer))).toMatchObject({
      event: 'BIRTH',
      childId: people.child,
      // 6 × 9,600,000 + 2 × 2,530,000
      assessment: {
        outcome: 'APPROVED',
        amount: 62_660_000,
        doubts: [],
        papers: [{ type: 'MedicalBirthNotice' }],
      },
    });
  });

  test('the father, by the registration and the notice that names him', async () => {
    const answer = await submit(people.father, {
      scheme: 'MATERNITY',
      event: 'PATERNITY',
      child: people.child,
      ...leaves.father,
    });
    expect(await stored(idIn(answer))).toMatchObject({
      event: 'PATERNITY',
      // 9,600,000 / 24 × 5
      assessment: {
        outcome: 'APPROVED',
        amount: 2_000_000,
        paidDays: 5,
        doubts: [],
        papers: [{ type: 'BirthRegistration' }, { type: 'MedicalBirthNotice' }],
      },
    });
  });

  test('the care of a sick child, proven to be the claimant’s', async () => {
    const answer = await submit(people.carer, {
      scheme: 'SICKNESS',
      child: people.sickChild,
      ...leaves.carer,
    });
    expect(await stored(idIn(answer))).toMatchObject({
      event: 'CHILD_ILLNESS',
      // 9,600,000 × 75 % / 24 × 3
      assessment: { amount: 900_000, paidDays: 3, doubts: [], papers: [{ type: 'SickLeaveCertificate' }] },
    });
  });

  test('leave without a paper waits', async () => {
    const answer = await submit(
      people.carer,
      { scheme: 'SICKNESS', leaveFrom: '2026-11-16', leaveTo: '2026-11-17' },
      'key-of-waiting',
    );
    expect(answerTo(answer, 'submitClaim')).toMatchObject({
      __typename: 'ClaimMissingEvidence',
      explanationNeeded: false,
      evidence: [{ role: 'OUTPATIENT_LEAVE', state: 'MISSING' }],
    });
    expect((await stored(idIn(answer)))?.state).toBe('WAITING_DATA');
  });
});

test('fifty submissions at once through the hub are one claim', async () => {
  const input = { scheme: 'CONVALESCENCE', leaveFrom: '2026-11-18', leaveTo: '2026-11-20' };
  const send = () => submit(people.mother, input, 'key-of-fifty');
  const before = await made();
  const answers = await Promise.all(Array.from({ length: 50 }, send));
  const told = answers.map(({ status, errors, data }) => {
    const { __typename: type, claimId, number } = (data?.['submitClaim'] ?? {}) as Record<string, unknown>;
    return JSON.stringify({ status, errors, type, claimId, number });
  });
  const [claim] = await claimsOf(people.mother, 'CONVALESCENCE');
  const one = { status: 200, errors: [], type: 'ClaimAccepted', claimId: claim?.id, number: claim?.number };
  expect([...new Set(told)]).toEqual([JSON.stringify(one)]);
  expect(await made()).toBe(before + 1);
});

describe('a claim that is assessed', () => {
  let claim: string;
  beforeAll(async () => {
    const [found] = await (
      await hub.stores.vss.collection(claims)
    ).find({ index: 'byClaimant', equals: [people.sick], limit: 1 });
    claim = found?.id ?? '';
  });
  const decide = async (verdict: object, asker = asOfficer(claim)) => {
    const version = (await stored(claim))?.version ?? 0;
    return hub.ask(operation('vss-benefits/decide-claim'), { input: { claim, version, ...verdict } }, asker);
  };

  test('is decided by an officer of its office, in its case, and by nobody else', async () => {
    const elsewhere = await decide(
      { verdict: 'AS_ASSESSED' },
      { ...asOfficer(claim), organisation: 'BHXH-01' },
    );
    expect(answerTo(elsewhere, 'decideClaim')).toBeNull();
    const citizen = await decide({ verdict: 'AS_ASSESSED' }, asCitizen(people.sick));
    const told = { because: 'NOT_YOURS_TO_MOVE', vi: expect.any(String), en: expect.any(String) };
    expect(answerTo(citizen, 'decideClaim')).toMatchObject(told);
    expect((await stored(claim))?.state).toBe('VERIFYING');
  });

  test('is decided once when two officers decide at once', async () => {
    const answers = await Promise.all([
      decide({ verdict: 'AS_ASSESSED' }),
      decide({ verdict: 'AS_ASSESSED' }),
    ]);
    const types = answers.map((answer) => answerTo(answer, 'decideClaim')?.['__typename']);
    expect(types.toSorted()).toEqual(['ClaimChanged', 'ClaimNotChanged']);
    expect((await stored(claim))?.timeline.filter(({ state }) => state === 'DECIDED')).toHaveLength(1);
    // The decision is sealed, and nobody has asked for that.
    await expect.poll(async () => (await hub.stores.vss.collection(seals)).count()).toBe(1);
  });

  test('is paid, which closes it; the claimant follows all of it, the portal its state', async () => {
    const order = (await stored(claim))?.payments[0]?.orderNumber;
    const input = { claim, orderNumber: order, paidOn: '2026-11-26' };
    const payer: Asker = { persona: 'vss-payment', organisation: people.office, case: claim };
    const paid = await hub.ask(operation('vss-benefits/confirm-payment'), { input }, payer);
    expect(answerTo(paid, 'confirmPayment')).toMatchObject({
      __typename: 'ClaimChanged',
      claim: { state: 'CLOSED' },
    });

    const follow = { persona: 'citizen', citizen: people.sick } as const;
    const seen = await hub.ask(operation('vss-portal/follow-claim'), { claim }, follow);
    expect(seen.errors).toEqual([]);
    expect(answerTo(seen, 'claim')).toMatchObject({
      state: 'CLOSED',
      decision: { outcome: 'APPROVED', amount: 1_500_000, reason: null },
      payments: [{ amount: 1_500_000, paidOn: '2026-11-26' }],
      evidence: [{ role: 'OUTPATIENT_LEAVE', state: 'FOUND' }],
    });
    const portal = await hub.ask(
      'query ($id: ID!) { claim(id: $id) { state outcome decision { amount } } }',
      { id: claim },
      { persona: 'portal', citizen: people.sick },
    );
    expect(portal.data).toEqual({
      claim: { state: 'CLOSED', outcome: 'APPROVED', decision: null },
    });
  });

  test('can be contested by its claimant, which is noted in its timeline', async () => {
    const answer = await hub.ask(operation('vss-portal/note-appeal'), { claim }, asCitizen(people.sick));
    expect(answerTo(answer, 'noteAppeal')).toMatchObject({ __typename: 'ClaimChanged' });
    // An answer that was lost is asked for again: one decision is contested once.
    const again = await hub.ask(operation('vss-portal/note-appeal'), { claim }, asCitizen(people.sick));
    expect(answerTo(again, 'noteAppeal')).toEqual(answerTo(answer, 'noteAppeal'));
    expect((await stored(claim))?.appeals).toHaveLength(1);
    expect((await stored(claim))?.timeline.at(-1)).toMatchObject({
      note: 'Đã ghi nhận khiếu nại',
      role: 'CITIZEN',
    });
  });
});

test('by the national portal a claim is sent in without a word of what it is for', async () => {
  const sent = await hub.ask(
    `mutation ($input: SubmitClaimInput!) { submitClaim(input: $input) { __typename ... on ClaimMissingEvidence { claimId } } }`,
    {
      input: {
        idempotencyKey: 'portal-key',
        claimant: people.tired,
        scheme: 'SICKNESS',
        leaveFrom: '2026-11-23',
        leaveTo: '2026-11-24',
      },
    },
    { persona: 'portal', citizen: people.tired, purpose: 'PS.INTAKE' },
  );
  expect(sent.errors).toEqual([]);
  expect(answerTo(sent, 'submitClaim')).toMatchObject({ __typename: 'ClaimMissingEvidence' });
});

test('none of what was done put an illness, a name or a key of a claimant into the log', () => {
  const written = JSON.stringify(hub.log.entries());
  expect(
    ['Sẩy thai', 'Viêm phổi', 'Sốt xuất huyết', 'key-worker'].filter((word) => written.includes(word)),
  ).toEqual([]);
  expect(hub.faults).toEqual([]);
});
