import type { GraphQLLeafType } from 'graphql';
import { pseudonym } from '../pseudonym.ts';
import { isList, isPromise } from './resolved-value.ts';

/** A value as its scalar writes it out. */
type Leaf = string | number | boolean;

/** Shortens a value; null is what the mask cannot shorten. */
type Mask = (value: Leaf, key: string) => Leaf | null;

/**
 * First numbers of the bands of `BAND`. No band starts or ends at a round number of days that gives away the loss of a
 * pregnancy (10, 20, 40, 50: Law 41/2024/QH15 art. 52), the same bands serve weeks and months, and the last is open.
 */
export const bandStarts = [0, 11, 31, 61, 121, 181, 366] as const;

const stars = '****';
const day = /^(\d{4})-\d{2}-\d{2}$/;

/** The masks of `DataMask`, by name. */
const masks: Readonly<Record<string, Mask>> = {
  PRESENCE: (value) => (typeof value === 'string' ? stars : null),
  LAST4: (value) => (typeof value === 'string' ? stars + lastFour(value) : null),
  YEAR_ONLY: (value) => {
    const year = typeof value === 'string' ? day.exec(value)?.[1] : undefined;
    return year === undefined ? null : `${year}-01-01`;
  },
  BAND: (value) =>
    typeof value === 'number' && Number.isFinite(value)
      ? (bandStarts.findLast((start) => start <= value) ?? bandStarts[0])
      : null,
  PSEUDONYM: (value, key) => (typeof value === 'string' ? pseudonym(key, 'mask', value) : null),
};

/**
 * Shortens what a resolver gave, element by element where it is a list, by all of the masks in their order. What a mask
 * is not made for is hidden whole; null stays null, and an error stays one.
 *
 * @param key secret of the agency, at least 32 characters: it makes pseudonyms
 */
export function maskResult(
  result: unknown,
  type: GraphQLLeafType,
  names: readonly string[],
  key: string,
): unknown {
  if (isPromise(result)) return result.then((value) => maskResult(value, type, names, key));
  if (result === null || result === undefined || result instanceof Error) return result;
  if (isList(result)) return Array.from(result, (element) => maskResult(element, type, names, key));
  return names.reduce<unknown>(
    (value, name) => (isLeaf(value) ? (masks[name]?.(value, key) ?? null) : null),
    type.serialize(result),
  );
}

function isLeaf(value: unknown): value is Leaf {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

const plain = /^[ -~]*$/;
const characters = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** The last four characters as people count them, so that no accent is cut off; nothing of a text of four or less. */
function lastFour(text: string): string {
  if (plain.test(text)) return text.length > 4 ? text.slice(-4) : '';
  const all = Array.from(characters.segment(text), ({ segment }) => segment);
  return all.length > 4 ? all.slice(-4).join('') : '';
}
