import { expect, test } from 'vitest';
import * as convalescence from '../../../../subgraphs/vss/benefits/parameters/convalescence.ts';
import { inForce, type Dated } from '../../../../subgraphs/vss/benefits/parameters/dated.ts';
import * as deadlines from '../../../../subgraphs/vss/benefits/parameters/deadlines.ts';
import * as maternity from '../../../../subgraphs/vss/benefits/parameters/maternity.ts';
import * as money from '../../../../subgraphs/vss/benefits/parameters/money.ts';
import { openQuestions } from '../../../../subgraphs/vss/benefits/parameters/open-questions.ts';
import * as sickness from '../../../../subgraphs/vss/benefits/parameters/sickness.ts';
import { givenFor, reasons } from '../../../../subgraphs/vss/benefits/reasons/reasons.ts';

/** Every list of dated rows that a module exports, alone or by name. */
function rowLists(value: unknown): Dated<unknown>[][] {
  if (Array.isArray(value)) return [value as Dated<unknown>[]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(rowLists);
}

const lists = [convalescence, deadlines, maternity, money, sickness].flatMap(rowLists);

test('each parameter is dated, in order, and has its article', () => {
  expect(lists.length).toBeGreaterThan(30);
  for (const rows of lists) {
    const days = rows.map(({ from }) => Temporal.PlainDate.from(from).toString());
    expect(days).toEqual([...new Set(days)].toSorted());
    for (const { article } of rows) expect(article).toMatch(/Law|Decree|Circular/);
  }
});

test('a row holds from its day until the next one begins', () => {
  const rows = [
    { from: '2026-01-01', value: 1, article: 'a' },
    { from: '2026-07-01', value: 2, article: 'b' },
  ];
  const on = (day: string): number => inForce(rows, Temporal.PlainDate.from(day)).value;
  expect([on('2026-01-01'), on('2026-06-30'), on('2026-07-01'), on('2030-01-01')]).toEqual([1, 1, 2, 2]);
  expect(() => on('2025-12-31')).toThrow('before 2026-01-01');
});

test.each(Object.entries(reasons))('%s has its article and a sentence in both languages', (_code, reason) => {
  expect(reason.article).toMatch(/^Law 41\/2024\/QH15 Art \d/);
  expect(reason.vi).toMatch(/[àáảãạăâđêôơưồộợượấầếềểệịủụứừữựỉ].*\.$/);
  expect(reason.en).toMatch(/^[A-Z].+\.$/);
});

test.each([
  ['NOT_INSURED', ['VOLUNTARY_MATERNITY'], '94(1)'],
  ['NOT_INSURED', ['NOT_INSURED', 'SICKNESS'], '2, 42(1)'],
  ['PER_EVENT_CAP', ['CONTRACEPTION', 'MATERNITY'], '57'],
  ['NO_WORKING_DAY', ['SICK_CHILD', 'SICKNESS'], '44(1)'],
  ['NOTHING_LEFT', ['RECOVERY_AFTER_MATERNITY', 'CONVALESCENCE'], '60(2)'],
  // One that the benefit at hand has no article of its own for.
  ['OUTSIDE_60_DAYS', ['PATERNITY', 'MATERNITY'], '53(3)'],
] as const)('%s is given for %j with its own article alone', (code, benefits, article) => {
  expect(givenFor(code, benefits).article).toBe(`Law 41/2024/QH15 Art ${article}`);
});

test('a reason of several benefits names all their articles, each once', () => {
  expect(reasons.NOT_INSURED.article).toBe('Law 41/2024/QH15 Art 2, 42(1), 50(1), 94(1), 46(1), 60(1)');
});

test('each open question says what is open and how it is answered', () => {
  for (const { answer, question } of Object.values(openQuestions)) {
    expect(answer).toMatch(/^[A-Z0-9_,]+$/);
    expect(question.length).toBeGreaterThan(30);
  }
});
