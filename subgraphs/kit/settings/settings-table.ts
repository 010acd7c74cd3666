import type { Setting, SettingTable } from './setting.ts';

/** The settings of a process as a table of Markdown. */
export function settingsTable(table: SettingTable): string {
  const rows = Object.entries(table).map(([path, setting]) =>
    [
      setting.isSecret ? 'not in the file' : `\`${path}\``,
      doorsOf(setting),
      setting.form.description,
      setting.means,
      withoutIt(setting),
    ]
      .map((cell) => cell.replaceAll('|', '\\|'))
      .join(' | '),
  );
  return ['in the file | also as | must be | what it is | without it', '--- | --- | --- | --- | ---', ...rows]
    .map((row) => `| ${row} |`)
    .join('\n');
}

function doorsOf({ flag, variable, standardVariable }: Setting<unknown>): string {
  return [flag && `--${flag}`, variable, standardVariable]
    .flatMap((door) => (door ? [`\`${door}\``] : []))
    .join(', ');
}

function withoutIt({ isRequired, fallback }: Setting<unknown>): string {
  if (isRequired) return 'does not start';
  if (fallback === undefined) return '';
  return Array.isArray(fallback) && fallback.length === 0 ? 'none' : `\`${String(fallback)}\``;
}
