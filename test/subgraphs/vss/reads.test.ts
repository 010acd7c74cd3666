import { beforeAll, expect, test } from 'vitest';
import { claims, contributions, employers, insuredPersons } from '../../../subgraphs/vss/collections.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import { askEntities } from '../ask-entities.ts';
import { openSubgraph, type OpenSubgraph } from '../execute.ts';
import { at } from '../walk-pages.ts';
import { claim, contribution, employer, insured } from './records.ts';

const numbers = Array.from({ length: 100 }, (_, i) => i);
const people = numbers.map((i) => `person-${i}`);

let subgraph: OpenSubgraph;
beforeAll(async () => {
  subgraph = await openSubgraph(vss);
  for (const i of numbers) {
    const [id, employerId] = [`person-${i}`, `employer-${i}`];
    await subgraph.put(employers, employer(employerId));
    await subgraph.put(insuredPersons, insured(id, { employerId }));
    await subgraph.put(
      contributions,
      contribution(id, '2025-01-01', '2025-06-01', { employerId }),
      contribution(id, '2025-07-01', '2026-06-01', { employerId }),
    );
    await subgraph.put(
      claims,
      claim(`first-${i}`, id, { employerId, childId: `person-${99 - i}` }),
      claim(`second-${i}`, id, { employerId, scheme: 'MATERNITY' }),
    );
  }
});

const questions = `
  half: contributedAtLeast(months: 6, from: "2025-07-01", to: "2026-06-30")
  quarter: contributedAtLeast(months: 3, from: "2026-04-01", to: "2026-06-30", scheme: COMPULSORY)`;

const nested = `
  insurance {
    employer { name }
    contributions(first: 5) { nodes { employer { name } } }
    ${questions}
    sicknessDaysPaid(year: 2026)
  }
  claims { nodes { number employer { name } child { claims(first: 5) { nodes { number } } } } }
  births: claims(scheme: MATERNITY) { nodes { outcome } }`;

test.each([
  ['their insurance', 1, 'insurance { status }'],
  ['two questions about their contributions', 2, `insurance { ${questions} }`],
  ['their employers', 3, 'insurance { contributions(first: 5) { nodes { employer { name } } } }'],
  ['their claims and the employers of those', 2, 'claims { nodes { employer { name } } }'],
  ['all of it, and claims of their children', 7, nested],
])('reads the store as often for a hundred citizens as for one: %s (%i)', async (_what, reads, selection) => {
  const hundred = await askEntities(subgraph, 'Citizen', people, selection);
  expect(hundred.entities).toHaveLength(100);
  expect(hundred.reads).toBe(reads);
  expect((await askEntities(subgraph, 'Citizen', ['person-6'], selection)).reads).toBe(reads);
});

test('reads the store as often for a page of a hundred claims as for one of one (3)', async () => {
  const page = async (first: number) => {
    const answer = await subgraph.run(
      `query ($first: Int) {
        claims(office: "office-1", state: SUBMITTED, first: $first) {
          nodes { employer { name } claimant { insurance { status } } }
        }
      }`,
      { first },
    );
    expect(at<readonly unknown[]>(answer, 'claims', 'nodes')).toHaveLength(first);
    return answer.readCalls;
  };
  expect(await page(100)).toEqual(['claims.findEach', 'employers.getMany', 'insuredPersons.getMany']);
  expect(await page(1)).toEqual(await page(100));
});
