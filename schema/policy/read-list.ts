import { parseDocument } from 'yaml';
import { isRecord } from '../untrusted-json.ts';
import { isDay } from './day-bands.ts';
import { PolicyError, refuseProblems } from './policy-error.ts';

/** What a key of an entry may hold. */
export interface Kind<T> {
  readonly name: string;
  readonly accepts: (value: unknown) => value is T;
}

/** An entry of a list whose keys hold these kinds. */
export type Entry<Kinds> = { readonly [Key in keyof Kinds]: Kinds[Key] extends Kind<infer T> ? T : never };

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

export const text: Kind<string> = { name: 'a text', accepts: isText };
export const texts: Kind<readonly string[]> = {
  name: 'a list of texts',
  accepts: (value): value is readonly string[] => Array.isArray(value) && value.every(isText),
};
export const day: Kind<string> = {
  name: 'a day such as 2025-07-01',
  accepts: (value): value is string => isText(value) && isDay(value),
};
export const yesOrNo: Kind<boolean> = {
  name: 'true or false',
  accepts: (value): value is boolean => typeof value === 'boolean',
};
export const assuranceLevel: Kind<number> = {
  name: '1, 2 or 3',
  accepts: (value): value is number => value === 1 || value === 2 || value === 3,
};

/** A kind of which nothing needs to be said. */
export function optional<T>({ name, accepts }: Kind<T>): Kind<T | undefined> {
  return { name, accepts: (value): value is T | undefined => value === undefined || accepts(value) };
}

/** Reads YAML. Throws a `PolicyError` where it is none. */
export function readYaml(yaml: string, file: string): unknown {
  const document = parseDocument(yaml);
  const [broken] = document.errors;
  if (!broken) return document.toJS();
  const line = broken.linePos?.[0].line ?? 1;
  throw new PolicyError([`${file}:${line}: ${broken.message.split('\n')[0]}`]);
}

/**
 * Reads a list of entries that have exactly these keys, each with its kind.
 * Throws a `PolicyError` with a line for each entry that is otherwise.
 *
 * @param unique the keys in whose values no two entries are alike; the first key if left out
 */
export function readList<Kinds extends Readonly<Record<string, Kind<unknown>>>>(
  list: unknown,
  file: string,
  kinds: Kinds,
  unique: readonly string[] = Object.keys(kinds).slice(0, 1),
): readonly Entry<Kinds>[] {
  const [first = ''] = Object.keys(kinds);
  if (!Array.isArray(list) || list.length === 0) {
    throw new PolicyError([`${file}: must be a list of entries with ${Object.keys(kinds).join(', ')}`]);
  }
  const seen = new Set<string>();
  const problems: string[] = [];
  const entries = list.filter((entry: unknown, index): entry is Entry<Kinds> => {
    const found = isRecord(entry) ? entry : {};
    const place = `${file}: ${isText(found[first]) ? found[first] : `entry ${index + 1}`}`;
    const name = unique.map((key) => String(found[key])).join(' ');
    const wrong = Object.entries(kinds).find(([key, { accepts }]) => !accepts(found[key]));
    const unknown = Object.keys(found).find((key) => !Object.hasOwn(kinds, key));
    if (wrong) problems.push(`${place}: ${wrong[0]} must be ${wrong[1].name}`);
    else if (unknown !== undefined) problems.push(`${place}: has the unknown key "${unknown}": remove it`);
    else if (seen.has(name)) problems.push(`${place}: stands here twice: remove one`);
    seen.add(name);
    return wrong === undefined;
  });
  refuseProblems(problems);
  return entries;
}
