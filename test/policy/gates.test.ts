import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Disclosure } from '../../schema/policy/disclosure.ts';
import { readPolicies } from '../../schema/policy/cedar/read-policies.ts';
import { loadPolicy, readPolicyTexts } from '../../schema/policy/load-policy.ts';
import { compileRules } from '../../schema/policy/policy-rule.ts';
import { createPolicyTable } from '../../schema/policy/policy-table.ts';
import type { PolicyQuestion, PolicyTable } from '../../schema/policy/policy-table.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { firstDays, words } from './cedar-oracle.ts';
import { root } from './change-policy.ts';

const { table } = await loadPolicy();
const permissive = await permitEverything();
const numRuns = 1000;

const role = fc.constantFrom(...words.roles);
const purpose = fc.constantFrom(...words.purposes);
const relation = fc.constantFrom(...words.relations);
const category = fc.constantFrom(...words.categories);
const personal = fc.constantFrom(...words.categories.filter((name) => name !== 'PUBLIC'));
const day = fc
  .date({ min: new Date('2024-12-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const question = fc.record({ role, purpose, day, reasonRecorded: fc.boolean(), breakGlass: fc.boolean() });
const inForce = '2026-11-24';

/** Tries a promise about a question, a relation and a category of personal data. */
function promise(holds: (asked: PolicyQuestion, relation: Relation, category: string) => void): void {
  fc.assert(fc.property(question, relation, personal, holds), { numRuns });
}

function seen(asked: PolicyQuestion, relation: Relation, category: string): Disclosure {
  return table.profile(asked).disclosure(relation, category);
}

describe.each([
  { name: 'the policy as it is', table },
  { name: 'a policy that permits everything to everyone', table: permissive },
])('$name never opens', ({ table }) => {
  const seen = (asked: PolicyQuestion, relation: Relation, category: string) =>
    table.profile(asked).disclosure(relation, category);

  test('personal data without a purpose', () => {
    promise((asked, relation, category) => {
      expect(seen({ ...asked, purpose: 'NONE' }, relation, category)).toBe(Disclosure.none);
    });
  });

  test('personal data without a token', () => {
    promise((asked, relation, category) => {
      expect(seen({ ...asked, role: 'ANONYMOUS' }, relation, category)).toBe(Disclosure.none);
    });
  });

  test('personal data by emergency access without a recorded reason', () => {
    promise((asked, relation, category) => {
      const emergency = { ...asked, breakGlass: true, reasonRecorded: false };
      expect(seen(emergency, relation, category)).toBe(Disclosure.none);
    });
  });

  test('a person to social insurance other than by a case', () => {
    const officers = fc.constantFrom(...words.roles.filter((name) => name.startsWith('VSS_')));
    const others = fc.constantFrom(...words.relations.filter((name) => name !== 'CASE'));
    const closed = personal.filter((name) => name !== 'ACCESS_LOG' && name !== 'TASK');
    fc.assert(
      fc.property(question, officers, others, closed, (asked, role, relation, category) => {
        expect(seen({ ...asked, role }, relation, category)).toBe(Disclosure.none);
      }),
      { numRuns },
    );
  });

  test.each([
    ['EMPLOYER_HR', ['DIAGNOSIS', 'CLINICAL', 'CAUSE_OF_DEATH', 'ASSESSMENT', 'RESTRICTED', 'ETHNICITY']],
    [
      'PORTAL_BACKEND',
      ['DIAGNOSIS', 'CLINICAL', 'CAUSE_OF_DEATH', 'ASSESSMENT', 'RESTRICTED', 'REPRODUCTIVE'],
    ],
    ['AUDITOR', ['DIAGNOSIS', 'CLINICAL', 'REPRODUCTIVE', 'CAUSE_OF_DEATH', 'ASSESSMENT', 'RESTRICTED']],
  ])('to %s, not even behind broken glass: %s', (role, closed) => {
    promise((asked, relation) => {
      expect(closed.map((category) => seen({ ...asked, role }, relation, category))).toEqual(
        closed.map(() => Disclosure.none),
      );
    });
  });

  test('more of a pregnancy to an employer than an answer', () => {
    promise((asked, relation) => {
      const level = seen({ ...asked, role: 'EMPLOYER_HR' }, relation, 'REPRODUCTIVE');
      expect(level).toBeLessThanOrEqual(Disclosure.answer);
    });
  });

  test('a person to whoever runs the hub', () => {
    promise((asked, relation, category) => {
      fc.pre(category !== 'OPERATION');
      expect(seen({ ...asked, role: 'HUB_OPERATOR' }, relation, category)).toBe(Disclosure.none);
    });
  });

  test.each([
    ['TASK', 'VSS_CLAIM_OFFICER OWN_RECORD'],
    ['OPERATION', 'HUB_OPERATOR DUTY', 'AUDITOR DUTY'],
  ])('%s to other than whose work it is', (category, ...allowed) => {
    promise((asked, relation) => {
      fc.pre(!allowed.includes(`${asked.role} ${relation}`));
      expect(seen(asked, relation, category)).toBe(Disclosure.none);
    });
  });

  test('more of how systems work to an auditor than an answer', () => {
    promise((asked, relation) => {
      const level = seen({ ...asked, role: 'AUDITOR' }, relation, 'OPERATION');
      expect(level).toBeLessThanOrEqual(Disclosure.answer);
    });
  });

  test('what is under special secrecy to other than the person, who represents and who treats them', () => {
    const allowed = ['CITIZEN SELF', 'REPRESENTATIVE REPRESENTED', 'FACILITY_DOCTOR OWN_RECORD'];
    promise((asked, relation) => {
      fc.pre(!allowed.includes(`${asked.role} ${relation}`));
      expect(seen(asked, relation, 'RESTRICTED')).toBe(Disclosure.none);
    });
  });
});

test('nobody changes a register but whoever has the duty to keep it', () => {
  const allowed = ['JUSTICE_REGISTRAR DUTY', 'POPULATION_OFFICER DUTY'];
  promise((asked, relation) => {
    fc.pre(!allowed.includes(`${asked.role} ${relation}`));
    expect(seen(asked, relation, 'REGISTER')).toBe(Disclosure.none);
  });
});

describe('to know more of a request never takes away', () => {
  test('a recorded reason', () => {
    promise((asked, relation, category) => {
      const [without, withIt] = [false, true].map((reasonRecorded) =>
        seen({ ...asked, reasonRecorded }, relation, category),
      );
      expect(withIt).toBeGreaterThanOrEqual(without ?? Disclosure.full);
    });
  });

  test('emergency access with a reason', () => {
    promise((asked, relation, category) => {
      const [closed, open] = [false, true].map((breakGlass) =>
        seen({ ...asked, reasonRecorded: true, breakGlass }, relation, category),
      );
      expect(open).toBeGreaterThanOrEqual(closed ?? Disclosure.full);
    });
  });
});

describe('what no policy knows is denied', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '',
      '__proto__',
      'constructor',
      'toString',
      'citizen',
      ' CITIZEN',
      'CITIZEN DS.SELF.VIEW',
    ),
  );
  const best: PolicyQuestion = {
    role: 'CITIZEN',
    purpose: 'DS.SELF.VIEW',
    day: inForce,
    reasonRecorded: true,
    breakGlass: false,
  };

  test('public data is open to the question that the others change', () => {
    expect(seen(best, 'SELF', 'PUBLIC')).toBe(Disclosure.full);
  });

  test.each(['role', 'purpose', 'day'] as const)('an unknown %s, public data included', (part) => {
    const known: readonly string[] = [...words.roles, ...words.purposes, ...firstDays];
    fc.assert(
      fc.property(anything, category, (word, category) => {
        fc.pre(!known.includes(word));
        const profile = table.profile({ ...best, [part]: word });
        expect(profile.disclosure('SELF', category)).toBe(Disclosure.none);
        expect(profile.policies('SELF', category)).toEqual([]);
      }),
    );
  });

  test.each(['2026-02-30', '2026-13-01', '2026-2-3', '26-02-03', '2026-02-03T00:00', '+002026-02-03'])(
    'the day %s',
    (day) => {
      expect(table.profile({ ...best, day }).disclosure('SELF', 'PUBLIC')).toBe(Disclosure.none);
    },
  );

  test('an unknown category', () => {
    fc.assert(
      fc.property(anything, (category) => {
        fc.pre(!words.categories.includes(category));
        expect(table.profile(best).disclosure('SELF', category)).toBe(Disclosure.none);
        expect(table.profile(best).policies('SELF', category)).toEqual([]);
      }),
    );
  });
});

