import { expect, test } from 'vitest';
import { contributions, employers, insuredPersons } from '../../../subgraphs/vss/collections.ts';
import { vss } from '../../../subgraphs/vss/subgraph.ts';
import { askEntities, runEntities } from '../ask-entities.ts';
import { openSubgraph } from '../execute.ts';
import { contribution, employer, insured } from './records.ts';

async function openInsured() {
  const subgraph = await openSubgraph(vss);
  await subgraph.put(employers, employer('e1'));
  await subgraph.put(
    insuredPersons,
    insured('someone', { employerId: 'e1', sicknessDaysPaid: { 2025: 12, 2026: 3.5 } }),
  );
  await subgraph.put(
    contributions,
    contribution('someone', '2025-01-01', '2025-06-01', { employerId: 'e1' }),
    contribution('someone', '2025-09-01', '2025-11-01', { scheme: 'VOLUNTARY' }),
    contribution('someone', '2025-11-01', '2026-02-01'),
    contribution('other', '2020-01-01', '2026-06-01'),
  );
  return subgraph;
}

async function ask(selection: string) {
  const { entities } = await askEntities(
    await openInsured(),
    'Citizen',
    ['someone'],
    `insurance { answer: ${selection} }`,
  );
  return (entities[0] as { insurance: { answer: unknown } }).insurance.answer;
}

test('who was never insured has no insurance, which is not "contributed nothing"', async () => {
  const selection = 'insurance { contributedAtLeast(months: 1, from: "2025-01-01", to: "2025-12-01") }';
  const { entities } = await askEntities(await openInsured(), 'Citizen', ['nobody', 'other'], selection);
  expect(entities).toEqual([{ insurance: null }, { insurance: null }]);
});

test.each([
  [6, '2025-01-01', '2025-06-30', '', 'MATCH'],
  [7, '2025-01-01', '2025-06-30', '', 'MISMATCH'],
  [6, '2025-07-01', '2026-06-30', '', 'MATCH'],
  [7, '2025-07-01', '2026-06-30', '', 'MISMATCH'],
  [4, '2025-07-01', '2026-06-30', ', scheme: COMPULSORY', 'MATCH'],
  [5, '2025-07-01', '2026-06-30', ', scheme: COMPULSORY', 'MISMATCH'],
  [3, '2025-07-01', '2026-06-30', ', scheme: VOLUNTARY', 'MATCH'],
  [4, '2025-07-01', '2026-06-30', ', scheme: VOLUNTARY', 'MISMATCH'],
  [1, '2025-07-01', '2025-08-31', '', 'MISMATCH'],
])('whether %i months were contributed from %s to %s%s: %s', async (months, from, to, scheme, outcome) => {
  expect(await ask(`contributedAtLeast(months: ${months}, from: "${from}", to: "${to}"${scheme})`)).toBe(
    outcome,
  );
});

test('a period that ends before it begins is refused', async () => {
  const { codes } = await runEntities(
    await openInsured(),
    'Citizen',
    ['someone'],
    'insurance { contributedAtLeast(months: 1, from: "2025-02-01", to: "2025-01-31") }',
  );
  expect(codes).toEqual(['BAD_USER_INPUT']);
});

test('sick days belong to their calendar year', async () => {
  expect(await ask('sicknessDaysPaid(year: 2026)')).toBe(3.5);
  expect(await ask('sicknessDaysPaid(year: 2025)')).toBe(12);
  expect(await ask('sicknessDaysPaid(year: 2024)')).toBe(0);
});

test('contributions come newest first, with their employer', async () => {
  expect(await ask('contributions(first: 10) { nodes { from to salaryBase employer { code } } }')).toEqual({
    nodes: [
      { from: '2025-11-01', to: '2026-02-01', salaryBase: 9_600_000, employer: null },
      { from: '2025-09-01', to: '2025-11-01', salaryBase: 9_600_000, employer: null },
      { from: '2025-01-01', to: '2025-06-01', salaryBase: 9_600_000, employer: { code: 'e1' } },
    ],
  });
  expect(await ask('employer { code }')).toEqual({ code: 'e1' });
});
