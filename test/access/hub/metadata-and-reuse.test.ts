import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymousFacts, type AccessFacts } from '../../../gateway/access/access-facts.ts';
import { judgeByPolicy } from '../../../gateway/access/judge-data.ts';
import { judgeCaller } from '../../../gateway/access/judge.ts';
import { createReadier } from '../../../gateway/federation/ready-operation.ts';
import { loadSupergraph } from '../../../gateway/federation/supergraph/load-supergraph.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import type { Asker, HubUnderTest } from '../../scenario/running-hub.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { askers, expectRefused, ofPerson, startKnownHub, toldIn } from './known-hub.ts';

const { officer, payer, portal, population, themself } = askers;

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
});
afterAll(() => hub.stop());

describe('the schema', () => {
  const fieldsOf = async (type: string, asker?: Asker): Promise<readonly string[] | null> => {
    const { data, errors } = await hub.ask(`{ __type(name: "${type}") { fields { name } } }`, {}, asker);
    expect(errors).toEqual([]);
    const found = data?.['__type'] as { readonly fields: readonly { readonly name: string }[] } | null;
    return found && found.fields.map(({ name }) => name);
  };

  test('H1: who shows no token is told nothing of it', async () => {
    expectRefused(await hub.ask('{ __schema { types { name } } }'), 403, 'INTROSPECTION_DISABLED');
  });

  test.each(['MedicalAssessmentRecord', 'NoSuchType'])(
    'H2: nor whether there is the type %s',
    async (type) => {
      const query = `{ __type(name: "${type}") { fields { name } } }`;
      expectRefused(await hub.ask(query), 403, 'INTROSPECTION_DISABLED');
    },
  );

  test('H2: a client is told what it could be granted for the purpose, and nothing else', async () => {
    expect(await fieldsOf('Citizen', population)).toEqual(
      expect.arrayContaining(['id', 'fullName', 'personalNumber', 'familyRelations']),
    );
    for (const hidden of ['insurance', 'claims', 'medicalDocuments', 'bloodType', 'registeredCauseOfDeath']) {
      expect(await fieldsOf('Citizen', population)).not.toContain(hidden);
    }
    expect(await fieldsOf('BenefitPayment', population)).toBeNull();
    expect(await fieldsOf('BenefitPayment', payer)).toContain('bankAccount');
    expect(await fieldsOf('PregnancyRestCertificate', portal)).toBeNull();
  });

  test('H3: is not asked for together with data', async () => {
    const query = `{ __schema { types { name } } ${ofPerson('fullName')} }`;
    expectRefused(await hub.ask(query, {}, officer), 400, 'BAD_REQUEST');
  });
});

describe('one text, many callers:', () => {
  const query = `{ ${ofPerson('id fullName bloodType insurance { totalMonths }')} }`;
  const { id } = knownPerson;
  const fullName = 'Nguyễn Thị Ánh';
  const nothing = { id, fullName: null, bloodType: null, insurance: null };
  const insurance = { totalMonths: 78 };
  const answers: readonly (readonly [string, Asker | undefined, object, string | undefined])[] = [
    ['nobody', undefined, nothing, 'TOKEN_REQUIRED'],
    ['the citizen', themself, { id, fullName, bloodType: 'O', insurance }, undefined],
    ['the officer', officer, { id, fullName, bloodType: null, insurance }, 'NOT_GRANTED'],
    ['the officer without a purpose', { ...officer, purpose: '' }, nothing, 'NOT_GRANTED'],
    ['the officer with another case', { ...officer, case: 'other' }, nothing, 'NOT_GRANTED'],
    ['the portal without a purpose', { ...portal, purpose: '' }, nothing, 'NOT_GRANTED'],
    ['the population officer', population, { ...nothing, fullName }, 'NOT_GRANTED'],
  ];
  /** The data, and why the blood type is denied. */
  const ask = async (asker: Asker | undefined) => {
    const answer = await hub.ask(query, {}, asker);
    const told = toldIn(answer).find(([path]) => path === 'citizen.bloodType');
    return [answer.data?.['citizen'], told?.[2]] as const;
  };

  test.each([
    ['one after the other', answers],
    ['the other way round', answers.toReversed()],
  ])('I1: each sees what is theirs, %s', async (_how, callers) => {
    for (const [who, asker, citizen, reason] of callers) {
      expect([who, ...(await ask(asker))]).toEqual([who, citizen, reason]);
    }
  });

  test('I1: and all at once', async () => {
    const callers = Array.from({ length: 5 }, () => answers).flat();
    const found = await Promise.all(callers.map(([, asker]) => ask(asker)));
    expect(found).toEqual(callers.map(([, , citizen, reason]) => [citizen, reason]));
  });
});

