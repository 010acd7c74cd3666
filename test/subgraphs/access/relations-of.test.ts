import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccessContext } from '../../../schema/hub-context.ts';
import { relations, type Relation } from '../../../schema/policy/relation.ts';
import {
  possiblyProven,
  possibleRelations,
  relationsOf,
} from '../../../subgraphs/kit/access/relations-of.ts';
import type { Standing } from '../../../subgraphs/kit/access/standing.ts';
import { caller } from './caller.ts';

const someCase = { claim: 'claim', subjects: ['an', 'child'], documents: ['paper'] };

test.each<[string, Standing, Partial<AccessContext>, readonly Relation[]]>([
  ['SELF for the caller', { subject: 'an' }, { citizen: 'an' }, ['SELF']],
  ['nothing for another', { subject: 'an' }, { citizen: 'binh' }, []],
  ['nothing for nobody', {}, {}, []],
  ['REPRESENTED as proven', { subject: 'an' }, { relations: { represented: ['an'] } }, ['REPRESENTED']],
  ['CASE for whom the case names', { subject: 'child' }, { relations: { case: someCase } }, ['CASE']],
  [
    'CASE for a paper of the case',
    { subject: 'binh', document: 'paper' },
    { relations: { case: someCase } },
    ['CASE'],
  ],
  ['CASE for the claim itself', { claim: 'claim' }, { relations: { case: someCase } }, ['CASE']],
  ['nothing by another case', { subject: 'binh', claim: 'other' }, { relations: { case: someCase } }, []],
  ['OWN_RECORD for who made it', { madeBy: ['x', 'org'] }, { organisation: 'org' }, ['OWN_RECORD']],
  ['OWN_RECORD for an employee', { subject: 'an' }, { relations: { employees: ['an'] } }, ['OWN_RECORD']],
  [
    'nothing for the employment of an employee elsewhere',
    { subject: 'an', madeBy: ['other'], ofEmployment: true },
    { organisation: 'org', relations: { employees: ['an'] } },
    [],
  ],
  [
    'OWN_RECORD for the employment at the own organisation',
    { subject: 'an', madeBy: ['org'], ofEmployment: true },
    { organisation: 'org', relations: { employees: ['an'] } },
    ['OWN_RECORD'],
  ],
  ['DUTY for the role that has it', { duty: ['OFFICER'] }, { role: 'OFFICER' }, ['DUTY']],
  ['nothing for the duty of another role', { duty: ['OTHER'] }, { role: 'OFFICER' }, []],
  [
    'several at once, weakest first',
    { subject: 'an', madeBy: ['org'], duty: ['OFFICER'] },
    { organisation: 'org', relations: { case: someCase, represented: ['an'] } },
    ['REPRESENTED', 'CASE', 'OWN_RECORD', 'DUTY'],
  ],
])('a caller has %s', (_what, standing, given, held) => {
  expect(relationsOf(standing, caller(given))).toEqual(['NONE', ...held]);
});

test('a caller about whom the gateway says nothing has no relation to anything', () => {
  expect(relationsOf({ subject: 'an', madeBy: ['org'], duty: ['ANONYMOUS', ''] }, undefined)).toEqual([
    'NONE',
  ]);
  expect(possibleRelations(undefined)).toEqual(['NONE']);
});

describe('for any caller and record', () => {
  const ids = fc.constantFrom('a', 'b', 'c');
  const list = fc.uniqueArray(ids);
  const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
  const standings = fc
    .record({
      subject: maybe(ids),
      document: maybe(ids),
      claim: maybe(ids),
      madeBy: maybe(list),
      ofEmployment: maybe(fc.constant(true)),
      duty: maybe(list),
    })
    .map((given) => given as Standing);
  const callers = fc
    .record({
      citizen: maybe(ids),
      organisation: maybe(ids),
      role: ids,
      relations: fc.record({
        represented: maybe(list),
        case: maybe(fc.record({ claim: ids, subjects: list, documents: list })),
        employees: maybe(list),
      }),
    })
    .map((given) => caller(given as Partial<AccessContext>));

  test('the own file gives no relation of office', () => {
    fc.assert(
      fc.property(standings, callers, ids, (standing, access, id) => {
        const held = relationsOf({ ...standing, subject: id }, { ...access, citizen: id });
        expect(held).toContain('SELF');
        expect(held.filter((relation) => ['CASE', 'OWN_RECORD', 'DUTY'].includes(relation))).toEqual([]);
      }),
    );
  });

  test('an employment is worth a proof just where it would give a relation', () => {
    fc.assert(
      fc.property(standings, callers, (standing, access) => {
        const { employees = [], ...others } = access.relations;
        const { subject = 'nobody' } = standing;
        const asking = { ...access, relations: { ...others, employees } };
        const proven = { ...access, relations: { ...others, employees: [...employees, subject] } };
        const changes = relationsOf(standing, proven).length > relationsOf(standing, asking).length;
        expect(possiblyProven(standing, asking)).toBe(changes ? subject : undefined);
        expect(possiblyProven(standing, { ...access, relations: others })).toBeUndefined();
      }),
    );
  });

  test('so is whose child a case names, of nobody else than that child and not on one’s own file', () => {
    fc.assert(
      fc.property(ids, ids, ids, (subject, id, citizen) => {
        const child = { id, of: 'claimant', documents: [], restsOn: 'BIRTH' } as const;
        const asking = caller({ citizen, relations: { case: { ...someCase, subjects: [], child } } });
        expect(relationsOf({ subject }, asking)).not.toContain('CASE');
        expect(possiblyProven({ subject }, asking)).toBe(
          subject === id && subject !== citizen ? id : undefined,
        );
      }),
    );
  });

  test('no record gives a relation that was not possible, and the order is that of all relations', () => {
    fc.assert(
      fc.property(standings, callers, (standing, access) => {
        const held = relationsOf(standing, access);
        expect(possibleRelations(access)).toEqual(expect.arrayContaining([...held]));
        expect(relations.filter((relation) => held.includes(relation))).toEqual(held);
      }),
    );
  });
});
