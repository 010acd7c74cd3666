import type { CollectionSpec, Expiring, IndexSpec, Range, Stored } from './port.ts';

const NAME = /^[A-Za-z][A-Za-z0-9._-]*$/;
const FIELD = /^[A-Za-z][A-Za-z0-9]*$/;
const MOST_ROWS = 10_000;

/** Wrong names and doubled indexes are refused when the collection is opened (TypeError). */
export function checkCollection(spec: CollectionSpec<Stored>): void {
  const names = spec.indexes.map((index) => index.name);
  for (const name of [spec.name, ...names]) {
    if (!NAME.test(name) || name === 'meta' || name === 'shelf') {
      throw new TypeError(
        `collection "${spec.name}": "${name}" is not a usable name; use letters, digits and . _ -`,
      );
    }
  }
  if (spec.shelf !== undefined && (!NAME.test(spec.shelf) || spec.owner === undefined)) {
    throw new TypeError(
      `collection "${spec.name}": its shelf needs a name as its own, and its documents an owner`,
    );
  }
  if (spec.owner !== undefined && (!FIELD.test(spec.owner) || spec.expires)) {
    throw new TypeError(
      `collection "${spec.name}": its owner must be a field of letters and digits, and its documents must not end`,
    );
  }
  if (new Set(names).size < names.length) {
    throw new TypeError(`collection "${spec.name}": two indexes have the same name`);
  }
  for (const { name, fields } of spec.indexes) {
    if (fields.length === 0 || fields.some((field) => field.split('.').includes(''))) {
      throw new TypeError(`collection "${spec.name}": index "${name}" needs fields that are dotted paths`);
    }
  }
}

/** Every document has a usable id and version, and an end where it needs one (TypeError otherwise). */
export function checkDocument(spec: CollectionSpec<Stored>, doc: Stored & Partial<Expiring>): void {
  const { id, version, expiresAt } = doc;
  if (typeof id !== 'string' || id === '' || !id.isWellFormed()) {
    throw new TypeError(`${spec.name}: the id of a document must be a text that is not empty`);
  }
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new TypeError(`${spec.name}: the version of a document must be a whole number from 1`);
  }
  if (spec.owner !== undefined) checkOwner(spec, doc, spec.owner);
  if (spec.expires && !Number.isSafeInteger(expiresAt)) {
    throw new TypeError(`${spec.name}: the end of a document must be a whole number of milliseconds`);
  }
}

/** The document has a text in the field of its owner, or nothing (TypeError otherwise). */
export function checkOwner({ name }: CollectionSpec<Stored>, doc: Stored, owner: string): void {
  const value = (doc as unknown as Readonly<Record<string, unknown>>)[owner] ?? undefined;
  if (value !== undefined && typeof value !== 'string') {
    throw new TypeError(`${name}: the owner of a document must be a text, or absent`);
  }
}

/** The index that a range goes along; RangeError when the range does not fit it. */
export function checkRange(spec: CollectionSpec<Stored>, range: Range): IndexSpec {
  const where = `${spec.name}.find, index "${range.index}"`;
  const index = spec.indexes.find(({ name }) => name === range.index);
  if (index === undefined) throw new RangeError(`${where}: the collection has no such index`);
  const ordering = index.fields.length - range.equals.length;
  if (ordering < 0) throw new RangeError(`${where}: equals has more values than the index has fields`);
  if (range.after !== undefined && range.after.length !== ordering + 1) {
    throw new RangeError(
      `${where}: after needs ${ordering + 1} values, those of the ordering fields and the id`,
    );
  }
  if (!Number.isInteger(range.limit) || range.limit < 1 || range.limit > MOST_ROWS) {
    throw new RangeError(`${where}: limit must be 1 to ${MOST_ROWS}`);
  }
  return index;
}

/** The one index of a batch of ranges; RangeError when they differ in more than their keys. */
export function checkRanges(spec: CollectionSpec<Stored>, ranges: readonly Range[]): IndexSpec | undefined {
  const [first] = ranges;
  for (const range of ranges) {
    checkRange(spec, range);
    const same = range.index === first?.index && range.limit === first.limit && range.order === first.order;
    if (!same || range.equals.length !== first.equals.length) {
      throw new RangeError(
        `${spec.name}.findEach: the ranges need the same index, order, limit and number of keys`,
      );
    }
  }
  return first && checkRange(spec, first);
}
