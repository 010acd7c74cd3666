import { isRecord } from '../../schema/untrusted-json.ts';
/** Where a mistake is told: the field, and what to do about it. */
export type ReportMistake = (field: string, fix: string) => void;

/** A mapping that is read strictly. What is wrong is reported, and something empty is read in its place. */
export interface Fields {
  readonly values: Readonly<Record<string, unknown>>;
  /** How the mapping is called in mistakes, with a dot behind it; empty for the whole file. */
  readonly path: string;
  readonly report: ReportMistake;
}

/** What a text must look like, and how to say so. */
export interface Form {
  readonly pattern: RegExp;
  readonly description: string;
}

const nonEmpty: Form = { pattern: /\S/, description: 'a text that is not empty' };

/** A value as a mapping of these keys; each other key is a mistake. */
export function asFields(
  value: unknown,
  path: string,
  keys: readonly string[],
  report: ReportMistake,
): Fields | undefined {
  if (!isRecord(value)) {
    report(path === '' ? 'the file' : path.slice(0, -1), `must be a mapping of ${keys.join(', ')}.`);
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (!keys.includes(key))
      report(`${path}${key}`, `is no field here: remove it, or use ${keys.join(', ')}.`);
  }
  return { values: value, path, report };
}

/** The mapping under a name; undefined, and a mistake, where there is none. */
export function readMapping(fields: Fields, name: string, keys: readonly string[]): Fields | undefined {
  return asFields(fields.values[name], `${fields.path}${name}.`, keys, fields.report);
}

/** The text under a name. */
export function readText(fields: Fields, name: string, form: Form = nonEmpty): string {
  const value = fields.values[name];
  if (typeof value === 'string' && form.pattern.test(value)) return value;
  fields.report(`${fields.path}${name}`, `must be ${form.description}.`);
  return '';
}

/** The word under a name, out of a closed list; undefined, and a mistake, when it is another. */
export function readWord<Word extends string>(
  fields: Fields,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = fields.values[name];
  const word = words.find((one) => one === value);
  if (word === undefined) fields.report(`${fields.path}${name}`, `must be one of ${words.join(', ')}.`);
  return word;
}

/** The list of texts under a name, without repetitions. */
export function readTexts(fields: Fields, name: string, form: Form = nonEmpty): readonly string[] {
  const list = fields.values[name];
  if (!Array.isArray(list)) {
    fields.report(`${fields.path}${name}`, 'must be a list; write [] for none.');
    return [];
  }
  const texts = list.filter((text): text is string => typeof text === 'string' && form.pattern.test(text));
  if (texts.length < list.length) {
    fields.report(`${fields.path}${name}`, `must be a list of which each item is ${form.description}.`);
  }
  if (new Set(texts).size < texts.length) fields.report(`${fields.path}${name}`, 'names something twice.');
  return texts;
}

/** The whole number from 1 up under a name. */
export function readCount(fields: Fields, name: string): number {
  const value = fields.values[name];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  fields.report(`${fields.path}${name}`, 'must be a whole number from 1 up.');
  return 1;
}

/** The calendar day under a name, ISO 8601. */
export function readDay(fields: Fields, name: string): string {
  const value = fields.values[name];
  if (typeof value === 'string' && isDay(value)) return value;
  fields.report(`${fields.path}${name}`, 'must be a day such as 2026-11-24.');
  return '';
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