describe('a profile', () => {
  test('has the same key as another one just when both answer everything alike', () => {
    const answers = (asked: PolicyQuestion) =>
      words.relations.map((relation) => words.categories.map((category) => seen(asked, relation, category)));
    fc.assert(
      fc.property(question, question, (one, other) => {
        const sameKey = table.profile(one).key === table.profile(other).key;
        expect(sameKey).toBe(JSON.stringify(answers(one)) === JSON.stringify(answers(other)));
      }),
      { numRuns },
    );
  });

  test('is made once for all days on which no policy changes', () => {
    const asked = { role: 'AUDITOR', purpose: 'AU.REVIEW', reasonRecorded: false, breakGlass: false };
    const first = table.profile({ ...asked, day: '2026-07-01' });
    expect(table.profile({ ...asked, day: '2027-12-31' })).toBe(first);
    expect(table.profile({ ...asked, day: '2026-06-30' })).not.toBe(first);
  });
});

/** The gates and all other policies, with one more that somebody wrote on a bad day. */
async function permitEverything(): Promise<PolicyTable> {
  const { policies, schema } = await readPolicyTexts(root);
  const careless = `@id("careless") @basis("none") permit (principal, action, resource)
    when { context.day >= datetime("2025-01-10") };`;
  const rules = compileRules(readPolicies({ ...policies, careless }, schema), words.categories);
  return createPolicyTable(rules, words, 'careless');
}
