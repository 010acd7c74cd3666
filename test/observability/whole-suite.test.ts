import { describe, expect, test } from 'vitest';
import { personalFinder } from './whole-suite/find-personal.ts';
import { judgeTold } from './whole-suite/judge-told.ts';
import { toldKinds, type ToldLine } from './whole-suite/told.ts';

// What is looked through after the whole suite is of the suite; here, that the look can find, and can fail.
const value: ToldLine = ['value', 'Dương Hoài Thương'];
const told = (text: string): readonly ToldLine[] => [value, ['log', text]];

describe('the look through all that the suite told', () => {
  test('finds a value of a world, and does not repeat it', () => {
    const { findings } = judgeTold(told('{"message":"asked by Dương Hoài Thương"}'), false);
    expect(findings).toEqual(['A personal value was told in a log: {"message":"asked by █"}']);
  });

  test('finds none where none is', () => {
    expect(judgeTold(told('{"message":"asked"}'), false).findings).toEqual([]);
  });

  test.each(toldKinds)('fails after a whole suite in which no %s was seen', (kind) => {
    const all: readonly ToldLine[] = [value, ...toldKinds.map((one): ToldLine => [one, 'text'])];
    expect(judgeTold(all, true).findings).toEqual([]);
    const rest = all.filter(([one]) => one !== kind);
    expect(judgeTold(rest, true).findings).toEqual([expect.stringContaining(`No ${kind} was seen`)]);
    expect(judgeTold(rest, false).findings).toEqual([]);
  });

  test('fails after a whole suite that loaded nobody', () => {
    const all = toldKinds.map((one): ToldLine => [one, 'text']);
    expect(judgeTold(all, true).findings).toEqual([expect.stringContaining('No value was seen')]);
  });
});

test('values are found wherever they begin, and no shorter one is looked for', () => {
  const find = personalFinder(['Nguyễn Bích Ngọc', 'Nguyễn Bích Hà', '001090012345']);
  expect(find('x Nguyễn Bích Hà001090012345')).toEqual(['Nguyễn Bích Hà', '001090012345']);
  expect(find('Nguyễn Bích H')).toEqual([]);
  expect(() => personalFinder(['Ngọc'])).toThrow('too short');
});
