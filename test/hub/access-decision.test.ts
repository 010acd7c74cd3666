import { afterAll, describe, expect, test } from 'vitest';
import type { HubCaller } from '../../gateway/hub/hub-scope.ts';
import { callers, openHub } from './open-hub.ts';

const hub = await openHub('memory:');
afterAll(() => hub.close());

const query = `query (
  $coordinate: String!, $purpose: String, $asOf: Date, $role: String, $reason: Boolean, $breakGlass: Boolean
) {
  accessDecision(
    coordinate: $coordinate, purpose: $purpose, asOf: $asOf, role: $role,
    reasonRecorded: $reason, breakGlass: $breakGlass
  ) {
    coordinate asOf reasonRecorded breakGlass policyVersion
    role { code vi en }
    purpose { code vi en }
    classification { category mask derived }
    outcomes {
      relation { code vi en }
      verdict masks refusedCategory
      categories {
        category disclosure
        policies {
          id effect
          articles { id actVi actEn article vi en inForceFrom inForceTo inForce verified doubt }
        }
      }
      howToAsk { code vi en }
    }
  }
}`;

interface Outcome {
  readonly relation: { readonly code: string };
  readonly verdict: string;
  readonly masks: readonly string[];
  readonly refusedCategory: string | null;
  readonly categories: readonly {
    readonly category: string;
    readonly disclosure: string;
    readonly policies: readonly {
      readonly id: string;
      readonly effect: string;
      readonly articles: readonly Readonly<Record<string, unknown>>[];
    }[];
  }[];
  readonly howToAsk: readonly { readonly code: string }[];
}

interface Decision {
  readonly role: { readonly code: string };
  readonly purpose: { readonly code: string } | null;
  readonly asOf: string;
  readonly classification: readonly object[];
  readonly outcomes: readonly Outcome[];
}

async function decide(caller: HubCaller, variables: Readonly<Record<string, unknown>>) {
  const { data, codes, report } = await hub.ask(caller, query, variables);
  expect(codes).toEqual([]);
  return { decision: data['accessDecision'] as Decision | null, report };
}

async function verdictsOf(caller: HubCaller, variables: Readonly<Record<string, unknown>>) {
  const { decision } = await decide(caller, variables);
  return Object.fromEntries(
    (decision?.outcomes ?? []).map(({ relation, verdict }) => [relation.code, verdict]),
  );
}

const diagnosis = { coordinate: 'DischargePaper.icd10Code' };
const nothing = { NONE: 'NONE', SELF: 'NONE', REPRESENTED: 'NONE', OWN_RECORD: 'NONE', DUTY: 'NONE' };

test('the caller is told the verdict under each relation, for the purpose and day of the request', async () => {
  const { decision } = await decide(callers.officer, diagnosis);
  expect(decision).toMatchObject({
    coordinate: 'DischargePaper.icd10Code',
    asOf: '2026-07-15',
    reasonRecorded: false,
    breakGlass: false,
    role: { code: 'VSS_CLAIM_OFFICER', vi: expect.stringContaining('Cán bộ') },
    purpose: { code: 'SI.CLAIM.DECIDE' },
    classification: [{ category: 'DIAGNOSIS', mask: null, derived: false }],
  });
  expect(await verdictsOf(callers.officer, diagnosis)).toEqual({ ...nothing, CASE: 'NONE' });
  expect(await verdictsOf(callers.officer, { ...diagnosis, reason: true })).toEqual({
    ...nothing,
    CASE: 'FULL',
  });
});

test.each([
  ['an answer', 'DischargePaper.hadSurgery', {}, 'ANSWER', []],
  ['a masked value', 'BenefitPayment.bankAccount', {}, 'MASKED', ['LAST4']],
  ['what emergency access opens', 'DischargePaper.note', { reason: true, breakGlass: true }, 'FULL', []],
  ['an argument', 'Query.claimByNumber(number:)', {}, 'FULL', []],
  ['an input field', 'RequestEmergencyAccessInput.reason', {}, 'FULL', []],
])('%s is told as such', async (_what, coordinate, wish, verdict, masks) => {
  const { decision } = await decide(callers.officer, { coordinate, ...wish });
  const ofCase = decision?.outcomes.find(({ relation }) => relation.code === 'CASE');
  expect(ofCase).toMatchObject({ verdict, masks, refusedCategory: null, howToAsk: [] });
});

