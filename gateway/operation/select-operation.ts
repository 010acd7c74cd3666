import { Kind } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import { refuseOperation } from './refuse-operation.ts';

/** The operation to run out of a document, with the named fragments that it may use. */
export interface SelectedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Picks the operation by name, or the only one; refuses with 400 where the request does not say which. */
export function selectOperation(
  document: DocumentNode,
  operationName: string | undefined,
): SelectedOperation {
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const operation = operationName
    ? operations.find((candidate) => candidate.name?.value === operationName)
    : operations[0];
  if (!operation) {
    throw refuseOperation(
      'OPERATION_RESOLUTION_FAILURE',
      operationName ? 'The document has no operation of this name.' : 'The document has no operation.',
    );
  }
  if (!operationName && operations.length > 1) {
    throw refuseOperation(
      'OPERATION_RESOLUTION_FAILURE',
      'The document has several operations: name the one to run in "operationName".',
    );
  }
  return { operation, fragments };
}
