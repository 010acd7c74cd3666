import type { CursorBook } from '../oracle/cursor-book.ts';
import { isWorth, type Expected } from '../oracle/expected.ts';
import { toldBeyond } from './read-seal.ts';

/** Something that an answer shows, hides or says and should not. */
export interface Finding {
  readonly kind: 'LEAK' | 'LOST' | 'WRONG';
  readonly path: string;
  readonly what: string;
}

/** What an answer was held against the expectation with. */
export interface Comparison {
  readonly findings: Finding[];
  /** Selections that are null because they are denied, in objects that are there. */
  readonly denied: Map<string, string>;
  /** What was seen of whom. */
  readonly seen: Set<string>;
  /** Coordinates of values that are shortened. */
  readonly masked: Set<string>;
}

/** Holds a value of an answer against what must be there. */
export function compareAnswer(
  expected: Expected,
  actual: unknown,
  path: string,
  cursors: CursorBook,
  comparison: Comparison = emptyComparison(),
): Comparison {
  const find = (kind: Finding['kind'], what: string) => comparison.findings.push({ kind, path, what });
  if (expected.kind === 'unchecked') return comparison;
  if (expected.kind === 'denied' && actual === null)
    comparison.denied.set(expected.path, expected.coordinate);
  if (actual === null || actual === undefined) {
    if (isWorth(expected)) find('LOST', describe(expected));
    else if (actual === undefined) find('WRONG', 'the entry is missing');
    return comparison;
  }
  switch (expected.kind) {
    case 'nothing':
      find('LEAK', `${JSON.stringify(actual)} where there is nothing for this caller`);
      break;
    case 'denied':
      find('LEAK', `${expected.coordinate} is ${JSON.stringify(actual)}`);
      break;
    case 'name':
      if (actual !== expected.value) find('LEAK', `is called ${String(actual)}, not ${expected.value}`);
      break;
    case 'value':
      compareValue(expected, actual, comparison, find);
      break;
    case 'seal':
      if (expected.note !== undefined) comparison.seen.add(expected.note);
      break;
    case 'cursor':
      if (typeof actual === 'string') cursors.note(actual, expected.list, expected.row);
      else find('WRONG', 'a cursor is a text');
      break;
    case 'list':
      compareList(expected, actual, path, cursors, comparison, find);
      break;
    case 'object':
      if (expected.note !== undefined) comparison.seen.add(expected.note);
      compareObject(expected, actual, path, cursors, comparison, find);
  }
  return comparison;
}

type Find = (kind: Finding['kind'], what: string) => void;

function compareValue(
  { value, coordinate, note, isMasked }: Extract<Expected, { kind: 'value' }>,
  actual: unknown,
  comparison: Comparison,
  find: Find,
): void {
  if (JSON.stringify(actual) !== JSON.stringify(value)) {
    find('LEAK', `${coordinate} is ${JSON.stringify(actual)}, not ${JSON.stringify(value)}`);
    return;
  }
  if (note !== undefined) comparison.seen.add(note);
  if (isMasked) comparison.masked.add(coordinate);
}

function compareList(
  { items }: Extract<Expected, { kind: 'list' }>,
  actual: unknown,
  path: string,
  cursors: CursorBook,
  comparison: Comparison,
  find: Find,
): void {
  if (!Array.isArray(actual)) find('WRONG', 'is no list');
  else if (actual.length > items.length) find('LEAK', `${actual.length} rows, not ${items.length}`);
  else if (actual.length < items.length) find('LOST', `${actual.length} rows, not ${items.length}`);
  else
    items.forEach((item, index) =>
      compareAnswer(item, actual[index], `${path}.${index}`, cursors, comparison),
    );
}

function compareObject(
  { fields }: Extract<Expected, { kind: 'object' }>,
  actual: unknown,
  path: string,
  cursors: CursorBook,
  comparison: Comparison,
  find: Find,
): void {
  if (typeof actual !== 'object' || actual === null) return find('WRONG', 'is no object');
  const entries = new Map(Object.entries(actual));
  for (const [key, field] of fields) {
    compareAnswer(field, entries.get(key), path === '' ? key : `${path}.${key}`, cursors, comparison);
  }
  for (const [key, { kind }] of fields) {
    const seal = entries.get(key) ?? null;
    if (kind !== 'seal' || seal === null) continue;
    const { [key]: _seal, ...beside } = actual as Readonly<Record<string, unknown>>;
    const beyond = toldBeyond(seal, beside);
    if (!beyond) find('WRONG', 'is no seal');
    else if (beyond.length > 0) find('LEAK', `the seal tells ${beyond.join()}`);
  }
  for (const key of entries.keys()) if (!fields.has(key)) find('LEAK', `entry ${key} was not asked for`);
}

function describe(expected: Expected): string {
  return expected.kind === 'value' ? expected.coordinate : `a ${expected.kind} that holds what is granted`;
}

function emptyComparison(): Comparison {
  return { findings: [], denied: new Map(), seen: new Set(), masked: new Set() };
}
