import { print } from 'graphql';
import type { ExpandedOperation, SelectedField, Selection } from './selection.ts';

/** Under which key each selected field stands in what subgraphs answer. */
export type PrivateKeys = ReadonlyMap<SelectedField, string>;

/**
 * Gives every field that takes arguments, or that the client renamed, an alias of our own (`h0`, `h1`, …).
 *
 * Between client and subgraphs all fetched fields of an object share one map of names with the keys and
 * `@requires` inputs that the planner adds. A client's alias equal to such an input (`{citizen{id:
 * fullName}}`), or the same field with other arguments, would stand in for it: wrong values, and a key told
 * to whom it is refused. With private aliases only a plain field without arguments keeps its name, and that
 * is the same value for both.
 *
 * One alias per (answer key, field, arguments): fields that the client merges stay merged, and operations
 * that are equal after the rewriting get equal text, so that they share a plan.
 *
 * @param prefix starts no name of any field of the graph
 */
export function assignPrivateKeys(operation: ExpandedOperation, prefix: string): PrivateKeys {
  const keys = new Map<SelectedField, string>();
  const aliases = new Map<string, string>();
  const walk = (selections: readonly Selection[]): void => {
    for (const selection of selections) {
      if (selection.kind === 'field') keys.set(selection, keyOf(selection, aliases, prefix));
      if (selection.selections) walk(selection.selections);
    }
  };
  walk(operation.selections);
  return keys;
}

function keyOf(field: SelectedField, aliases: Map<string, string>, prefix: string): string {
  const renamed = field.responseKey !== field.name;
  if (field.name === '__typename' || (!renamed && !field.takesArguments)) return field.name;
  const signature = `${field.responseKey}:${field.name}(${argumentText(field)})`;
  const known = aliases.get(signature);
  if (known !== undefined) return known;
  const alias = `${prefix}${aliases.size}`;
  aliases.set(signature, alias);
  return alias;
}

/** Arguments in the order of their names: the order in which a client writes them says nothing. */
function argumentText(field: SelectedField): string {
  return field.arguments
    .map((argument) => print(argument))
    .toSorted()
    .join(',');
}

/** The shortest of `h`, `h_`, `h__`, … that, followed by a number, is the name of no field in `names`. */
export function choosePrefix(names: Iterable<string>): string {
  const taken = new Set<string>();
  for (const name of names) {
    const start = /^(h_*)\d+$/.exec(name)?.[1];
    if (start !== undefined) taken.add(start);
  }
  let prefix = 'h';
  while (taken.has(prefix)) prefix += '_';
  return prefix;
}
