import type { SettingTable } from './setting.ts';

/** Settings by the names of their environment variables. */
export type SettingsByVariable = Readonly<Record<string, string | undefined>>;

/** What was read, wherever it was given, as if the environment had given all of it. */
export function settingsByVariable<Table extends SettingTable>(
  table: Table,
  values: Readonly<Record<keyof Table, unknown>>,
): SettingsByVariable {
  return Object.fromEntries(
    Object.entries(table).flatMap(([path, { variable }]) => {
      const value = values[path];
      if (variable === undefined || value === undefined) return [];
      return [[variable, Array.isArray(value) ? value.join(',') : String(value)]];
    }),
  );
}
