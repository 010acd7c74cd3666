import type { ConstDirectiveNode, DocumentNode, TypeNode as TypeReference } from 'graphql';
import { readDataAnnotations } from '../data-annotation.ts';
import type { DataAnnotation } from '../data-annotation.ts';
import { coordinatesOf } from '../lint/coordinate.ts';
import type { Coordinate } from '../lint/coordinate.ts';
import { hasDirective, typesOf } from '../lint/type-node.ts';

/** What must be allowed for each element that a client can ask for, by coordinate; nothing for a plain type name. */
export type Elements = ReadonlyMap<string, readonly DataAnnotation[]>;

/** Stands in the place of a category for `@authenticated`: everyone but a caller without a token. */
export const signedIn: DataAnnotation = { category: '@authenticated', mask: undefined, derived: false };

/** A category that no policy knows: what is not classified is denied. */
const unclassified: DataAnnotation = { category: 'UNCLASSIFIED', mask: undefined, derived: false };

/**
 * What each element of a graph is classified as, as the gateway enforces it: a field by its own classification, that of
 * its type and that of what it returns; at an interface by all that its implementations ask for.
 */
export function elementsOf(document: DocumentNode): Elements {
  const coordinates = [...coordinatesOf(document)];
  const own = Map.groupBy(coordinates, ({ name }) => name);
  const returns = new Map(coordinates.map((each) => [each.name, returnOf(each)]));
  const says = (name: string) => (own.get(name) ?? []).flatMap(({ node }) => annotationsOf(node));
  const { kinOf, membersOf } = familyOf(document);

  const asksOf = ({ kind, name, parent }: Coordinate): readonly DataAnnotation[] => {
    const type = parent.name.value;
    if (kind === 'enumValue') return says(name);
    if (kind === 'type') return [type, ...kinOf(type), ...membersOf(type)].flatMap(says);
    const rest = name.slice(type.length);
    const asked = kinOf(type).flatMap((kin) => [
      ...(kind === 'field' ? says(kin) : []),
      ...says(kin + rest),
      ...says(returns.get(kin + rest) ?? ''),
    ]);
    return asked.some((annotation) => annotation !== signedIn) ? asked : [...asked, unclassified];
  };
  return new Map(
    coordinates
      .filter(({ kind, node }) => kind !== 'type' || /^(Object|Interface|Union)/.test(node.kind))
      .map((each) => [each.kind === 'type' ? `${each.name}.__typename` : each.name, distinct(asksOf(each))]),
  );
}

/** An interface stands for its implementations, a union for its members. */
function familyOf(document: DocumentNode) {
  const implementing = new Map<string, string[]>();
  const members = new Map<string, string[]>();
  for (const type of typesOf(document)) {
    const name = type.name.value;
    if ('interfaces' in type) {
      for (const { name: of } of type.interfaces ?? []) implementing.getOrInsert(of.value, []).push(name);
    }
    if ('types' in type) {
      members.getOrInsert(name, []).push(...(type.types ?? []).map((member) => member.name.value));
    }
  }
  return {
    kinOf: (type: string): readonly string[] => [type, ...(implementing.get(type) ?? [])],
    membersOf: (type: string): readonly string[] => members.get(type) ?? [],
  };
}

function annotationsOf(node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }) {
  return [...(hasDirective(node, 'authenticated') ? [signedIn] : []), ...readDataAnnotations(node)];
}

function returnOf({ node }: Coordinate): string {
  return 'type' in node ? namedType(node.type) : '';
}

function namedType(type: TypeReference): string {
  return type.kind === 'NamedType' ? type.name.value : namedType(type.type);
}

/** A field and its type may say the same. Sorted, so that only what is asked for can differ and not its order. */
function distinct(annotations: readonly DataAnnotation[]): readonly DataAnnotation[] {
  const byMeaning = new Map(annotations.map((each) => [describe(each), each]));
  return [...byMeaning].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** One annotation in words: `BANK masked LAST4`. */
export function describe({ category, mask, derived }: DataAnnotation): string {
  return `${category}${mask === undefined ? '' : ` masked ${mask}`}${derived ? ' derived' : ''}`;
}
