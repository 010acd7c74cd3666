import type { DocumentNode } from 'graphql';
import { readDataAnnotations } from '../data-annotation.ts';
import { coordinatesOf } from './coordinate.ts';
import type { Coordinate } from './coordinate.ts';
import { problemAt } from './finding.ts';
import type { GraphRule } from './rule.ts';
import { hasDirective } from './type-node.ts';

/**
 * Gateway and agencies judge by the same words: what one SDL says about a coordinate, the supergraph and every
 * other SDL that has the coordinate say too. A forgotten `@composeDirective` loses annotations without a word; a
 * second agency with a looser copy of a shared type would serve what the first one guards.
 */
export const annotationsKept: GraphRule = {
  id: 'annotations-kept',
  *check({ agencies, supergraph }) {
    const merged = annotatedElements(supergraph);
    for (const agency of agencies) {
      for (const [name, { node, data, guards }] of annotatedElements(agency.document)) {
        const composed = merged.get(name);
        if (composed === undefined) {
          yield problemAt(agency, node, name, 'is not in the supergraph: the other agencies leave it out');
          continue;
        }
        if (data.symmetricDifference(composed.data).size > 0) {
          const message = `says ${show(data)}, the supergraph ${show(composed.data)}: make all agencies say the same`;
          yield problemAt(agency, node, name, message);
        }
        for (const guard of guards.difference(composed.guards)) {
          yield problemAt(
            agency,
            node,
            name,
            `lost ${guard} in composition: import "${guard}" from federation`,
          );
        }
      }
    }
  },
};

interface AnnotatedElement {
  readonly node: Coordinate['node'];
  readonly data: Set<string>;
  readonly guards: Set<string>;
}

/** Elements by coordinate, a type and its extensions as one. What is `@external` is for its owner to classify. */
function annotatedElements(document: DocumentNode): ReadonlyMap<string, AnnotatedElement> {
  const elements = new Map<string, AnnotatedElement>();
  const external = new Set<string>();
  for (const { name, node } of coordinatesOf(document)) {
    if (hasDirective(node, 'external')) external.add(name);
    if (external.has(name.replace(/\(.*/, ''))) continue;
    const element = elements.get(name) ?? { node, data: new Set(), guards: new Set() };
    for (const { category, mask, derived } of readDataAnnotations(node)) {
      element.data.add([category, mask && `masked ${mask}`, derived && 'derived'].filter(Boolean).join(' '));
    }
    for (const guard of ['authenticated', 'requiresScopes', 'policy']) {
      if (hasDirective(node, guard)) element.guards.add(`@${guard}`);
    }
    elements.set(name, element);
  }
  return elements;
}

function show(data: ReadonlySet<string>): string {
  return data.size > 0 ? [...data].join(' and ') : 'nothing';
}
