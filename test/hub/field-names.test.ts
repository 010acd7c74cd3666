import { readFile } from 'node:fs/promises';
import { isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { fieldNames } from '../../gateway/hub/field-names.ts';

/** What holds no data of anybody: the frames of lists, and the roots. */
const frames = /(Connection|Edge)$|^(PageInfo|Query|Mutation|Subscription|__.*)$/;

test('each field that a citizen can find in their log has a name in Vietnamese, and another in English', async () => {
  const sdl = await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const { schema } = loadSupergraph(sdl);
  const { labelOf } = fieldNames({ sdl, schema });
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !frames.test(name))
    .flatMap((type) => [
      ...Object.keys(type.getFields()).map((field) => `${type.name}.${field}`),
      // An object of several types tells by its type what it is, which the log names.
      ...(type.getInterfaces().length > 0 ? [`${type.name}.__typename`] : []),
    ]);
  const nameless = fields.filter((coordinate) => {
    const { vi, en } = labelOf(coordinate);
    // A column of the facilities' forms, such as HO_TEN_CHA, is no name.
    return vi === en || !/^\p{Ll}/u.test(vi.replace(/^\p{Lu}+(?=[ ,])/u, 'x'));
  });
  expect(fields.length).toBeGreaterThan(800);
  expect(nameless).toEqual([]);
});
