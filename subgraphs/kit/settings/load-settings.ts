import { readFile } from 'node:fs/promises';
import { readOptions } from './read-options.ts';
import {
  readSettings,
  type GivenSettings,
  type SettingsManner,
  type SettingSources,
} from './read-settings.ts';
import type { SettingTable } from './setting.ts';
import { SettingsError } from './settings-error.ts';

/** Settings of a process, and whether it is only to say if they are good. */
export interface LoadedSettings<Table extends SettingTable> extends GivenSettings<Table> {
  readonly isCheck: boolean;
}

/**
 * Reads the settings of a process, with the file that `--config` or a variable names.
 *
 * @param fileVariable name of the variable that names the file
 * @throws SettingsError with every mistake
 */
export async function loadSettings<Table extends SettingTable>(
  table: Table,
  { args, environment }: Omit<SettingSources, 'file'>,
  { fileVariable, ...manner }: SettingsManner & { readonly fileVariable: string },
): Promise<LoadedSettings<Table>> {
  const options = readOptions(table, args).values;
  const named = options.get('config');
  const path = typeof named === 'string' ? named : environment[fileVariable] || undefined;
  const { [fileVariable]: _, ...others } = environment;
  const file = path === undefined ? undefined : { path, text: await read(path) };
  const given = readSettings(table, { args, environment: others, file }, manner);
  return { ...given, isCheck: options.has('check') };
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new SettingsError([
      `--config ${path} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code}.`,
    ]);
  }
}
