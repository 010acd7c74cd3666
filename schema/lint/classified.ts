import type { DocumentNode, TypeNode as TypeReference } from 'graphql';
import { readDataAnnotations } from '../data-annotation.ts';
import { classify } from './classify.ts';
import { coordinatesOf } from './coordinate.ts';
import type { Coordinate } from './coordinate.ts';
import { problemAt } from './finding.ts';
import type { AgencyRule } from './rule.ts';
import { hasDirective } from './type-node.ts';

/**
 * Deny by default starts here: each output field, argument and input field says what kind of data it is, and so
 * does each value of an enum that names a field to sort by. An element that says two things at once is refused.
 */
export const classified: AgencyRule = {
  id: 'classified',
  *check(agency) {
    const annotations = classify(agency.document);
    const orderings = orderingEnums(agency.document);
    for (const coordinate of coordinatesOf(agency.document)) {
      const { name, node } = coordinate;
      if (annotations.get(name)?.length === 0 && carriesData(coordinate, orderings)) {
        yield problemAt(agency, node, name, 'carries data of no category: add @data(category: …)');
      }
      const own = readDataAnnotations(node).map(({ category }) => category);
      if (own.length > 1 && own.includes('PUBLIC')) {
        yield problemAt(agency, node, name, 'is PUBLIC and personal at once: keep one of the two');
      }
      if (new Set(own).size < own.length) {
        yield problemAt(agency, node, name, 'names one category twice: keep one @data for each category');
      }
    }
  },
};

function carriesData({ kind, node, parent }: Coordinate, orderings: ReadonlySet<string>): boolean {
  switch (kind) {
    case 'field':
      return !hasDirective(node, 'external');
    case 'argument':
    case 'inputField':
      return true;
    case 'enumValue':
      return orderings.has(parent.name.value);
    case 'type':
      return false;
  }
}

/** Enums whose values name fields: those called an order, and those that an argument called so takes. */
function orderingEnums(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { kind, name, node } of coordinatesOf(document)) {
    if (kind === 'type' && /(Order|OrderBy|OrderField|Sort|SortBy|SortField)$/.test(name)) names.add(name);
    if ((kind === 'argument' || kind === 'inputField') && /^(order|sort)(By|Field)?$/.test(node.name.value)) {
      names.add(namedType(node.type));
    }
  }
  return names;
}

function namedType(type: TypeReference): string {
  return type.kind === 'NamedType' ? type.name.value : namedType(type.type);
}
