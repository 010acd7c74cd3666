import { agencySettings } from '../../subgraphs/kit/agency-settings.ts';
import { settingsSchema } from '../../subgraphs/kit/settings/settings-schema.ts';
import { settingsTable } from '../../subgraphs/kit/settings/settings-table.ts';
import { gatewaySettings } from './gateway-settings.ts';

/** What documents the settings and is made of their tables: path of a file → how its text becomes the current one. */
export const settingsDocuments: Readonly<Record<string, (text: string) => string>> = {
  'docs/configuration/gateway.schema.json': () => json(settingsSchema('Gateway', gatewaySettings)),
  'docs/configuration/agency.schema.json': () => json(settingsSchema('Agency', agencySettings)),
  'docs/configuration.md': (text) =>
    withPart(
      withPart(text, 'gateway', settingsTable(gatewaySettings)),
      'agency',
      settingsTable(agencySettings),
    ),
};

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The text with what stands between two marks replaced. */
function withPart(text: string, name: string, part: string): string {
  const [begin, end] = [`<!-- settings of the ${name} -->`, `<!-- end of the settings of the ${name} -->`];
  const before = text.indexOf(begin);
  const after = text.indexOf(end);
  if (before === -1 || after === -1) throw new Error(`docs/configuration.md has no part for the ${name}.`);
  return `${text.slice(0, before)}${begin}\n\n${part}\n\n${text.slice(after)}`;
}
