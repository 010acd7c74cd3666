import { isRecord } from '../../../../schema/untrusted-json.ts';
import { SourceAwayError } from './evidence-source.ts';

/** An object of an answer, of which nothing is known yet. */
export type Node = Readonly<Record<string, unknown>>;

/** The object at a key; undefined where there is none. */
export function nodeAt(node: Node | undefined, key: string): Node | undefined {
  const value = node?.[key];
  return isRecord(value) ? value : undefined;
}

/** The objects of a connection at a key. */
export function nodesAt(node: Node | undefined, key: string): readonly Node[] {
  const value = nodeAt(node, key)?.['nodes'];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A text at a key; undefined where there is none. */
export function textAt(node: Node | undefined, key: string): string | undefined {
  const value = node?.[key];
  return typeof value === 'string' ? value : undefined;
}

export function numberAt(node: Node | undefined, key: string): number | undefined {
  const value = node?.[key];
  return typeof value === 'number' ? value : undefined;
}

export function flagAt(node: Node | undefined, key: string): boolean | undefined {
  const value = node?.[key];
  return typeof value === 'boolean' ? value : undefined;
}

/** A text that is one of a few; anything else is undefined. */
export function wordAt<const Word extends string>(
  node: Node | undefined,
  key: string,
  words: readonly Word[],
): Word | undefined {
  const value = node?.[key];
  return words.find((word) => word === value);
}

/** @throws SourceAwayError where the answer lacks what the schema promises: then nothing can be concluded from it */
export function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new SourceAwayError(`The hub gave no ${what}: ask again.`);
  return value;
}
