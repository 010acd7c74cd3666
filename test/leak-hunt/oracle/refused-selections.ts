import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import type { Relation } from '../../../schema/policy/relation.ts';
import type { Identity } from '../asking/identity.ts';
import {
  ownAnnotations,
  partsOf,
  requirementOf,
  writtenRequirementOf,
  type Annotation,
} from './classification.ts';
import { collectFields, type OperationText, type WrittenField, type WrittenSet } from './collect-fields.ts';
import { decide, isOpen, type Question } from './decision.ts';
import { argumentsOf, usedInputs } from './used-inputs.ts';

/** The relations that a request can turn out to have, before anybody is asked. */
export function conceivableRelations({
  role,
  citizen,
  organisation,
  case: named,
}: Identity): readonly Relation[] {
  if (role === 'ANONYMOUS') return ['NONE', 'DUTY'];
  const relations: Relation[] = ['NONE', 'DUTY'];
  if (citizen !== undefined) relations.push('SELF', 'REPRESENTED');
  if (named !== undefined) relations.push('CASE');
  if (organisation !== undefined) relations.push('OWN_RECORD');
  return relations;
}

/** Whether no relation that a request can have allows a field where it is written. */
export type IsRefused = (parent: string, field: string) => boolean;

/** Decides about fields alone, without arguments. */
export function refusedFields(
  schema: GraphQLSchema,
  question: Question,
  relations: readonly Relation[],
): IsRefused {
  return (parent, field) => {
    const needed = writtenRequirementOf(schema, parent, field);
    return (
      needed.length > 0 && relations.every((relation) => decide(needed, question, relation).kind === 'denied')
    );
  };
}

/**
 * The outermost selections that no relation allows, by their path: each is told once, whatever is stored.
 *
 * @returns for each path the coordinates that are refused there
 */
export function refusedSelections(
  text: OperationText,
  sets: WrittenSet,
  question: Question,
  relations: readonly Relation[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const refused = new Map<string, Set<string>>();
  collect({ text, question, relations, refused }, sets, '');
  return refused;
}

interface Collecting {
  readonly text: OperationText;
  readonly question: Question;
  readonly relations: readonly Relation[];
  readonly refused: Map<string, Set<string>>;
}

/** Below an abstract type the fields of each type that it can be: a fragment that holds for none counts for nothing. */
function collect(collecting: Collecting, sets: WrittenSet, around: string): void {
  const { schema } = collecting.text;
  const judged = new Set<FieldNode>();
  for (const type of typesOf(schema, sets[0]?.[1] ?? '')) {
    for (const [key, written] of collectFields(collecting.text, sets, type)) {
      for (const field of written) {
        if (judged.has(field.node)) continue;
        judged.add(field.node);
        collectField(collecting, field, around === '' ? key : `${around}.${key}`);
      }
    }
  }
}

function typesOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  if (!type) return [];
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
}

function collectField(collecting: Collecting, { node, parent }: WrittenField, path: string): void {
  const { text, question, relations, refused } = collecting;
  if (parent === 'Query' && partsOf(`Query.${node.name.value}`).includes('hub')) return;
  const type = text.schema.getType(parent);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  const inputs = field ? usedInputs(parent, field, argumentsOf(field, node, text.variables)) : [];
  const isAllowed = (needed: readonly Annotation[]) =>
    relations.some(
      (relation) =>
        (needed.length === 0 || decide(needed, question, relation).kind !== 'denied') &&
        inputs.every((input) => isOpen(decide(input, question, relation))),
    );
  const name = node.name.value;
  const types = typesOf(text.schema, parent);
  const deniedTo = types.filter(
    (type) => !isAllowed(name === '__typename' ? ownAnnotations(type) : requirementOf(type, name)),
  );
  const tell = (type: string) => refused.getOrInsertComputed(path, () => new Set()).add(`${type}.${name}`);
  if (deniedTo.length === types.length) {
    tell(parent);
    return;
  }
  // Of objects whose type may not be known there are none for this caller, so nothing of them is denied.
  deniedTo.filter((type) => isAllowed(ownAnnotations(type))).forEach(tell);
  if (field && node.selectionSet) {
    collect(collecting, [[node.selectionSet, getNamedType(field.type).name]], path);
  }
}
