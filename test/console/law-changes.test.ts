import { expect, test } from 'vitest';
import { lawChanges } from '../../gateway/console/browser/auditor/law-changes.ts';
import type { ReportedField } from '../../gateway/console/browser/auditor/report-content.ts';

const field = (coordinate: string, roles: readonly string[], purposes: readonly string[]): ReportedField => ({
  coordinate,
  label: { vi: coordinate, en: coordinate },
  categories: ['IDENTITY'],
  derived: false,
  roles,
  purposes,
  shown: 0,
  refused: 0,
});

test('fields that changed alike stand together, and what did not change is not there', () => {
  const before = [field('A.x', ['ONE'], ['P']), field('A.y', ['ONE'], ['P']), field('B.z', ['ONE'], ['P'])];
  const after = [field('A.x', ['TWO'], ['P']), field('A.y', ['TWO'], ['P']), field('B.z', ['ONE'], ['P'])];
  expect(
    lawChanges(before, after).map(({ gained, lost, fields }) => [
      gained,
      lost,
      fields.map(({ coordinate }) => coordinate),
    ]),
  ).toEqual([[['TWO'], ['ONE'], ['A.x', 'A.y']]]);
});

test('a field that is there on one day alone is gained or lost whole', () => {
  expect(lawChanges([], [field('A.x', ['ONE'], ['P'])])).toMatchObject([{ gained: ['ONE', 'P'], lost: [] }]);
  expect(lawChanges([field('A.x', ['ONE'], ['P'])], [])).toMatchObject([{ gained: [], lost: ['ONE', 'P'] }]);
});
