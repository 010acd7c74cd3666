import { expect, test } from 'vitest';
import { disclosures } from '../../../schema/policy/disclosure.ts';
import { loadPolicy } from '../../../schema/policy/load-policy.ts';
import type { Relation } from '../../../schema/policy/relation.ts';
import { words } from '../../policy/cedar-oracle.ts';
import { matrix } from '../../subgraphs/matrix.ts';
import { nameOf } from './denials.ts';

const { table } = await loadPolicy();
const { categories } = words;

/**
 * Of the access log the agencies keep nothing, what is public is everybody's, `REGISTER` is the right to change a
 * register, and the work of offices and systems is no datum of anybody (`test/policy/matrix.ts` has who holds these).
 */
const outsideTheMatrix = ['ACCESS_LOG', 'PUBLIC', 'REGISTER', 'TASK', 'OPERATION'];

const ways = [...Map.groupBy(matrix, nameOf)];

test.each(ways)('%s is granted by the policy what the cells grant, in every category', (_name, cells) => {
  const [{ role = '', purpose = '', relation = '', reasonRecorded = false } = {}] = cells;
  const profile = table.profile({ role, purpose, reasonRecorded, breakGlass: false, day: '2026-07-15' });
  const granted = categories
    .filter((category) => !outsideTheMatrix.includes(category))
    .map((category) => [category, disclosures[profile.disclosure(relation as Relation, category)]]);
  expect(Object.fromEntries(granted)).toEqual(Object.assign({}, ...cells.map(({ grants }) => grants)));
});

test('these are 399 grants', () => {
  const grants = ways.flatMap(([, cells]) => cells.flatMap((cell) => Object.keys(cell.grants)));
  expect(grants).toHaveLength(399);
});
