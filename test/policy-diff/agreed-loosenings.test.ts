import { describe, expect, test } from 'vitest';
import { PolicyError } from '../../schema/policy/policy-error.ts';
import { readAgreements } from '../../schema/policy-diff/agreement.ts';
import { diffPolicies, isCarried } from '../../schema/policy-diff/policy-diff.ts';
import type { SideTexts } from '../../schema/policy-diff/side-texts.ts';
import { base, withPolicies, withPolicy } from './small-sides.ts';

const widened = [
  'vss-payment-officer.cedar',
  'Category::"BANK", Category::"DECISION"',
  'Category::"BANK", Category::"CLINICAL", Category::"DECISION"',
] as const;
const looser = withPolicies(widened);
const entry = {
  id: 'payment-reads-the-record',
  coordinates: ['Person.clinical'],
  roles: ['VSS_PAYMENT_OFFICER'],
  purposes: ['SI.CLAIM.PAY'],
  articles: ['law-41-2024-art-48-3'],
  from: '2025-07-01',
  reason: 'for the test',
};

/** The looser side with agreements beside it. JSON is YAML. */
function agreeing(...entries: readonly Partial<typeof entry>[]): SideTexts {
  const complete = entries.map((each, index) => ({ ...entry, id: `${entry.id}-${index}`, ...each }));
  return { ...looser, loosenings: JSON.stringify(complete) };
}

describe('a loosening is carried', () => {
  test('by an entry that comes with it and names an article on which it rests', () => {
    const diff = diffPolicies(base, agreeing({}));
    expect(diff.loosened).toMatchObject([{ agreements: [`${entry.id}-0`], uncovered: [] }]);
    expect([diff.problems, isCarried(diff)]).toEqual([[], true]);
  });

  test('by an entry for a whole type, every role and every purpose', () => {
    const every = agreeing({ coordinates: ['Person.*'], roles: ['*'], purposes: ['*'] });
    expect(isCarried(diffPolicies(base, every))).toBe(true);
  });

  test('by an article that no policy cited before, in force on its days', () => {
    const cite = (article: string) =>
      withPolicies(
        widened,
        ['vss-payment-officer.cedar', 'decision-69-2025-art-6-3")', `decision-69-2025-art-6-3 ${article}")`],
        [
          'purposes',
          /(code: SI\.CLAIM\.PAY[^]*?)decision-69-2025-art-6-3/,
          `$1decision-69-2025-art-6-3\n    - ${article}`,
        ],
      );
    const carried = diffPolicies(base, cite('decision-69-2025-art-2-1'));
    expect(carried.loosened).toMatchObject([
      { newlyCited: ['decision-69-2025-art-2-1'], agreements: [], uncovered: [] },
    ]);
    expect(isCarried(carried)).toBe(true);
    // In force from 22 October 2025 only: from July to then nothing new carries it.
    expect(isCarried(diffPolicies(base, cite('decree-278-2025-art-7')))).toBe(false);
  });
});

describe('a loosening is refused', () => {
  test('without an entry, when it rests on law that was cited before', () => {
    const diff = diffPolicies(base, looser);
    expect(diff.loosened).toMatchObject([{ newlyCited: [], agreements: [], uncovered: ['Person.clinical'] }]);
    expect(isCarried(diff)).toBe(false);
  });

  test('when the entry stood there before: it agreed to another change', () => {
    const old = { ...base, loosenings: agreeing({}).loosenings };
    expect(isCarried(diffPolicies(old, agreeing({})))).toBe(false);
  });

  test.each([
    ['another coordinate', { coordinates: ['Person.form'] }],
    ['another role', { roles: ['AUDITOR'] }],
    ['another purpose', { purposes: ['SI.CLAIM.DECIDE'] }],
    ['an article on which it does not rest', { articles: ['law-41-2024-art-10'] }],
    ['an article that is not in the register', { articles: ['law-0-0'] }],
    ['later days only', { from: '2025-08-01' }],
  ])('when the entry names %s', (_, part) => {
    expect(isCarried(diffPolicies(base, agreeing(part)))).toBe(false);
  });

  test('of what every request must have, too', () => {
    const lower = withPolicy('purposes', /(code: SI\.CLAIM\.PAY[^]*?minimumAssurance: )2/, '$11');
    expect(isCarried(diffPolicies(base, lower))).toBe(false);
    const agreed = JSON.stringify([{ ...entry, coordinates: ['@minimumAssurance'] }]);
    expect(isCarried(diffPolicies(base, { ...lower, loosenings: agreed }))).toBe(true);
  });
});

describe('an entry is refused', () => {
  test('with each of its words that meets no loosening', () => {
    const { problems } = diffPolicies(
      base,
      agreeing({ coordinates: ['Person.clinical', 'Person.gone'], articles: [...entry.articles, 'law-0-0'] }),
    );
    const place = `schema/policy/loosenings.yaml: ${entry.id}-0`;
    expect(problems).toEqual([
      `${place}: Person.gone of coordinates meets no loosening: remove it`,
      `${place}: law-0-0 of articles meets no loosening: remove it`,
    ]);
  });

  test.each([
    ['without a reason', { ...entry, reason: '' }, 'reason must be a text'],
    ['with a day that is none', { ...entry, from: '2025-02-30' }, 'from must be a day'],
    ['with a key that nobody reads', { ...entry, until: '2026-01-01' }, 'unknown key "until"'],
  ])('%s', (_, wrong, problem) => {
    expect(() => readAgreements(JSON.stringify([wrong]))).toThrow(PolicyError);
    expect(() => readAgreements(JSON.stringify([wrong]))).toThrow(problem);
  });

  test('only when there is one: a file without entries is good', () => {
    for (const text of ['', '# nothing yet\n', '[]\n']) expect(readAgreements(text)).toEqual([]);
  });
});
