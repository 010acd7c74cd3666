import type { SettingTable } from './setting.ts';

interface Branch {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly properties: Record<string, Branch | Readonly<Record<string, unknown>>>;
}

/** The JSON Schema of a file of settings, by which editors complete and check it. */
export function settingsSchema(title: string, table: SettingTable): object {
  const root = branch();
  for (const [path, { form, means, isSecret, isRequired, fallback }] of Object.entries(table)) {
    if (isSecret) continue;
    const names = path.split('.');
    const leaf = names.pop() ?? path;
    let { properties } = root;
    for (const name of names) {
      properties[name] ??= branch();
      ({ properties } = properties[name] as Branch);
    }
    properties[leaf] = {
      ...form.schema,
      description: means,
      ...(!isRequired && fallback !== undefined && { default: fallback }),
    };
  }
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...root };
}

function branch(): Branch {
  return { type: 'object', additionalProperties: false, properties: {} };
}
