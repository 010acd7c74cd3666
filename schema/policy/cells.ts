import { disclosures } from './disclosure.ts';
import { relations } from './relation.ts';

/**
 * A set of cells, a bit for each: relation × category × action, the action changing fastest. One hexadecimal digit is
 * therefore one relation and category, and its bits are the four actions from `answer` to `full`.
 */
export type Cells = bigint;

const actions = disclosures.slice(1);

/** No cell. */
export const noCells: Cells = 0n;

/** All cells over some categories. */
export function allCells(categories: readonly string[]): Cells {
  return (1n << BigInt(relations.length * categories.length * actions.length)) - 1n;
}

/** The cells of a relation, of a category or of an action, each by its code. */
export function cellsByCode(categories: readonly string[]): ReadonlyMap<string, Cells> {
  const cells = new Map<string, Cells>();
  let bit = 1n;
  for (const relation of relations) {
    for (const category of categories) {
      for (const action of actions) {
        for (const code of [`relation ${relation}`, `category ${category}`, `action ${action}`]) {
          cells.set(code, (cells.get(code) ?? noCells) | bit);
        }
        bit <<= 1n;
      }
    }
  }
  return cells;
}

/** The actions of each relation and category, as four bits, in the order of the cells. */
export function actionBits(cells: Cells, categories: readonly string[]): readonly number[] {
  const digits = cells.toString(16).padStart(relations.length * categories.length, '0');
  return [...digits].toReversed().map((digit) => Number.parseInt(digit, 16));
}
