import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { classificationOf } from '../../gateway/hub/classification.ts';
import { clientDocument } from '../../schema/policy-diff/client-document.ts';
import { describe as textOf, elementsOf, signedIn } from '../../schema/policy-diff/elements.ts';
import { root } from '../policy/change-policy.ts';

test('every element of the real graph is compared by the classification that the gateway enforces', () => {
  const sdl = readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8');
  const graph = loadSupergraph(sdl);
  const enforced = classificationOf(graph);
  const elements = elementsOf(clientDocument(sdl));

  expect(enforced.coordinates().length).toBeGreaterThan(800);
  for (const coordinate of enforced.coordinates()) {
    const compared = elements.get(coordinate)?.filter((annotation) => annotation !== signedIn);
    const asked = enforced.of(coordinate) ?? [];
    expect([coordinate, compared?.map(textOf)]).toEqual([coordinate, asked.map(textOf).toSorted()]);
    expect([coordinate, elements.get(coordinate)?.includes(signedIn)]).toEqual([
      coordinate,
      graph.access.requirementAt(coordinate).authenticated,
    ]);
  }
  const names = [...elements.keys()].filter((name) => name.endsWith('.__typename'));
  for (const name of names) {
    const asked = graph.access.requirementAt(name).data;
    expect([name, elements.get(name)?.map(textOf)]).toEqual([
      name,
      [...new Set(asked.map(textOf))].toSorted(),
    ]);
  }
});
