import type { ByteText } from '../../operation/byte-text.ts';
import type { FetchedObject } from '../../operation/fetched-value.ts';

/** The leaves by which an object is known as an entity, by its `__typename` as it is written in JSON. */
export type KnownBy = ReadonlyMap<ByteText, readonly string[]>;

/** Whether an object has all by which it is known: somebody of whom no number is known can be anybody. */
export function hasKey(knownBy: KnownBy, object: FetchedObject): boolean {
  const { __typename: type } = object;
  const fields = typeof type === 'string' ? knownBy.get(type) : undefined;
  return fields?.every((field) => typeof object[field] === 'string') ?? false;
}
