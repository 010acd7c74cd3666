import { isDeepStrictEqual } from 'node:util';
import { day, readList, readYaml, text, texts } from '../policy/read-list.ts';

/** The file of agreed breaking changes, relative to the folder of the project. */
export const breakingChangesFile = 'schema/breaking-changes.yaml';

/** A reviewed entry: which break of the graph its clients were told of, from when on, and why. */
export interface AgreedBreak {
  readonly id: string;
  /** As the comparison tells it: its type and its description. */
  readonly change: string;
  readonly from: string;
  readonly clients: readonly string[];
  readonly reason: string;
}

const kinds = { id: text, change: text, from: day, clients: texts, reason: text };

/** Reads the entries. Throws a `PolicyError` with a line for each that is not complete. */
export function readAgreedBreaks(yaml: string): readonly AgreedBreak[] {
  const list = yaml.trim() === '' ? [] : readYaml(yaml, breakingChangesFile);
  if (list === null || (Array.isArray(list) && list.length === 0)) return [];
  return readList(list, breakingChangesFile, kinds);
}

/** The entries that come with a change: one that stood there before agreed to another one. */
export function newAgreedBreaks(
  old: readonly AgreedBreak[],
  now: readonly AgreedBreak[],
): readonly AgreedBreak[] {
  return now.filter((entry) => !old.some((before) => isDeepStrictEqual(before, entry)));
}
