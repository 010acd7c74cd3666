import { mostCopies } from './copies.ts';

/** What is grown: worlds of so many people; and how it is asked. */
export interface Sizes {
  readonly people: readonly number[];
  /** Questions of each kind that do not count, before those that do. */
  readonly before: number;
}

/** The words of the command. */
interface Given {
  readonly people: string;
  readonly before: string;
  readonly mongodb: boolean;
  readonly cold: boolean;
}

/** A world has paper numbers for so many people; larger ones are that one several times over. */
const mostOfOneWorld = 1_000_000;

/** Reads `1000,50000`; a line that says what is wrong where that is not what it is. */
export function readSizes(given: Given): Sizes | string {
  const people = given.people.split(',').map(Number);
  const isGood = (size: number) =>
    Number.isInteger(size) &&
    size >= 100 &&
    (size <= mostOfOneWorld || size % mostOfOneWorld === 0) &&
    copiesOf(size) <= mostCopies;
  if (!people.every(isGood))
    return `--people must be numbers from 100 to ${mostOfOneWorld}, or multiples of that up to ${mostCopies}-fold, with commas between them.`;
  if (given.mongodb && people.some((size) => copiesOf(size) > 1))
    return `More than ${mostOfOneWorld} people are made in files: leave out --mongodb.`;
  if (given.cold && given.mongodb) return '--cold is about files: leave out --mongodb.';
  return { people, before: Number(given.before) };
}

/** How many times each person of a world of so many people is there. */
export function copiesOf(people: number): number {
  return Math.ceil(people / mostOfOneWorld);
}
