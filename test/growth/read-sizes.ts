/** Reads `1000,50000`; a line that says what is wrong where that is not what it is. */
export function readSizes(text: string): readonly number[] | string {
  const sizes = text.split(',').map(Number);
  const areGood = sizes.every((size) => Number.isInteger(size) && size >= 100 && size <= 1_000_000);
  return areGood ? sizes : '--people must be numbers from 100 to 1000000 with commas between them.';
}
