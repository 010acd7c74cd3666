import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, TypeInfo, visit, visitWithTypeInfo, type GraphQLSchema } from 'graphql';
import { agencies } from '../../../start/start-hub.ts';
import type { IsRefused } from '../oracle/refused-selections.ts';
import type { CanaryCage } from '../world/canary-cage.ts';
import type { Finding } from './compare-answer.ts';
import type { SentFetch } from './watch-fetches.ts';

const schemas = new Map<string, GraphQLSchema>(
  agencies.map((agency) => {
    const sdl = readFileSync(new URL(`../../../schema/${agency}.graphql`, import.meta.url), 'utf8');
    return [agency, buildSubgraphSchema(parse(sdl))];
  }),
);

/**
 * What goes to an agency holds nothing that another has told, and asks for nothing that the caller may not have.
 *
 * @param supplied all that the caller said itself
 */
export function checkFetches(
  fetches: readonly SentFetch[],
  supplied: string,
  cage: CanaryCage,
  isRefused: IsRefused,
): readonly Finding[] {
  return fetches.flatMap(({ agency, path, body, refusal }) => {
    const strays = [...cage.findIn(body)].filter(([mark]) => !supplied.includes(mark));
    const findings = strays.map(([mark, { place }]): Finding => ({
      kind: 'LEAK',
      path: `to ${agency}`,
      what: `${mark} of ${place} travels`,
    }));
    if (refusal !== undefined) {
      findings.push({ kind: 'WRONG', path: `to ${agency}`, what: `the call is refused: ${refusal}` });
    }
    if (!path.endsWith('/graphql')) return findings;
    const { query } = JSON.parse(body) as { readonly query: string };
    const refused = [...coordinatesIn(agency, query)].filter(([parent, field]) => isRefused(parent, field));
    return [
      ...findings,
      ...refused.map(([parent, field]): Finding => ({
        kind: 'LEAK',
        path: `to ${agency}`,
        what: `${parent}.${field} is asked for and was denied`,
      })),
    ];
  });
}

const known = new Map<string, readonly (readonly [parent: string, field: string])[]>();

/** What a text asks an agency for; keys and names of types always travel. */
function coordinatesIn(agency: string, query: string): readonly (readonly [string, string])[] {
  const key = `${agency} ${query}`;
  const before = known.get(key);
  if (before) return before;
  const schema = schemas.get(agency);
  if (!schema) return [];
  const typeInfo = new TypeInfo(schema);
  const found: (readonly [string, string])[] = [];
  visit(
    parse(query),
    visitWithTypeInfo(typeInfo, {
      Field({ name }) {
        const parent = typeInfo.getParentType()?.name;
        if (parent && !/^(id|__typename|_entities)$/.test(name.value)) found.push([parent, name.value]);
      },
    }),
  );
  if (known.size > 5_000) known.clear();
  known.set(key, found);
  return found;
}
