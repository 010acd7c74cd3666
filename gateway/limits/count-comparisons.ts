import { Kind } from 'graphql';
import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';
import { limitExceeded } from './limit-exceeded.ts';
import type { OperationLimits } from './limits.ts';

/** What is selected in one pair of braces, inline fragments and all. */
interface Selected {
  /** By response name. */
  readonly fields: Map<string, FieldNode[]>;
  /** Names of fragments. */
  readonly spread: Set<string>;
  /** Fragments with which its fields were compared. */
  readonly compared: Set<string>;
}

/** A count through one document. */
interface Count {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly selected: Map<SelectionSetNode, Selected>;
  /** By the name of either, those with which it was compared. */
  readonly compared: Map<string, Set<string>>;
  readonly most: number;
  comparisons: number;
  /** How often it was looked whether something is left to compare. */
  looks: number;
}

/** Looks take about as long as one comparison. */
const looksOfOne = 10;

/**
 * Refuses a document in which too much would have to be compared: whether fields of one response name say the same is
 * found out pair by pair, which takes a second for a text of a few kilobytes. Counted is what `graphql` compares
 * (`OverlappingFieldsCanBeMergedRule`): two fragments once for a document, and a fragment once with the fields beside it, at
 * however many places they meet. So a client of many components, each with its fragment, is no attack.
 *
 * @param document its fragments form no cycle, and no two have one name; it need not be valid otherwise
 * @returns how many pairs of fields of one name, and of fragments, there are
 * @throws GraphQLError that says that the limit is exceeded
 */
export function countComparisons(
  { definitions }: DocumentNode,
  { comparisons: most }: Pick<OperationLimits, 'comparisons'>,
): number {
  const isFragment = (node: (typeof definitions)[number]) => node.kind === Kind.FRAGMENT_DEFINITION;
  const count: Count = {
    fragments: new Map(definitions.filter(isFragment).map((node) => [node.name.value, node])),
    selected: new Map(),
    compared: new Map(),
    most,
    comparisons: 0,
    looks: 0,
  };
  for (const definition of definitions) {
    if ('selectionSet' in definition) compareInside(definition.selectionSet, count);
  }
  return count.comparisons;
}

function compareInside(selectionSet: SelectionSetNode, count: Count): void {
  const selected = selectedBy(selectionSet, count);
  for (const fields of selected.fields.values()) {
    for (const [at, field] of fields.entries()) {
      for (const other of fields.slice(0, at)) compareFields(other, field, count);
      if (field.selectionSet) compareInside(field.selectionSet, count);
    }
  }
  const names = [...selected.spread];
  for (const [at, name] of names.entries()) {
    compareWithFragment(selected, name, count);
    for (const other of names.slice(0, at)) compareFragments(other, name, count);
  }
}

function compareFields(one: FieldNode, other: FieldNode, count: Count): void {
  compare(count);
  if (!one.selectionSet || !other.selectionSet) return;
  const [a, b] = [selectedBy(one.selectionSet, count), selectedBy(other.selectionSet, count)];
  compareSelected(a, b, count);
  for (const name of b.spread) compareWithFragment(a, name, count);
  for (const name of a.spread) compareWithFragment(b, name, count);
  for (const name of a.spread) {
    for (const otherName of b.spread) compareFragments(name, otherName, count);
  }
}

function compareSelected(one: Selected, other: Selected, count: Count): void {
  for (const [name, fields] of one.fields) {
    look(count);
    for (const otherField of other.fields.get(name) ?? []) {
      for (const field of fields) compareFields(field, otherField, count);
    }
  }
}

function compareWithFragment(selected: Selected, name: string, count: Count): void {
  look(count);
  if (selected.fields.size === 0 || selected.compared.has(name)) return;
  selected.compared.add(name);
  const inside = inFragment(name, count);
  if (inside === undefined || inside === selected) return;
  compareSelected(selected, inside, count);
  for (const inner of inside.spread) compareWithFragment(selected, inner, count);
}

function compareFragments(one: string, other: string, count: Count): void {
  look(count);
  const compared = count.compared.getOrInsertComputed(one, () => new Set());
  if (one === other || compared.has(other)) return;
  compare(count);
  compared.add(other);
  count.compared.getOrInsertComputed(other, () => new Set()).add(one);
  const [a, b] = [inFragment(one, count), inFragment(other, count)];
  if (!a || !b) return;
  compareSelected(a, b, count);
  for (const inner of b.spread) compareFragments(one, inner, count);
  for (const inner of a.spread) compareFragments(inner, other, count);
}

function inFragment(name: string, count: Count): Selected | undefined {
  const fragment = count.fragments.get(name);
  return fragment && selectedBy(fragment.selectionSet, count);
}

function selectedBy(selectionSet: SelectionSetNode, { selected }: Count): Selected {
  return selected.getOrInsertComputed(selectionSet, () => {
    const found: Selected = { fields: new Map(), spread: new Set(), compared: new Set() };
    collect(selectionSet, found);
    return found;
  });
}

function collect({ selections }: SelectionSetNode, found: Selected): void {
  for (const selection of selections) {
    switch (selection.kind) {
      case Kind.FIELD:
        found.fields.getOrInsertComputed((selection.alias ?? selection.name).value, () => []).push(selection);
        break;
      case Kind.INLINE_FRAGMENT:
        collect(selection.selectionSet, found);
        break;
      case Kind.FRAGMENT_SPREAD:
        found.spread.add(selection.name.value);
    }
  }
}

function compare(count: Count): void {
  if (++count.comparisons > count.most) throw limitExceeded('comparisons', count.most);
}

function look(count: Count): void {
  if (++count.looks > count.most * looksOfOne) throw limitExceeded('comparisons', count.most);
}
