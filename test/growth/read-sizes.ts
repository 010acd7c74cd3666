/** What is grown: worlds of so many people, the last one with so many citizens and contributions at least. */
export interface Sizes {
  readonly people: readonly number[];
  readonly documents: number;
}

/** Reads `1000,50000` and `10000000`; a line that says what is wrong where that is not what they are. */
export function readSizes(people: string, documents: string, onMongo: boolean): Sizes | string {
  const sizes = people.split(',').map(Number);
  const areGood = sizes.every((size) => Number.isInteger(size) && size >= 100 && size <= 1_000_000);
  if (!areGood) return '--people must be numbers from 100 to 1000000 with commas between them.';
  const copied = Number(documents);
  if (!Number.isInteger(copied) || copied < 0) return '--documents must be a whole number.';
  if (copied > 0 && onMongo) return '--documents fills files: leave out --mongodb.';
  return { people: sizes, documents: copied };
}
