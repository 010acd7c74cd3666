import { isAbstractType, isNonNullType, isUnionType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { judgeMembers, type CauseOf, type JudgedMembers } from './judge-members.ts';
import type { Denial, Refusals } from '../operation/refusals.ts';
import type { ExpandedOperation, SelectedField, Selection } from '../operation/selection.ts';
import { isIntrospection } from '../operation/selection.ts';

/**
 * Judges every selection of an operation before anything is planned. A denied field is null; where null is not allowed,
 * the nearest object around it that may be null is, and is not fetched either. All of it follows from the operation
 * alone, so the answer tells nothing about the data: neither how many rows there are nor whether there are any.
 *
 * @param causeOf why the caller may not have a field; undefined where it may
 */
export function refuseSelections(
  schema: Pick<GraphQLSchema, 'getPossibleTypes'>,
  operation: ExpandedOperation,
  causeOf: CauseOf,
): Refusals {
  const judgement: Judgement = {
    schema,
    causeOf,
    denials: [],
    nulled: new Set(),
    emptied: new Set(),
    untold: new Map(),
  };
  const { bubbles } = judge(judgement, operation.selections, []);
  // Where the answer as a whole is null, nothing of it is asked.
  if (bubbles) for (const field of fieldsOf(operation.selections)) judgement.nulled.add(field);
  return judgement;
}

interface Judgement {
  readonly schema: Pick<GraphQLSchema, 'getPossibleTypes'>;
  readonly causeOf: CauseOf;
  readonly denials: Denial[];
  readonly nulled: Set<SelectedField>;
  readonly emptied: Set<SelectedField>;
  readonly untold: Map<SelectedField, ReadonlySet<string>>;
}

/** What became of some selections of one object. */
interface Outcome {
  /** Something of it may be asked. */
  readonly kept: boolean;
  readonly denied: boolean;
  /** The object itself has to be null. */
  readonly bubbles: boolean;
}

function judge(judgement: Judgement, selections: readonly Selection[], path: readonly string[]): Outcome {
  const outcomes = selections.map((selection) =>
    selection.kind === 'fragment'
      ? judgeFragment(judgement, selection.selections, path)
      : judgeField(judgement, selection, path, selections),
  );
  const merged = nullMerged(judgement.nulled, selections);
  return {
    kept: outcomes.some(({ kept }, index) => kept && !merged.has(selections[index])),
    denied: outcomes.some(({ denied }) => denied),
    bubbles: outcomes.some(({ bubbles }) => bubbles),
  };
}

/** A fragment holds for some objects only: which of them must be null is seen when they are there. */
function judgeFragment(
  judgement: Judgement,
  selections: readonly Selection[],
  path: readonly string[],
): Outcome {
  return { ...judge(judgement, selections, path), bubbles: false };
}

function judgeField(
  judgement: Judgement,
  field: SelectedField,
  path: readonly string[],
  siblings: readonly Selection[],
): Outcome {
  const required = isNonNullType(field.type);
  const here = [...path, field.responseKey];
  if (isIntrospection(field)) return { kept: true, denied: false, bubbles: false };
  const cause = judgement.causeOf(field);
  const members = cause && membersOf(judgement, field);
  if (members) {
    judgement.untold.set(field, members.untold);
    judgement.denials.push(...members.causes.map((each) => ({ path: here, ...each })));
  } else if (cause) {
    judgement.denials.push({ path: here, ...cause });
    if (isUnionName(field)) {
      judgement.untold.set(field, deniedMembers(judgement, field));
      return { kept: false, denied: true, bubbles: false };
    }
    judgement.nulled.add(field);
    return { kept: false, denied: true, bubbles: required };
  }
  if (!field.selections) return { kept: true, denied: false, bubbles: false };
  const inside = judge(judgement, field.selections, here);
  if (inside.bubbles) {
    judgement.nulled.add(field);
    return { kept: false, denied: true, bubbles: required };
  }
  if (inside.denied && !inside.kept) {
    judgement.emptied.add(field);
    return { kept: false, denied: true, bubbles: required && !isMerged(field, siblings) };
  }
  return { kept: true, denied: inside.denied, bubbles: false };
}

/** What becomes of a field of an abstract type, where not all of its members are denied alike. */
function membersOf({ schema, causeOf }: Judgement, field: SelectedField): JudgedMembers | undefined {
  return isAbstractType(field.parent)
    ? judgeMembers(field, schema.getPossibleTypes(field.parent), causeOf)
    : undefined;
}

/**
 * The name of a union's object tells which member it is. Alone it is denied where any member is. Beside what is seen of
 * the other members it tells no more than that does, and clients ask for it everywhere: there it is denied for the
 * objects of the denied members, which are null then.
 */
function isUnionName({ name, parent }: SelectedField): boolean {
  return name === '__typename' && isUnionType(parent);
}

function deniedMembers({ causeOf }: Judgement, { parent, name, inputs }: SelectedField): ReadonlySet<string> {
  const members = isUnionType(parent) ? parent.getTypes() : [];
  const denied = members.filter((member) => causeOf({ parent: member, name, inputs }));
  return new Set(denied.map((member) => member.name));
}

/** What goes into an entry of the answer that is null is null with it, and not asked either. */
function nullMerged(
  nulled: Set<SelectedField>,
  selections: readonly Selection[],
): ReadonlySet<Selection | undefined> {
  const fields = fieldsOf(selections);
  const keys = new Set(fields.filter((field) => nulled.has(field)).map(({ responseKey }) => responseKey));
  const merged = fields.filter(({ responseKey }) => keys.has(responseKey));
  for (const field of merged) nulled.add(field);
  return new Set(merged);
}

function fieldsOf(selections: readonly Selection[]): readonly SelectedField[] {
  return selections.filter((selection) => selection.kind === 'field');
}

/** Whether another selection beside it goes into the same entry of the answer. */
function isMerged(field: SelectedField, siblings: readonly Selection[]): boolean {
  return siblings.some(
    (other) => other !== field && (other.kind === 'fragment' || other.responseKey === field.responseKey),
  );
}
