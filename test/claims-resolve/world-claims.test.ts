import { expect, test } from 'vitest';
import { resolveWorldClaims } from './world-claims.ts';

// Of a thousand people: `npm run claims:world`.
test('decided claims of a generated world come to what the world worked out, but for what it leaves out of the law', async () => {
  const resolved = await resolveWorldClaims(24, 'world-claims');
  expect(resolved.length).toBeGreaterThan(3);
  const differ = resolved.filter(({ before, after, known }) => {
    return known === undefined && after.assessment?.amount !== before.decision?.amount;
  });
  expect(differ.map(({ before: { event, id } }) => `${event} ${id}`)).toEqual([]);
}, 120_000);
