/** What is grown: worlds of so many people, the last one with so many citizens and contributions at least; and how it is asked. */
export interface Sizes {
  readonly people: readonly number[];
  readonly documents: number;
  /** Questions of each kind that do not count, before those that do. */
  readonly before: number;
}

/** The words of the command. */
interface Given {
  readonly people: string;
  readonly documents: string;
  readonly before: string;
  readonly mongodb: boolean;
  readonly cold: boolean;
}

/** Reads `1000,50000` and `10000000`; a line that says what is wrong where that is not what they are. */
export function readSizes(given: Given): Sizes | string {
  const people = given.people.split(',').map(Number);
  const areGood = people.every((size) => Number.isInteger(size) && size >= 100 && size <= 1_000_000);
  if (!areGood) return '--people must be numbers from 100 to 1000000 with commas between them.';
  const [documents, before] = [Number(given.documents), Number(given.before)];
  if (documents > 0 && given.mongodb) return '--documents fills files: leave out --mongodb.';
  if (given.cold && given.mongodb) return '--cold is about files: leave out --mongodb.';
  return { people, documents, before };
}
