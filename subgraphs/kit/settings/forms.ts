import { resolve } from 'node:path';
import type { SettingForm } from './setting.ts';

const uri = /^[a-z][a-z0-9+.-]*:/i;

/** Any text that is not empty. */
export function text(description: string): SettingForm<string> {
  return { description, schema: { type: 'string', minLength: 1 }, read: filledText };
}

/** A file or a folder; a relative path begins where the file of settings lies, or where the command was started. */
export function path(description: string): SettingForm<string> {
  return {
    description,
    schema: { type: 'string', minLength: 1 },
    read: (value, folder) => resolved(filledText(value), folder),
  };
}

/** A path, or an address that begins with a scheme: `https:`, `mongodb:`, `file:`. */
export function place(description: string): SettingForm<string> {
  return {
    description,
    schema: { type: 'string', minLength: 1 },
    read(value, folder) {
      const given = filledText(value);
      return given !== undefined && uri.test(given) ? given : resolved(given, folder);
    },
  };
}

/** The address of a server that speaks HTTP. */
export function webAddress(description: string): SettingForm<string> {
  return {
    description,
    schema: { type: 'string', pattern: '^https?://' },
    read(value) {
      const given = filledText(value);
      return given !== undefined && isWebAddress(given) ? given : undefined;
    },
  };
}

/** Whether a text is the address of a server that speaks HTTP. */
export function isWebAddress(given: string): boolean {
  return /^https?:\/\//i.test(given) && URL.canParse(given);
}

/** A whole number within bounds, both of them allowed. */
export function wholeNumber(least: number, most: number, note = ''): SettingForm<number> {
  return {
    description: `a whole number from ${least} to ${most}${note}`,
    schema: { type: 'integer', minimum: least, maximum: most },
    read(value) {
      const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
      return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
        ? number
        : undefined;
    },
  };
}

/** A number above 0: a count, a time, a share. */
export const positiveNumber: SettingForm<number> = {
  description: 'a number above 0',
  schema: { type: 'number', exclusiveMinimum: 0 },
  read(value) {
    const number = decimal(value);
    return number !== undefined && Number.isFinite(number) && number > 0 ? number : undefined;
  },
};

/** A share in percent, a part of one too. */
export const percentage: SettingForm<number> = {
  description: 'a number from 0 to 100',
  schema: { type: 'number', minimum: 0, maximum: 100 },
  read(value) {
    const number = decimal(value);
    return number !== undefined && number >= 0 && number <= 100 ? number : undefined;
  },
};

/** A port to listen on. */
export const port = wholeNumber(0, 65_535, '; 0 takes any free port');

/** One word of a closed list. */
export function choice<Word extends string>(...words: readonly Word[]): SettingForm<Word> {
  return {
    description: `one of ${words.join(', ')}`,
    schema: { enum: words },
    read: (value) => words.find((word) => word === value),
  };
}

/** Yes or no. */
export const yesNo: SettingForm<boolean> = {
  description: 'true or false',
  schema: { type: 'boolean' },
  read(value) {
    if (typeof value === 'boolean') return value;
    return value === 'true' ? true : value === 'false' ? false : undefined;
  },
};

/** A list of texts, each of the right kind; in a variable with commas between them. */
export function list(
  description: string,
  isItem: (text: string) => boolean = () => true,
): SettingForm<readonly string[]> {
  return {
    description: `a list of ${description}`,
    schema: { type: 'array', items: { type: 'string', minLength: 1 } },
    read(value) {
      const items: unknown = typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value;
      if (!Array.isArray(items)) return undefined;
      const texts = items.filter((item): item is string => filledText(item) !== undefined);
      return texts.length === items.length && texts.every(isItem) ? texts : undefined;
    },
  };
}

function decimal(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' ? number : undefined;
}

function filledText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function resolved(given: string | undefined, folder: string): string | undefined {
  return given === undefined || folder === '' ? given : resolve(folder, given);
}
