import { Kind, print } from 'graphql';
import type { DocumentNode } from 'graphql';
import { normaliseOperation, operationHash, parseOperation } from './normalise-operation.ts';

/** An operation that a client has registered, and the one purpose that it serves. */
export interface RegisteredOperation {
  readonly name: string;
  readonly purpose: string;
  /** What is run, however the client wrote it. */
  readonly text: string;
  /** SHA-256 of the normalised text, hexadecimal. */
  readonly hash: string;
}

/** A client's operations under every hash by which it may ask for them. */
export type OperationIndex = ReadonlyMap<string, RegisteredOperation>;

/**
 * Registers the operation in a text.
 *
 * @throws Error that says what to do: when it is not valid GraphQL, or not just one operation of this name
 */
export function registerOperation(name: string, purpose: string, text: string): OperationIndex {
  const document = parseText(text);
  if (!holdsJust(name, document)) {
    throw new Error(`must hold one operation, named ${name}, and its fragments.`);
  }
  const normalised = normaliseOperation(text);
  const registered = { name, purpose, text, hash: operationHash(normalised) };
  // A client may hash the file as it is, as a printer writes it (Apollo's manifests), or without what GraphQL ignores.
  const texts = [text, print(document), normalised];
  return new Map(texts.map((form) => [operationHash(form), registered]));
}

function holdsJust(name: string, { definitions }: DocumentNode): boolean {
  const [operation, ...more] = definitions.filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION);
  return operation?.kind === Kind.OPERATION_DEFINITION && operation.name?.value === name && more.length === 0;
}

function parseText(text: string): DocumentNode {
  try {
    return parseOperation(text);
  } catch {
    throw new Error('is not valid GraphQL: correct its syntax.');
  }
}
