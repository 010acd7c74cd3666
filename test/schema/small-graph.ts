import { readFileSync } from 'node:fs';
import { composeSupergraph } from '../../schema/compose.ts';
import type { SubgraphSdl } from '../../schema/compose.ts';
import { lintAgreement } from '../../schema/lint/lint-agreement.ts';
import type { Waiver } from '../../schema/lint/waiver.ts';

export const accessSdl = readFileSync(new URL('../../schema/access.graphql', import.meta.url), 'utf8');

/** The block that each agency starts with: what it imports from federation, and the vocabulary of access. */
export const preamble = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.12", import: [
    "@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@composeDirective",
    "@authenticated", "@requiresScopes", "@policy"
  ])
${accessSdl.replace(/^#.*\n/gm, '').replace('extend schema\n', '')}`;

/** An agency whose SDL is the block that all agencies share, and these types. */
export function agency(name: string, types: string, before = preamble): SubgraphSdl {
  return { name, url: `http://127.0.0.1:1/${name}`, file: `${name}.graphql`, sdl: `${before}\n${types}` };
}

/** An agency that breaks no rule, to stand beside one that does. */
export const people = agency(
  'people',
  `type Query {
    "One person by opaque id."
    person("The opaque id." id: ID! @data(category: PUBLIC)): Person @data(category: PUBLIC)
  }
  "A person."
  type Person @key(fields: "id") {
    "Opaque pseudonym."
    id: ID! @data(category: PUBLIC)
    "Name as registered."
    name: String @data(category: IDENTITY)
  }`,
);

/** Composes and lints; each finding as `rule coordinate`, after the codes of what composition refuses. */
export function lint(subgraphs: readonly SubgraphSdl[], waivers: readonly Waiver[] = []): readonly string[] {
  const composition = composeSupergraph(subgraphs);
  const findings = lintAgreement({ subgraphs, accessSdl, waivers, ...composition });
  return [
    ...(composition.errors ?? []).map(({ code }) => code),
    ...findings.map(({ rule, coordinate }) => `${rule} ${coordinate}`),
  ];
}
