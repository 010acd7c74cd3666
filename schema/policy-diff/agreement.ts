import { isDeepStrictEqual } from 'node:util';
import { day, readList, readYaml, text, texts } from '../policy/read-list.ts';
import type { AccessChange, Asker } from './access-change.ts';

/** The file of agreed loosenings, relative to the folder of the project. */
export const agreementsFile = 'schema/policy/loosenings.yaml';

/** A reviewed entry: who may see more of what from now on, on which articles, and why that is right. */
export interface Agreement {
  readonly id: string;
  readonly coordinates: readonly string[];
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
  readonly articles: readonly string[];
  /** First day on which the loosening may hold. */
  readonly from: string;
  readonly reason: string;
}

const kinds = {
  id: text,
  coordinates: texts,
  roles: texts,
  purposes: texts,
  articles: texts,
  from: day,
  reason: text,
};

/** Reads the entries. Throws a `PolicyError` with a line for each that is not complete. */
export function readAgreements(yaml: string): readonly Agreement[] {
  const list = yaml.trim() === '' ? [] : readYaml(yaml, agreementsFile);
  if (list === null || (Array.isArray(list) && list.length === 0)) return [];
  return readList(list, agreementsFile, kinds);
}

/** The entries that come with a change: one that stood there before agreed to another change. */
export function newAgreements(old: readonly Agreement[], now: readonly Agreement[]): readonly Agreement[] {
  return now.filter((entry) => !old.some((before) => isDeepStrictEqual(before, entry)));
}

/** Words of an entry that speak of one element and asker; undefined where it does not. */
export interface Met {
  readonly coordinates: readonly string[];
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
}

/** Which words of an entry speak of an element of a change and an asker; undefined where not all kinds do. */
export function meets(agreement: Agreement, element: string, { role, purpose }: Asker): Met | undefined {
  const coordinates = agreement.coordinates.filter((pattern) => speaksOf(pattern, element));
  const roles = agreement.roles.filter((word) => word === '*' || word === role);
  const purposes = agreement.purposes.filter((word) => word === '*' || word === purpose);
  return coordinates.length > 0 && roles.length > 0 && purposes.length > 0
    ? { coordinates, roles, purposes }
    : undefined;
}

/** A change with whether it rests on a dated article. */
export interface JudgedChange extends AccessChange {
  /** Ids of the entries that agree to it. */
  readonly agreements: readonly string[];
  /** Articles on which it rests and which no policy cited before. */
  readonly newlyCited: readonly string[];
  /** The elements for which some asker and some day rests on neither. */
  readonly uncovered: readonly string[];
}

function speaksOf(pattern: string, element: string): boolean {
  return pattern.endsWith('.*')
    ? element.startsWith(pattern.slice(0, -1))
    : element === pattern || element.startsWith(`${pattern}(`);
}
