import { readFile } from 'node:fs/promises';
import { buildASTSchema, getNamedType, isAbstractType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { standings as health } from '../../subgraphs/health/standings.ts';
import { standings as justice } from '../../subgraphs/justice/standings.ts';
import type { Standings } from '../../subgraphs/kit/access/standing.ts';
import { standings as population } from '../../subgraphs/population/standings.ts';
import { standings as vss } from '../../subgraphs/vss/standings.ts';

const agencies: Readonly<Record<string, Standings>> = { health, justice, population, vss };

/** The types with which the acts of an agency answer. */
async function answersToActs(agency: string): Promise<readonly string[]> {
  const sdl = await readFile(`schema/${agency}.graphql`, 'utf8');
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const acts = Object.values(schema.getMutationType()?.getFields() ?? {});
  return acts.flatMap((act) => {
    const type = getNamedType(act.type);
    return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
  });
}

test('whatever an act is answered with says whom it is about, refusals too', async () => {
  const found = await Promise.all(
    Object.entries(agencies).map(async ([agency, standings]) => {
      const types = await answersToActs(agency);
      return { count: types.length, silent: types.filter((type) => !Object.hasOwn(standings, type)) };
    }),
  );
  expect(found.flatMap(({ silent }) => silent)).toEqual([]);
  expect(found.map(({ count }) => count > 0)).toEqual([false, true, true, true]);
});
