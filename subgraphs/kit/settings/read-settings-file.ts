import { LineCounter, parseDocument } from 'yaml';
import type { SettingTable } from './setting.ts';

/** A file of settings. */
export interface SettingsFile {
  readonly path: string;
  readonly text: string;
}

/** What a file gives. */
export interface GivenInFile {
  /** By the path of the setting. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly mistakes: readonly string[];
  /** Whether it is YAML: otherwise nobody knows what it gives. */
  readonly isRead: boolean;
}

/** Reads the YAML of a file of settings, and tells of everything in it that is no setting. */
export function readSettingsFile(table: SettingTable, { path: file, text }: SettingsFile): GivenInFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    // Where, and not what: a line of the file may hold a secret that does not belong there.
    const places = document.errors.map(({ pos }) => lines.linePos(pos[0]).line);
    return {
      isRead: false,
      values: new Map(),
      mistakes: [...new Set(places)].map((line) => `${file}: line ${line} cannot be read as YAML.`),
    };
  }
  const values = new Map<string, unknown>();
  const mistakes: string[] = [];
  const walk = (content: unknown, prefix: string) => {
    if (typeof content !== 'object' || content === null || Array.isArray(content)) {
      mistakes.push(
        `${file}: ${prefix.slice(0, -1) || 'the file'} must be a mapping of ${below(table, prefix)}.`,
      );
      return;
    }
    for (const [key, value] of Object.entries(content)) {
      const path = `${prefix}${key}`;
      const setting = table[path];
      if (setting?.isSecret) mistakes.push(`${file}: ${path} is a secret: give it as ${setting.variable}.`);
      else if (setting) values.set(path, value);
      else if (below(table, `${path}.`) !== '') walk(value, `${path}.`);
      else mistakes.push(`${file}: ${path} is no setting: remove it, or use ${below(table, prefix)}.`);
    }
  };
  if (document.contents !== null) walk(document.toJS(), '');
  return { isRead: true, values, mistakes };
}

/** The names that may stand under a prefix. */
function below(table: SettingTable, prefix: string): string {
  const names = Object.entries(table)
    .filter(([path, { isSecret }]) => path.startsWith(prefix) && !isSecret)
    .map(([path]) => path.slice(prefix.length).split('.')[0] ?? '');
  return [...new Set(names)].join(', ');
}
