import { expect, test } from 'vitest';
import { readAccessReport } from '../../gateway/federation/reading/read-access-report.ts';

const disclosed = { subjects: ['a'], relation: 'CASE', full: ['Person.name'] };
const denial = { path: ['people', 'name'], coordinate: 'Person.name' };
const whole = { policyVersion: 'v-1', disclosures: [disclosed], denials: [{ ...denial, entities: [0, 2] }] };

test('a report is read as it was written', () => {
  const beside = { missed: 2, unproven: ['b'], askedAbout: ['c'] };
  expect(readAccessReport({ access: { ...whole, ...beside } })).toEqual({ ...whole, ...beside });
});

test.each<[string, unknown]>([
  ['is none', undefined],
  ['is no object', ['v-1']],
  [
    'has a relation of which nobody knows',
    { ...whole, disclosures: [disclosed, { ...disclosed, relation: 'FRIEND' }] },
  ],
  ['tells of subjects that are no ids', { ...whole, disclosures: [{ ...disclosed, subjects: [1] }] }],
  ['tells of a number', { ...whole, disclosures: [{ ...disclosed, subjects: ['079185000123'] }] }],
  ['tells of a number that was asked about', { ...whole, askedAbout: ['079185000123'] }],
  ['tells of a name', { ...whole, disclosures: [{ ...disclosed, subjects: ['Nguyễn Thị Ánh'] }] }],
  ['tells of no subjects', { ...whole, disclosures: [{ relation: 'CASE', full: ['Person.name'] }] }],
  ['has an outcome that is no list', { ...whole, disclosures: [{ ...disclosed, masked: 'Person.name' }] }],
  ['has disclosures that are no list', { ...whole, disclosures: disclosed }],
  ['has a denial of nothing', { ...whole, denials: [{ path: ['people'] }] }],
  ['has a denial nowhere', { ...whole, denials: [{ ...denial, path: [] }] }],
  ['has a denial of no entity', { ...whole, denials: [{ ...denial, entities: [] }] }],
  ['has a denial of an entity before the first', { ...whole, denials: [{ ...denial, entities: [-1] }] }],
  ['has a denial of an entity by name', { ...whole, denials: [{ ...denial, entities: ['x'] }] }],
  ['has a version in words', { ...whole, policyVersion: 'the policy of Nguyễn Thị Ánh' }],
])('a report of which a part cannot be read is none: it %s', (_what, access) => {
  expect(readAccessReport({ access })).toBeUndefined();
});
