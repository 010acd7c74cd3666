import { Kind } from 'graphql';
import type { OperationDefinitionNode, SelectionSetNode } from 'graphql';
import type { KnownBy } from './entity-key.ts';

/** What an object in an agency's answer can hold, in the order in which it was asked. */
export interface ReadShape {
  readonly fields: readonly ReadField[];
}

export interface ReadField {
  readonly key: string;
  /** The key as it is written before its value: `"name":`. */
  readonly head: string;
  /** Undefined for a leaf. */
  readonly inside: ReadShape | undefined;
  /** By what an object there is known as an entity: two that have it and are written the same are the same. */
  readonly knownBy: KnownBy | undefined;
}

/**
 * By what entities are known at a place in what an operation answers; undefined where nothing may be taken for the same.
 *
 * @param keys the leaves that are asked there, by which it must be clear which entity is meant
 */
export type KnownAt = (path: readonly string[], keys: ReadonlySet<string>) => KnownBy | undefined;

/**
 * Works out once what the answers to an operation look like. Which fragments hold is known only when an object is there,
 * so a shape has the fields of all of them.
 */
export function readShape(
  { selectionSet }: Pick<OperationDefinitionNode, 'selectionSet'>,
  knownAt: KnownAt = () => undefined,
): ReadShape {
  return shapeOf([selectionSet], [], knownAt);
}

function shapeOf(
  selectionSets: readonly SelectionSetNode[],
  path: readonly string[],
  knownAt: KnownAt,
): ReadShape {
  const insides = new Map<string, SelectionSetNode[]>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('A fetch of a plan has a named fragment.');
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet);
        continue;
      }
      const inside = insides.getOrInsertComputed(selection.alias?.value ?? selection.name.value, () => []);
      if (selection.selectionSet) inside.push(selection.selectionSet);
    }
  };
  for (const selectionSet of selectionSets) collect(selectionSet);
  return {
    fields: Array.from(insides, ([key, selections]) => {
      const at = [...path, key];
      const inside = selections.length > 0 ? shapeOf(selections, at, knownAt) : undefined;
      const knownBy = inside && knownAt(at, leavesOf(inside));
      return { key, head: `${JSON.stringify(key)}:`, inside, knownBy };
    }),
  };
}

function leavesOf({ fields }: ReadShape): ReadonlySet<string> {
  return new Set(fields.flatMap(({ key, inside }) => (inside ? [] : [key])));
}
