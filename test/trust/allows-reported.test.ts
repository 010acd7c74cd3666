import { describe, expect, test } from 'vitest';
import { allowsReported } from '../../gateway/trust/allows-reported.ts';
import type { AccessIndex } from '../../schema/requirements/access-index.ts';
import type { Disclosed } from '../../schema/hub-context.ts';
import { Disclosure } from '../../schema/policy/disclosure.ts';

const data = {
  'Person.name': [{ category: 'NAME', mask: undefined, derived: false }],
  'Person.account': [{ category: 'ACCOUNT', mask: 'LAST4', derived: false }],
  'Person.lines': [
    { category: 'ACCOUNT', mask: 'LAST4', derived: false },
    { category: 'ACCOUNT', mask: 'YEAR_ONLY', derived: false },
  ],
  'Person.isCalled': [{ category: 'NAME', mask: undefined, derived: true }],
  'Illness.__typename': [{ category: 'DIAGNOSIS', mask: undefined, derived: false }],
  'PaperFilter.illness': [{ category: 'DIAGNOSIS', mask: undefined, derived: false }],
  'PaperKind.ILLNESS': [{ category: 'DIAGNOSIS', mask: undefined, derived: false }],
  'Person.isCalled(name:)': [{ category: 'NAME', mask: undefined, derived: false }],
} as Readonly<Record<string, ReturnType<AccessIndex['requirementAt']>['data']>>;

const graph = {
  access: {
    requirementAt: (coordinate: string) => ({ data: data[coordinate] ?? [] }),
  } as unknown as AccessIndex,
};

/** Whether a policy that discloses so much of each category under CASE, and nothing else, allows this. */
const allows = (levels: Readonly<Record<string, Disclosure>>, disclosed: Omit<Disclosed, 'subjects'>) =>
  allowsReported(
    { disclosure: (relation, category) => (relation === 'CASE' && levels[category]) || Disclosure.none },
    graph,
    { subjects: ['a'], ...disclosed },
  );

describe('what an agency disclosed by another policy is allowed', () => {
  test.each<[string, Readonly<Record<string, Disclosure>>, Omit<Disclosed, 'subjects' | 'relation'>]>([
    ['whole', { NAME: Disclosure.full }, { full: ['Person.name'] }],
    ['masked where it would be whole', { ACCOUNT: Disclosure.full }, { masked: ['Person.account'] }],
    ['masked', { ACCOUNT: Disclosure.masked }, { masked: ['Person.account'] }],
    [
      'answered, with what was compared',
      { NAME: Disclosure.full },
      { answered: ['Person.isCalled'], used: ['Person.isCalled(name:)'] },
    ],
    ['by which argument it was not asked', { NAME: Disclosure.answer }, { answered: ['Person.isCalled'] }],
    [
      'the type of what is shown',
      { NAME: Disclosure.full, DIAGNOSIS: Disclosure.full },
      { full: ['Person.name', 'Illness.__typename'] },
    ],
    ['and what was denied says nothing', {}, { denied: ['Person.name'] }],
  ])('%s', (_how, levels, disclosed) => {
    expect(allows(levels, { relation: 'CASE', ...disclosed })).toBe(true);
    expect(allows(levels, { relation: 'NONE', ...disclosed })).toBe(disclosed.denied !== undefined);
  });

  test.each<[string, Readonly<Record<string, Disclosure>>, Omit<Disclosed, 'subjects' | 'relation'>]>([
    ['whole what is to be masked', { ACCOUNT: Disclosure.masked }, { full: ['Person.account'] }],
    ['masked what is to be denied', { ACCOUNT: Disclosure.none }, { masked: ['Person.account'] }],
    ['masked in one of two ways', { ACCOUNT: Disclosure.masked }, { masked: ['Person.lines'] }],
    ['masked what has no mask', { NAME: Disclosure.masked }, { masked: ['Person.name'] }],
    [
      'by comparing what may not be compared',
      { ACCOUNT: Disclosure.full },
      { full: ['Person.account'], used: ['Person.isCalled(name:)'] },
    ],
    [
      'by a field of an input',
      { NAME: Disclosure.full },
      { full: ['Person.name'], used: ['PaperFilter.illness'] },
    ],
    [
      'by the value of an enum',
      { NAME: Disclosure.full },
      { full: ['Person.name'], used: ['PaperKind.ILLNESS'] },
    ],
    [
      'by what it would see masked',
      { ACCOUNT: Disclosure.masked },
      { masked: ['Person.account'], used: ['Person.account'] },
    ],
    [
      'what the type of an object tells',
      { NAME: Disclosure.full },
      { full: ['Person.name', 'Illness.__typename'] },
    ],
    ['one datum beside another', { NAME: Disclosure.full }, { full: ['Person.name', 'Person.account'] }],
  ])('but not %s', (_how, levels, disclosed) => {
    expect(allows(levels, { relation: 'CASE', ...disclosed })).toBe(false);
  });
});
