import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import cases from './cases.json' with { type: 'json' };

const folder = import.meta.dirname;

/** The ids with which the tests of a file begin: `A1: …`. */
function provenIn(file: string): ReadonlySet<string> {
  const titles = readFileSync(join(folder, file), 'utf8').matchAll(/['"`]([A-L]\d+): /g);
  return new Set([...titles].map(([, id = '']) => id));
}

const order = (ids: Iterable<string>) =>
  [...ids].toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
const proven = Object.entries(cases.proven);

test.each(proven)('%s proves the cases that it is said to prove, and no others', (file, ids) => {
  expect(order(provenIn(file))).toEqual(order(ids));
});

test.each(Object.entries(cases.elsewhere))('%s is proven in %s', (id, file) => {
  expect([...provenIn(`../${file}`)]).toContain(id);
});

test('every test of access belongs to a case, but those of the matrix', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.test.ts') && file !== 'every-case.test.ts' && !file.startsWith('matrix/'),
  );
  expect(proven.map(([file]) => file).toSorted()).toEqual(files.toSorted());
});

test('every row of the access cases is proven, or is said to wait', () => {
  const rows: Readonly<Record<string, readonly number[]>> = {
    A: [1, 2, 4, 5, 7, 8, 9, 13, 14, 15, 17, 18, 19, 22, 24, 25, 27],
    B: [1, 2, 4, 5, 6, 10, 11, 12, 13, 15, 17, 19, 20, 22],
    C: [1, 2, 5, 7, 8, 10, 11, 13],
    D: [1, 2, 4, 5, 8],
    E: [1, 3, 5, 6, 7, 9, 12, 13, 14, 17, 18, 20, 21, 22, 24, 25],
    F: [1, 2, 3, 4, 5, 6, 9, 10, 11, 13, 15, 18, 19, 23],
    G: [1, 2, 3, 4, 6, 9, 10, 14, 15, 16, 17, 19, 20, 22, 24, 25, 27],
    H: [1, 2, 3, 5, 7, 9],
    I: [1, 3, 5, 7, 8, 10, 12],
    J: [1, 2, 3, 4, 6],
    K: [1, 3, 5, 6, 7],
    L: [1, 3, 4, 5, 6, 8, 9, 10, 11, 12],
  };
  const ids = Object.entries(rows).flatMap(([section, numbers]) =>
    numbers.map((number) => `${section}${number}`),
  );
  const known = new Set([
    ...proven.flatMap(([, each]) => each),
    ...Object.keys(cases.elsewhere),
    ...Object.keys(cases.pending),
  ]);
  expect(order(known)).toEqual(order(ids));
});
