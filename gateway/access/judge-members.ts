import type { GraphQLObjectType } from 'graphql';
import type { DenialCause } from '../operation/refusals.ts';
import type { SelectedField } from '../operation/selection.ts';

/** All of a selected field that is judged. */
export type JudgedField = Pick<SelectedField, 'parent' | 'name' | 'inputs'>;

/** Why the caller may not have a field; undefined where it may. */
export type CauseOf = (field: JudgedField) => DenialCause | undefined;

/** What becomes of a field that is written below an abstract type, for the types that its objects can have. */
export interface JudgedMembers {
  /** For objects of these types it is not asked. */
  readonly untold: ReadonlySet<string>;
  /** Why, where the caller may know of the type: of objects whose type it may not know there are none for it. */
  readonly causes: readonly DenialCause[];
}

/**
 * Judges a field of an interface, or the name of an abstract type, for each type that its objects can have. An agency
 * leaves out the objects whose type a caller may not know (`subgraphs/kit/access/keep-seen.ts`). So nothing of them is
 * denied, and what is granted of the others is not lost with them, though clients ask for `__typename` everywhere.
 *
 * @returns undefined where the field is to be judged as a whole: nothing of it is granted, or it is not classified data
 *   but a standard directive that denies, since no agency leaves anything out for that
 */
export function judgeMembers(
  { name, inputs }: JudgedField,
  members: readonly GraphQLObjectType[],
  causeOf: CauseOf,
): JudgedMembers | undefined {
  const untold = new Set<string>();
  const causes: DenialCause[] = [];
  for (const parent of members) {
    const hidden = causeOf({ parent, name: '__typename', inputs: [] });
    const cause = hidden ?? causeOf({ parent, name, inputs });
    if (!cause) continue;
    if (cause.reason === undefined) return undefined;
    untold.add(parent.name);
    if (!hidden) causes.push(cause);
  }
  return untold.size < members.length ? { untold, causes } : undefined;
}
