import { describe, expect, test } from 'vitest';
import { disclosures } from '../../schema/policy/disclosure.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { words } from './cedar-oracle.ts';
import { columns, deviations, matrix } from './matrix.ts';
import type { Ask } from './matrix.ts';

const { table } = await loadPolicy();
const meaning: Readonly<Record<string, string>> = {
  F: 'full',
  A: 'full',
  O: 'full',
  G: 'guarded',
  M: 'masked',
  Y: 'answer',
  '-': 'none',
  own: 'none',
};

const [header = [], ...rows] = matrix
  .trim()
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
const cells = rows.flatMap(([category = '', ...codes]) =>
  codes.map((code, index) => ({ category, code, actor: header[index + 1] ?? '' })),
);
const day = '2026-11-24';

function seen(
  role: string,
  { purpose, relation }: Ask,
  category: string,
  flags: Partial<typeof asUsual> = {},
) {
  const profile = table.profile({ role, purpose, day, ...asUsual, ...flags });
  return disclosures[profile.disclosure(relation, category)];
}

const asUsual = { reasonRecorded: false, breakGlass: false };
const withReason = { reasonRecorded: true, breakGlass: false };
const emergency = { reasonRecorded: true, breakGlass: true };
const deskRoles = ['VSS_CLAIM_OFFICER', 'FACILITY_CLERK', 'JUSTICE_REGISTRAR', 'POPULATION_OFFICER'];
const answering = (relation: Relation): Ask => ({ purpose: 'DS.ANSWER', relation });

function deviationOf(actor: string, category: string, { purpose, relation }: Ask) {
  return deviations.find(
    ({ column, categories, purposes = [purpose], relations = [relation] }) =>
      column === actor &&
      categories.includes(category) &&
      purposes.includes(purpose) &&
      relations.includes(relation),
  );
}

describe('the matrix holds, cell by cell', () => {
  test.each(cells)('$actor: $category is $code', ({ actor, category, code }) => {
    const { role, asks } = columns[actor] ?? { role: '', asks: [] };
    expect(asks).not.toEqual([]);
    for (const ask of asks) {
      const [usual = '', reasoned = usual] = (deviationOf(actor, category, ask)?.cell ?? code).split(' ');
      const expected = [meaning[usual], meaning[reasoned.replace('?', '')]];
      const found = [seen(role, ask, category), seen(role, ask, category, withReason)];
      expect({ ...ask, found }).toEqual({ ...ask, found: expected });
    }
  });

  test('and names each kind of data and each actor once', () => {
    expect(['PUBLIC', ...rows.map(([category]) => category)].toSorted()).toEqual(words.categories.toSorted());
    expect(header.slice(1)).toEqual(Object.keys(columns));
  });

  test.each(deviations)('with a deviation that shows less: $column, because $why', (deviation) => {
    const rank = (code: string) => disclosures.findIndex((disclosure) => disclosure === meaning[code]);
    const replaced = cells.filter(
      ({ actor, category }) => actor === deviation.column && deviation.categories.includes(category),
    );
    expect(replaced.map(({ category }) => category).toSorted()).toEqual(deviation.categories.toSorted());
    expect(replaced.filter(({ code }) => rank(code) <= rank(deviation.cell))).toEqual([]);
  });
});

describe('beside the matrix', () => {
  test('the council reads and issues its own assessments, as the doctor of a facility does its papers', () => {
    const ask: Ask = { purpose: 'HC.ASSESS.RECORD', relation: 'OWN_RECORD' };
    const open = words.categories.filter((category) => seen('ASSESSMENT_COUNCIL', ask, category) === 'full');
    expect(open.toSorted()).toEqual(
      [
        'PUBLIC',
        'IDENTIFIER',
        'IDENTITY',
        'CONTACT',
        'LEAVE',
        'DIAGNOSIS',
        'CLINICAL',
        'ASSESSMENT',
        'DOCUMENT',
      ].toSorted(),
    );
  });

  test('who works with the data of others sees the own accesses where the matrix says so, and so does the council', () => {
    const ask: Ask = { purpose: 'AU.OWN', relation: 'OWN_RECORD' };
    const found = words.roles.filter((role) => seen(role, ask, 'ACCESS_LOG') === 'full');
    const actors = cells.filter(({ code }) => code === 'own').map(({ actor }) => columns[actor]?.role);
    expect(found.toSorted()).toEqual([...actors, 'ASSESSMENT_COUNCIL'].toSorted());
  });

  test('four roles see the requests of data subjects that wait at their desk, and nothing else for that purpose', () => {
    const seenBy = words.roles.flatMap((role) =>
      words.relations.flatMap((relation) =>
        words.categories
          .filter((category) => category !== 'PUBLIC')
          .filter((category) => seen(role, answering(relation), category, emergency) !== 'none')
          .map((category) => `${role} ${relation} ${category}`),
      ),
    );
    expect(seenBy.toSorted()).toEqual(deskRoles.map((role) => `${role} OWN_RECORD ACCESS_LOG`).toSorted());
  });

  test('emergency access opens to two roles what it is for, and nothing to the others', () => {
    const opened = Object.entries(columns).flatMap(([actor, { role, asks }]) =>
      asks.flatMap((ask) =>
        words.categories
          .filter(
            (category) => seen(role, ask, category, emergency) !== seen(role, ask, category, withReason),
          )
          .map((category) => `${actor} ${category} ${seen(role, ask, category, emergency)}`),
      ),
    );
    expect(opened.toSorted()).toEqual([
      'auditor AMOUNT full',
      'auditor CONTRIBUTION full',
      'auditor IDENTIFIER full',
      'auditor IDENTITY full',
      'auditor LEAVE full',
      'claims CLINICAL full',
      'claims REPRODUCTIVE full',
    ]);
  });

  test('no other role, purpose or relation sees personal data, whatever is recorded', () => {
    const known = new Set([
      ...Object.values(columns).flatMap(({ role, asks }) => asks.map((ask) => nameOf(role, ask))),
      ...words.roles.map((role) => nameOf(role, { purpose: 'AU.OWN', relation: 'OWN_RECORD' })),
      ...deskRoles.map((role) => nameOf(role, answering('OWN_RECORD'))),
      nameOf('ASSESSMENT_COUNCIL', { purpose: 'HC.ASSESS.RECORD', relation: 'OWN_RECORD' }),
    ]);
    const open = allAsks()
      .filter(({ role, ...ask }) => !known.has(nameOf(role, ask)))
      .filter(({ role, ...ask }) =>
        words.categories.some(
          (category) =>
            category !== 'PUBLIC' &&
            [asUsual, withReason, emergency].some((flags) => seen(role, ask, category, flags) !== 'none'),
        ),
      );
    expect(open).toEqual([]);
  });
});

function nameOf(role: string, { purpose, relation }: Ask): string {
  return `${role} ${purpose} ${relation}`;
}

function allAsks(): readonly (Ask & { readonly role: string })[] {
  return words.roles.flatMap((role) =>
    words.purposes.flatMap((purpose) =>
      words.relations.map((relation: Relation) => ({ role, purpose, relation })),
    ),
  );
}
