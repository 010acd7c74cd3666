import { expect, test } from 'vitest';
import { worstFirst } from '../../gateway/console/browser/operator/worst-first.ts';

test('the facilities of which the largest share comes late are first, and the silent ones last', () => {
  const facility = (code: string, papers: number, latePapers: number) => ({
    facility: code,
    papers,
    latePapers,
    medianDelayMinutes: null,
    worstDelayMinutes: null,
  });
  const rows = [
    facility('silent', 0, 0),
    facility('prompt', 9, 0),
    facility('half', 4, 2),
    facility('half-of-more', 8, 4),
    facility('all', 1, 1),
    facility('busy', 90, 0),
  ];
  expect(worstFirst(rows).map(({ facility: code }) => code)).toEqual([
    'all',
    'half-of-more',
    'half',
    'busy',
    'prompt',
    'silent',
  ]);
});
