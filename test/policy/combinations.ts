import { words } from './cedar-oracle.ts';
import type { Combination } from './cedar-oracle.ts';

const flags = [false, true];

/** How many combinations there are over some days. */
export function countOf(days: readonly string[]): number {
  const { roles, purposes, relations, categories } = words;
  return roles.length * purposes.length * relations.length * categories.length * days.length * 4;
}

/** The combination with a number, from 0 to below `countOf`; neighbours differ in the category. */
export function combinationAt(number: number, days: readonly string[]): Combination {
  let rest = number;
  const next = <Word>(list: readonly [Word, ...Word[]] | readonly Word[]): Word => {
    const word = list[rest % list.length];
    rest = Math.floor(rest / list.length);
    if (word === undefined) throw new RangeError(`there is no combination ${number}`);
    return word;
  };
  return {
    category: next(words.categories),
    relation: next(words.relations),
    purpose: next(words.purposes),
    role: next(words.roles),
    reasonRecorded: next(flags),
    breakGlass: next(flags),
    day: next(days),
  };
}
