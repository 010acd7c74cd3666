import type { RuleCode } from '../rules.ts';
import type { Shape } from '../templates/template.ts';

/** What the text of a tag becomes, or the rule that it breaks. */
export type ReadValue = { readonly value: unknown } | { readonly rule: RuleCode; readonly limit?: number };

const broken: ReadValue = { rule: 'TAG_FORM' };

/** Reads the text of a tag, trimmed and not empty, in the form that is demanded. */
export function readValue(text: string, shape: Shape): ReadValue {
  switch (shape.kind) {
    case 'text':
      return text.length > shape.most ? { rule: 'TAG_TOO_LONG', limit: shape.most } : { value: text };
    case 'pattern':
      if (text.length > shape.most) return { rule: 'TAG_TOO_LONG', limit: shape.most };
      return shape.pattern.test(text) ? { value: text } : broken;
    case 'day':
      return valueOr(readDay(text));
    case 'instant':
      return valueOr(readInstant(text));
    case 'flag':
      return /^[01]$/.test(text) ? { value: text === '1' } : broken;
    case 'whole': {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return number >= shape.least && number <= shape.most ? { value: number } : broken;
    }
    case 'choice':
      return valueOr(Object.hasOwn(shape.of, text) ? shape.of[text] : undefined);
    case 'list':
      if (text.length > shape.most) return { rule: 'TAG_TOO_LONG', limit: shape.most };
      return { value: text.split(';').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])) };
    case 'birth':
      return valueOr(readBirth(text));
  }
}

function valueOr(value: unknown): ReadValue {
  return value === undefined ? broken : { value };
}

/** `yyyyMMdd` as an ISO day. */
function readDay(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}`;
  return year !== undefined && isDay(iso) ? iso : undefined;
}

/** The calendar has no 30 February, and a year before 1900 is a slip of the pen. */
function isDay(iso: string): boolean {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) && iso >= '1900';
}

/** `yyyyMMddHHmm[ss]` in Viet Nam (UTC+7 all year) as an instant in UTC. */
function readInstant(text: string): string | undefined {
  const [, date = '', hour, minute, second = '00'] = /^(\d{8})(\d{2})(\d{2})(\d{2})?$/.exec(text) ?? [];
  const day = readDay(date);
  if (day === undefined) return undefined;
  const time = Date.parse(`${day}T${hour}:${minute}:${second}+07:00`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace('.000Z', 'Z');
}

/** A birth day of which unknown parts are zeros. */
function readBirth(text: string): { readonly birthYear: number; readonly birthDate?: string } | undefined {
  const [, date = ''] = /^(\d{8})(\d{4}|\d{6})?$/.exec(text) ?? [];
  const birthYear = Number(date.slice(0, 4));
  if (date === '' || birthYear < 1900) return undefined;
  if (date.endsWith('00')) return { birthYear };
  const birthDate = readDay(date);
  return birthDate === undefined ? undefined : { birthYear, birthDate };
}