describe('a plan', async () => {
  const sdl = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const loaded = loadSupergraph(sdl);
  const policy = await loadPolicy();
  const ready = createReadier(loaded);
  const query = `{ ${ofPerson('fullName bloodType')} }`;
  const base: AccessFacts = {
    ...anonymousFacts('2026-07-15'),
    role: 'VSS_CLAIM_OFFICER',
    purpose: 'SI.CLAIM.DECIDE',
    organisation: 'OFFICE-1',
    case: 'claim-1',
    assurance: 2,
  };
  const planFor = (facts: Partial<AccessFacts>) => {
    const caller = { authenticated: true, scopes: new Set<string>(), roles: new Set<string>() };
    const judge = judgeCaller(loaded.access, caller, {}, judgeByPolicy(policy, { ...base, ...facts }));
    return ready({ source: query, document: parse(query), operationName: undefined, variables: {}, judge });
  };

  test.each<[string, Partial<AccessFacts>]>([
    ['for another person', { actor: 'other', client: 'other' }],
    ['of another office with another case', { organisation: 'OFFICE-2', case: 'claim-2' }],
    ['on the next day', { day: '2026-07-16' }],
  ])('I3: is shared where the decision is equal: %s', (_who, facts) => {
    expect(planFor(facts)).toBe(planFor({}));
  });

  test('I3: is shared by nobody who would be told another reason', () => {
    const told = new Map<string, string>();
    const otherwise: string[] = [];
    for (const [purpose, { roles, minimumAssurance }] of policy.purposes) {
      for (const role of roles) {
        for (const assurance of [1, 2, 3] as const) {
          for (const day of ['2025-03-01', '2026-07-15']) {
            const assuranceTooLow = assurance < minimumAssurance;
            const judge = judgeByPolicy(policy, { ...base, role, purpose, assurance, assuranceTooLow, day });
            for (const category of ['CONTACT', 'TASK', 'DIAGNOSIS']) {
              const annotations = [{ category, mask: undefined, derived: false }];
              const reason = judge.allows(annotations, []) ? 'none' : judge.reasonAgainst(annotations, []);
              if (told.getOrInsert(`${judge.key} ${category}`, reason) !== reason)
                otherwise.push(`${role} ${purpose} ${assurance} ${day} ${category}`);
            }
          }
        }
      }
    }
    expect(otherwise).toEqual([]);
    expect(new Set(told.values()).size).toBeGreaterThan(4);
  });

  test.each<[string, Partial<AccessFacts>]>([
    ['another purpose', { purpose: 'NONE' }],
    ['another role', { role: 'VSS_PAYMENT_OFFICER', purpose: 'SI.CLAIM.PAY' }],
    ['no case', { case: undefined }],
    ['too low an assurance', { assuranceTooLow: true, assurance: 1 }],
    ['a day before the law', { day: '2020-01-01' }],
    ['a recorded reason', { reasonRecorded: true, reason: 'Đối chiếu hồ sơ' }],
  ])('I3: is not shared across %s', (_what, facts) => {
    expect(planFor(facts)).not.toBe(planFor({}));
  });
});
