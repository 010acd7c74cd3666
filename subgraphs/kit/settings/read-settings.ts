import { dirname } from 'node:path';
import { readOptions } from './read-options.ts';
import { readSettingsFile, type SettingsFile } from './read-settings-file.ts';
import type { Setting, SettingTable, SettingValues } from './setting.ts';
import { SettingsError } from './settings-error.ts';

/** Where settings come from. */
export interface SettingSources {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly file?: SettingsFile | undefined;
}

/** How a process speaks of its settings. */
export interface SettingsManner {
  /** Ends the first mistake about the command line: what may be given. */
  readonly usage: string;
  /** Variables that begin so are this process's alone: one that is no setting is a mistake. */
  readonly prefix?: string;
}

/** What was read, and what it is called by whoever gave it. */
export interface GivenSettings<Table extends SettingTable> {
  readonly values: SettingValues<Table>;
  /** The option, variable or place in the file that gave it; where nobody did, how to give it. */
  nameOf(path: keyof Table & string): string;
}

interface Found {
  readonly name: string;
  readonly value: unknown;
  readonly folder: string;
}

/**
 * Reads the settings of a process: an option goes before a variable, a variable before the file, the file before the
 * variable of a standard, that before what holds by itself. An empty variable is one that is not set.
 *
 * @throws SettingsError with every mistake
 */
export function readSettings<Table extends SettingTable>(
  table: Table,
  { args, environment, file }: SettingSources,
  { usage, prefix }: SettingsManner,
): GivenSettings<Table> {
  const options = readOptions(table, args);
  const inFile = file
    ? readSettingsFile(table, file)
    : { isRead: true, values: new Map<string, unknown>(), mistakes: [] };
  const known = new Set(Object.values(table).map(({ variable }) => variable));
  const strangers = Object.keys(environment).filter(
    (name) => prefix !== undefined && name.startsWith(prefix) && !known.has(name),
  );
  const find = (path: string, setting: Setting<unknown>): Found | undefined => {
    const { flag, variable, standardVariable, fromStandard = asItIs } = setting;
    const option = flag === undefined ? undefined : options.values.get(flag);
    if (option !== undefined) return { name: `--${flag}`, value: option, folder: '' };
    if (variable !== undefined && environment[variable])
      return { name: variable, value: environment[variable], folder: '' };
    if (file && inFile.values.has(path))
      return { name: `${file.path}: ${path}`, value: inFile.values.get(path), folder: dirname(file.path) };
    const standard = standardVariable === undefined ? undefined : environment[standardVariable];
    const value = standard ? fromStandard(standard, environment) : undefined;
    return value === undefined || standardVariable === undefined
      ? undefined
      : { name: standardVariable, value, folder: '' };
  };
  const missing: string[] = [];
  const wrong: string[] = [];
  const names = new Map<string, string>();
  const values = Object.entries(table).map(([path, setting]) => {
    const found = find(path, setting);
    names.set(path, found?.name ?? howToGive(path, setting));
    if (found === undefined) {
      if (setting.isRequired && inFile.isRead) missing.push(tellMissing(setting));
      return [path, setting.fallback];
    }
    const value = setting.form.read(found.value, found.folder);
    if (value === undefined) wrong.push(`${found.name} must be ${setting.form.description}.`);
    return [path, value ?? setting.fallback];
  });
  const [first, ...others] = [...options.mistakes, ...missing];
  const mistakes = [
    ...(first === undefined ? [] : [`${first} ${usage}`.trim(), ...others]),
    ...strangers.map((name) => `${name} is no setting: remove it, or see docs/configuration.md.`),
    ...inFile.mistakes,
    ...wrong,
  ];
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return {
    values: Object.fromEntries(values) as SettingValues<Table>,
    nameOf: (path) => names.get(path) ?? path,
  };
}

function asItIs(text: string): string {
  return text;
}

function tellMissing({ flag, variable, form }: Setting<unknown>): string {
  return flag === undefined ? `${variable} is not set: give ${form.description}.` : `--${flag} is missing.`;
}

function howToGive(path: string, { flag, variable }: Setting<unknown>): string {
  const option = flag === undefined ? variable : `--${flag}`;
  return option === undefined ? `${path} in the file` : `${option}, or ${path} in the file`;
}
