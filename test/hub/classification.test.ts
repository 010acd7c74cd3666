import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { classificationOf } from '../../gateway/hub/classification.ts';

test('the name of a type is classified as its type is, and is no field of the register', async () => {
  const sdl = await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const classification = classificationOf(loadSupergraph(sdl));
  const name = 'PregnancyRestCertificate.__typename';
  const categories = classification.of(name)?.map(({ category }) => category) ?? [];
  expect(categories.toSorted()).toEqual(['DIAGNOSIS', 'REPRODUCTIVE']);
  expect(classification.of('DischargePaper.__typename')).toBeUndefined();
  expect(classification.coordinates()).not.toContain(name);
});
