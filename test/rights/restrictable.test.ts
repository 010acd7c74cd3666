import { expect, test } from 'vitest';
import { loadRestrictable, readRestrictable } from '../../gateway/rights/restrictable.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';

const { register, purposes } = await loadPolicy();
const words = { ...register, purposes };
const row =
  '- {purpose: PS.STATUS, from: 2026-01-01, articles: [law-91-2025-art-4], verified: false, doubt: our reading}\n';

test('no purpose of an agency that works under law can be restricted: those that can are the portal’s', async () => {
  const roles = (await loadRestrictable(words)).flatMap(({ purpose }) => [
    ...(purposes.get(purpose)?.roles ?? []),
  ]);
  expect([...new Set(roles)]).toEqual(['PORTAL_BACKEND']);
});

test.each([
  ['a purpose that is none', row.replace('PS.STATUS', 'PS.NOTHING')],
  ['an article that is none', row.replace('law-91-2025-art-4', 'law-0')],
  ['a doubt about what is verified', row.replace('verified: false', 'verified: true')],
  ['no doubt about what is not', row.replace(', doubt: our reading', '')],
  ['a purpose twice', row + row],
  ['no list', 'x: 1'],
])('a list with %s is refused', (_what, yaml) => {
  expect(() => readRestrictable(yaml, words)).toThrow('gateway/rights/restrictable.yaml');
  expect(readRestrictable(row, words)).toHaveLength(1);
});
