import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createComparison } from './compare-answers.ts';

/** `npm run differential` compares many more. */
const RUNS = 60;

test('however agencies write and whatever fails, the gateway answers as one server and as Apollo’s executor do', async () => {
  const compare = createComparison();
  let compared = 0;
  let heard = 0;
  for (let seed = 69; compared < RUNS; seed++) {
    const [draw] = fc.sample(fc.gen(), { seed, numRuns: 1 });
    const comparison = draw && (await compare(draw));
    if (!comparison) continue;
    compared++;
    if (comparison.isApolloHeard) heard++;
    expect(comparison).toMatchObject({ differing: [] });
  }
  expect(heard).toBeGreaterThan(RUNS / 3);
});
