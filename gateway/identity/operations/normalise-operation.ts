import { createHash } from 'node:crypto';
import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { DefinitionNode, DocumentNode } from 'graphql';

/** As many tokens as the server itself reads. */
const maxTokens = 10_000;

/** Parses an operation and puts its definitions in an order of their own. @throws GraphQLError for wrong syntax */
export function parseOperation(text: string): DocumentNode {
  const document = parse(text, { noLocation: true, maxTokens });
  return { ...document, definitions: document.definitions.toSorted(byKindAndName) };
}

/**
 * The one text of all that differ from an operation only in layout, comments, the form of their strings, or the order
 * of operation and fragments.
 */
export function normaliseOperation(document: DocumentNode): string {
  const plain = visit(document, { [Kind.STRING]: (node) => ({ ...node, block: false }) });
  return stripIgnoredCharacters(print(plain));
}

/** SHA-256 of a text, hexadecimal: the form of Apollo's `sha256Hash`. */
export function operationHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function byKindAndName(one: DefinitionNode, other: DefinitionNode): number {
  const [a, b] = [nameOf(one), nameOf(other)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Kind, then name: the order of Apollo's own manifests, so that their hashes are ours. */
function nameOf(definition: DefinitionNode): string {
  const name = 'name' in definition ? (definition.name?.value ?? '') : '';
  return `${definition.kind} ${name}`;
}
