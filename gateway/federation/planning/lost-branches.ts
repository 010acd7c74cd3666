import { isAbstractType, isCompositeType, possibleRuntimeTypes } from '@apollo/federation-internals';
import type { CompositeType, NamedType, Schema, Subgraph } from '@apollo/federation-internals';
import { Kind } from 'graphql';
import type { FieldNode, SelectionNode, SelectionSetNode } from 'graphql';
import { compositeTypeOf, fieldTypeText, isLocalField, withTypenames } from './local-field.ts';
import { responseKeyOf } from './provided-fields.ts';
import type { IsProvided } from './provided-fields.ts';

/** What is known while one fetch is completed. */
export interface FetchRestorer {
  /** The whole supergraph's. */
  readonly schema: Schema;
  /** Interfaces and unions whose object types differ between subgraphs. */
  readonly partial: ReadonlySet<string>;
  readonly isProvided: IsProvided;
  /** The one that is asked. */
  readonly subgraph: Subgraph;
  /** Collects the fields that are asked again. */
  readonly added: FieldNode[];
}

/**
 * The selections of a fetch on `type`, completed by what `client` asks there and got lost.
 *
 * @param path keys under which they stand in the fetched data
 */
export function restoreSelections(
  restorer: FetchRestorer,
  selectionSet: SelectionSetNode,
  type: CompositeType,
  client: readonly SelectionNode[],
  path: readonly string[],
): SelectionSetNode {
  const selections = selectionSet.selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const name = selection.typeCondition?.name.value;
      const inner = name === undefined ? type : restorer.subgraph.schema.type(name);
      if (!inner || !isCompositeType(inner)) return selection;
      return {
        ...selection,
        selectionSet: restoreSelections(restorer, selection.selectionSet, inner, client, path),
      };
    }
    const inner = compositeTypeOf(type, selection.name.value);
    if (!inner) return selection;
    const key = responseKeyOf(selection);
    const restored = restoreSelections(restorer, selection.selectionSet, inner, inside(client, key), [
      ...path,
      key,
    ]);
    return { ...selection, selectionSet: restored };
  });
  if (!isAbstractType(type) || !restorer.partial.has(type.name)) return { ...selectionSet, selections };
  return {
    ...selectionSet,
    selections: [...selections, ...lostBranches(restorer, selections, type, client, path)],
  };
}

/**
 * What the client asked of the object types of `type`, that the subgraph itself could give and nobody is
 * asked for. A field that would clash with a like-named one of another type stays lost, and is told as missing.
 */
function lostBranches(
  restorer: FetchRestorer,
  selections: readonly SelectionNode[],
  type: CompositeType,
  client: readonly SelectionNode[],
  path: readonly string[],
): readonly SelectionNode[] {
  const asked = new Map(fieldTypes(restorer, selections, type));
  return possibleRuntimeTypes(type).flatMap((object): readonly SelectionNode[] => {
    const isClash = (field: FieldNode): boolean => {
      const there = asked.get(responseKeyOf(field));
      return there !== undefined && there !== fieldTypeText(object, field.name.value);
    };
    const lost = fieldsFor(restorer.schema, client, object.name).filter(
      (field) =>
        field.name.value !== '__typename' &&
        !isClash(field) &&
        !restorer.isProvided(path.join('.'), object.name, responseKeyOf(field)) &&
        isLocalField(restorer.subgraph, object, field),
    );
    if (lost.length === 0) return [];
    restorer.added.push(...lost);
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: object.name } },
        selectionSet: {
          kind: Kind.SELECTION_SET,
          selections: lost.map((field) => withTypenames(restorer.subgraph, object, field)),
        },
      },
    ];
  });
}

/** Each key that selections ask for, with the type of its field. */
function fieldTypes(
  restorer: FetchRestorer,
  selections: readonly SelectionNode[],
  type: CompositeType,
): readonly (readonly [key: string, type: string])[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      const text = fieldTypeText(type, selection.name.value);
      return text === undefined ? [] : [[responseKeyOf(selection), text] as const];
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const name = selection.typeCondition?.name.value;
    const inner = name === undefined ? type : restorer.subgraph.schema.type(name);
    return inner && isCompositeType(inner)
      ? fieldTypes(restorer, selection.selectionSet.selections, inner)
      : [];
  });
}

/** The fields among selections that hold for an object of this type. */
function fieldsFor(schema: Schema, selections: readonly SelectionNode[], type: string): readonly FieldNode[] {
  return selections.flatMap((selection): readonly FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const name = selection.typeCondition?.name.value;
    const condition = name === undefined ? undefined : schema.type(name);
    const holds =
      name === undefined || name === type || (condition && runtimeNames(condition).includes(type));
    return holds ? fieldsFor(schema, selection.selectionSet.selections, type) : [];
  });
}

/** What is selected inside the field that has this key, whichever type it is asked of. */
export function inside(selections: readonly SelectionNode[], key: string): readonly SelectionNode[] {
  return selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return inside(selection.selectionSet.selections, key);
    if (selection.kind !== Kind.FIELD || responseKeyOf(selection) !== key) return [];
    return selection.selectionSet?.selections ?? [];
  });
}

/** The object types that an interface or union stands for, or the one type itself. */
export function runtimeNames(type: NamedType): string[] {
  return isCompositeType(type) ? possibleRuntimeTypes(type).map(({ name }) => name) : [];
}
