import type { Document, Filter, Sort } from 'mongodb';
import type { IndexSpec, Key, Range } from '../port.ts';

/** A document as MongoDB keeps it: the id is `_id`, everything else as it is. */
export interface MongoDocument extends Document {
  readonly _id: string;
  readonly version: number;
}

/** The name that MongoDB has for a field. */
export function mongoField(field: string): string {
  return field === 'id' ? '_id' : field;
}

/** The fields of an index and the id: equality on the first of them leaves the rest in keyset order. */
export function indexFields(index: IndexSpec): readonly string[] {
  return [...new Set([...index.fields.map(mongoField), '_id'])];
}

/** Equality on the first fields of the index, and the rows behind `after` in the order of the rest. */
export function rangeFilter(index: IndexSpec, range: Range): Filter<MongoDocument> {
  const bound = equalsFilter(index, range.equals);
  const [first, ...others] = range.after ?? [];
  if (first === undefined) return bound;
  const fields = [...index.fields.slice(range.equals.length).map(mongoField), '_id'];
  const position = [first, ...others];
  const behind: Filter<MongoDocument>[] = position.flatMap((value, at) => {
    const step = stepBehind(value, range.order);
    const ties = fields.slice(0, at).map((field, tie) => [field, position[tie]] as const);
    return step === undefined ? [] : [{ ...Object.fromEntries(ties), [fields[at] ?? '_id']: step }];
  });
  // The $or says exactly which rows are behind. The server cannot start an index scan from it, so the first ordering
  // field is bounded once more.
  const start = boundFrom(first, range.order);
  return {
    $and: [bound, ...(start === undefined ? [] : [{ [fields[0] ?? '_id']: start }]), { $or: behind }],
  };
}

/** Documents of any of the ranges, without order. */
export function anyRangeFilter(index: IndexSpec, ranges: readonly Range[]): Filter<MongoDocument> {
  const [field] = index.fields;
  if (field !== undefined && ranges.every(({ equals }) => equals.length === 1)) {
    return { [mongoField(field)]: { $in: ranges.map(({ equals }) => equals[0]) } };
  }
  return { $or: ranges.map(({ equals }) => equalsFilter(index, equals)) };
}

/** The order of a range. */
export function rangeSort(index: IndexSpec, range: Range): Sort {
  const fields = [...index.fields.slice(range.equals.length).map(mongoField), '_id'];
  return Object.fromEntries(fields.map((field) => [field, range.order === 'desc' ? -1 : 1]));
}

function equalsFilter(index: IndexSpec, equals: readonly Key[]): Filter<MongoDocument> {
  return Object.fromEntries(equals.map((value, at) => [mongoField(index.fields[at] ?? '_id'), value]));
}

/** Strictly behind a value; undefined when nothing is. $lt would leave out the documents without the field. */
function stepBehind(value: Key | null, order: Range['order']): Document | undefined {
  if (order !== 'desc') return value === null ? { $ne: null } : { $gt: value };
  return value === null ? undefined : { $not: { $gte: value } };
}

function boundFrom(value: Key | null, order: Range['order']): Document | undefined {
  if (value === null) return order === 'desc' ? { $eq: null } : undefined;
  return order === 'desc' ? { $not: { $gt: value } } : { $gte: value };
}
