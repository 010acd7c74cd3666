import { describe, expect, test } from 'vitest';
import { basisOn, forceOn } from '../../schema/policy/law/register.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';

const { register, policies, purposes, table } = await loadPolicy();

describe('an act is in force from its first day to its last', () => {
  test.each([
    ['decree-13-2023', '2023-06-30', 'NOT_YET'],
    ['decree-13-2023', '2023-07-01', 'IN_FORCE'],
    ['decree-13-2023', '2025-12-31', 'IN_FORCE'],
    ['decree-13-2023', '2026-01-01', 'ENDED'],
    ['law-91-2025', '2025-12-31', 'NOT_YET'],
    ['law-91-2025', '2026-01-01', 'IN_FORCE'],
    ['law-91-2025', '2099-01-01', 'IN_FORCE'],
  ])('%s on %s: %s', (id, day, force) => {
    const act = register.acts.get(id);
    expect(act && forceOn(act, day)).toBe(force);
  });
});

describe('the basis of a policy on a day', () => {
  const basis = policies.get('gate.purpose-required')?.basis ?? [];

  test('shows what is in force, and what it replaced, with its dates', () => {
    expect(basisOn(register, basis, '2026-11-24')).toMatchObject([
      {
        id: 'decree-13-2023-art-3',
        force: 'ENDED',
        article: 'art. 3',
        act: { inForceFrom: '2023-07-01', inForceTo: '2025-12-31' },
        replacedBy: [{ id: 'law-91-2025' }, { id: 'decree-356-2025' }],
      },
      { id: 'law-91-2025-art-3', force: 'IN_FORCE', act: { inForceFrom: '2026-01-01' }, replacedBy: [] },
    ]);
  });

  test('was another one on a day of the replaced act', () => {
    const forces = basisOn(register, basis, '2025-09-01').map(({ id, force }) => `${id} ${force}`);
    expect(forces).toEqual(['decree-13-2023-art-3 IN_FORCE', 'law-91-2025-art-3 NOT_YET']);
  });

  test('says what is in doubt about an article and about the dates of its act', () => {
    const [article] = basisOn(register, ['law-15-2023-art-69'], '2026-11-24');
    expect(article).toMatchObject({
      verified: false,
      doubts: ['first day from memory', 'known through a summary'],
    });
    const [verified] = basisOn(register, ['law-41-2024-art-48-3'], '2026-11-24');
    expect(verified).toMatchObject({ verified: true, doubts: [] });
  });

  test('has a text in both languages for every article that is cited', () => {
    const cited = [...policies.values(), ...purposes.values()].flatMap((entry) =>
      'basis' in entry ? entry.basis : entry.bases,
    );
    const articles = basisOn(register, cited, '2026-11-24');
    expect(articles.length).toBe(cited.length);
    expect(articles.filter(({ vi, en, act }) => !vi || !en || !act.vi || !act.en)).toEqual([]);
  });
});

test('on every day from the beginning, whoever sees personal data does so on an article that is in force', () => {
  const days = [...register.acts.values()].flatMap(({ inForceFrom, inForceTo }) =>
    [inForceFrom, inForceTo].filter((day) => day !== undefined && day >= '2025-01-10'),
  );
  const bare = days.flatMap((day = '') =>
    [...purposes.values()].flatMap(({ code: purpose, roles }) =>
      roles.flatMap((role) => {
        const profile = table.profile({ role, purpose, day, reasonRecorded: true, breakGlass: false });
        const deciding = ['SELF', 'REPRESENTED', 'CASE', 'OWN_RECORD', 'DUTY'] as const;
        return deciding
          .flatMap((relation) => profile.policies(relation, 'IDENTIFIER'))
          .filter((id) => policies.get(id)?.effect === 'permit')
          .filter((id) => {
            const articles = basisOn(register, policies.get(id)?.basis ?? [], day);
            return !articles.some(({ force }) => force === 'IN_FORCE');
          })
          .map((id) => `${id} on ${day}`);
      }),
    ),
  );
  expect(bare).toEqual([]);
});
