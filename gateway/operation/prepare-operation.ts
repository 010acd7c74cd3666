import type { DocumentNode, GraphQLCompositeType, GraphQLSchema, OperationTypeNode } from 'graphql';
import { isAbstractType, print } from 'graphql';
import { answerShape } from './answer-shape.ts';
import type { AnswerShape } from './answer-shape.ts';
import { freeVariable } from './free-variable.ts';
import type { FreedOperation } from './free-variable.ts';
import { assignPrivateKeys } from './private-keys.ts';
import { isRefused, type Denial, type Refusals } from './refusals.ts';
import type { ExpandedOperation, SelectedField } from './selection.ts';
import { writeDataOperation, writeIntrospection } from './write-operation.ts';

/**
 * An operation as it is planned. The text is the key of its plan: a plan can never serve another operation.
 */
export interface WrittenOperation extends FreedOperation {
  readonly text: string;
}

/** All that can be worked out about an operation before it is run with some values of its variables. */
export interface PreparedOperation {
  readonly kind: OperationTypeNode;
  readonly root: GraphQLCompositeType;
  readonly shape: AnswerShape;
  /** What is planned and fetched, if anything. */
  readonly data: WrittenOperation | undefined;
  readonly introspection: DocumentNode | undefined;
  readonly denials: readonly Denial[];
}

/**
 * @param refusals what of the operation the caller may not have
 * @param prefix what private aliases begin with: see `choosePrefix`
 */
export function prepareOperation(
  schema: GraphQLSchema,
  operation: ExpandedOperation,
  refusals: Refusals,
  prefix: string,
): PreparedOperation {
  const keys = assignPrivateKeys(operation, prefix);
  const written = writeDataOperation(operation, {
    keyOf: (field) => keys.get(field) ?? field.name,
    keeps: (field) => !isRefused(refusals, field),
    membersOf: (field) => toldMembers(schema, field, refusals.untold.get(field)),
  });
  const freed = written && freeVariable(written);
  return {
    kind: operation.kind,
    root: operation.root,
    shape: answerShape(schema, operation.selections, keys, refusals),
    data: freed && { ...freed, text: print(freed.document) },
    introspection: writeIntrospection(operation),
    denials: refusals.denials,
  };
}

/** The types for whose objects a field is asked; undefined where it is asked of all. */
function toldMembers(
  schema: GraphQLSchema,
  { name, parent }: SelectedField,
  untold: ReadonlySet<string> | undefined,
): readonly string[] | undefined {
  if (!untold || name === '__typename' || !isAbstractType(parent)) return undefined;
  return schema.getPossibleTypes(parent).flatMap((type) => (untold.has(type.name) ? [] : [type.name]));
}
