import { parseArgs } from 'node:util';
import type { SettingTable } from './setting.ts';

/** What the command line gives. */
export interface GivenOptions {
  /** By name, without the dashes; true for one that takes no value. */
  readonly values: ReadonlyMap<string, string | true>;
  readonly mistakes: readonly string[];
}

/** Options that every process with settings has. */
const everyProcess = { config: 'string', check: 'boolean' } as const;

/** Reads the options that a table of settings names, and tells of all that are wrong. */
export function readOptions(table: SettingTable, args: readonly string[]): GivenOptions {
  const kinds = new Map<string, 'string' | 'boolean'>(Object.entries(everyProcess));
  for (const { flag, form } of Object.values(table)) {
    if (flag !== undefined) kinds.set(flag, form.schema['type'] === 'boolean' ? 'boolean' : 'string');
  }
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries([...kinds].map(([name, type]) => [name, { type }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string | true>();
  const mistakes: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') mistakes.push(`Unexpected argument '${token.value}'.`);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const kind = kinds.get(name);
    if (kind === undefined) mistakes.push(`Unknown option '${rawName}'.`);
    else if (kind === 'boolean' && value !== undefined) mistakes.push(`Option '${rawName}' takes no value.`);
    else if (kind === 'boolean') values.set(name, true);
    // What begins with a dash is the next option, unless it was written with an equals sign.
    else if (value === undefined || (!token.inlineValue && value.startsWith('-')))
      mistakes.push(`Option '${rawName} <value>' argument missing.`);
    else values.set(name, value);
  }
  return { values, mistakes };
}