test('each rule is told with its articles, their days, and what is not verified about them', async () => {
  const { decision } = await decide(callers.officer, { ...diagnosis, reason: true });
  const ofCase = decision?.outcomes.find(({ relation }) => relation.code === 'CASE');
  const [policy] = ofCase?.categories[0]?.policies ?? [];
  expect(policy).toMatchObject({ id: 'vss-claim-officer.si-claim-decide.with-reason', effect: 'PERMIT' });
  expect(policy?.articles.find(({ id }) => id === 'law-41-2024-art-48-3')).toEqual({
    id: 'law-41-2024-art-48-3',
    actVi: 'Luật Bảo hiểm xã hội số 41/2024/QH15',
    actEn: 'Law on Social Insurance 41/2024/QH15',
    article: 'art. 48(3)',
    vi: expect.any(String),
    en: expect.any(String),
    inForceFrom: '2025-07-01',
    inForceTo: null,
    inForce: true,
    verified: true,
    doubt: null,
  });
  expect(policy?.articles.find(({ id }) => id === 'decree-13-2023-art-17')).toMatchObject({
    inForceTo: '2025-12-31',
    inForce: false,
    verified: false,
    doubt: expect.any(String),
  });
});

describe('how to ask is told where something is missing', () => {
  test.each([
    ['a purpose', callers.officerWithoutPurpose, 'Citizen.fullName', ['PURPOSE_REQUIRED']],
    ['a reason', callers.officer, 'DischargePaper.icd10Code', ['REASON_REQUIRED']],
    ['broken glass', callers.officer, 'DischargePaper.note', ['BREAK_GLASS_POSSIBLE']],
    ['a rule', callers.officer, 'MedicalBirthNotice.motherEthnicityCode', ['NOT_GRANTED']],
  ])('%s', async (_what, caller, coordinate, codes) => {
    const { decision } = await decide(caller, { coordinate });
    const ofCase = decision?.outcomes.find(({ relation }) => relation.code === 'CASE');
    expect(ofCase?.howToAsk.map(({ code }) => code)).toEqual(codes);
  });
});

test('a decision of a past day rests on the law of that day', async () => {
  expect(await verdictsOf(callers.officer, { ...diagnosis, reason: true, asOf: '2025-06-30' })).toEqual({
    ...nothing,
    CASE: 'NONE',
  });
  const { decision } = await decide(callers.officer, { ...diagnosis, asOf: '2025-07-01' });
  expect(decision?.asOf).toBe('2025-07-01');
});

test.each([
  ['an element', { coordinate: 'DischargePaper.nothing' }],
  ['a type alone', { coordinate: 'DischargePaper' }],
  ['a field of introspection', { coordinate: '__Type.name' }],
  ['a purpose', { ...diagnosis, purpose: 'SI.NOTHING' }],
])('of %s that is not known nothing is said', async (_what, variables) => {
  const { decision, report } = await decide(callers.officer, variables);
  expect(decision).toBeNull();
  expect(report).toEqual({ disclosures: [], denials: [] });
});

test('nobody asks about another role but an auditor', async () => {
  const other = { ...diagnosis, role: 'FACILITY_DOCTOR', purpose: 'HC.DOC.ISSUE' };
  const refused = await decide(callers.officer, other);
  expect(refused.decision).toBeNull();
  expect(refused.report.denials).toEqual([{ path: ['accessDecision'], coordinate: 'Query.accessDecision' }]);
  expect(await verdictsOf(callers.auditor, other)).toEqual({ ...nothing, CASE: 'NONE', OWN_RECORD: 'FULL' });
  expect((await decide(callers.auditor, { ...other, role: 'NOBODY' })).decision).toBeNull();
});

test('a caller who is not known surely enough is told so', async () => {
  const { decision } = await decide(callers.officerBadlyKnown, {
    coordinate: 'EmergencyAccess.reason',
    purpose: 'AU.OWN',
  });
  const own = decision?.outcomes.find(({ relation }) => relation.code === 'OWN_RECORD');
  expect(own?.howToAsk.map(({ code }) => code)).toContain('ASSURANCE_TOO_LOW');
});

test('without a token nothing is said', async () => {
  const { data, codes } = await hub.ask(callers.nobody, query, diagnosis);
  expect(data).toEqual({ accessDecision: null });
  expect(codes).toEqual(['UNAUTHENTICATED']);
});
