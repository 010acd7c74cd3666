import { createHash } from 'node:crypto';
import { Kind, Lexer, parse, print, Source, TokenKind } from 'graphql';
import type { DefinitionNode, DocumentNode, Token } from 'graphql';

/** As many tokens as the server itself reads. */
const maxTokens = 10_000;

/** Parses an operation and puts its definitions in an order of their own. @throws GraphQLError for wrong syntax */
export function parseOperation(text: string): DocumentNode {
  const document = parse(text, { noLocation: true, maxTokens });
  return { ...document, definitions: document.definitions.toSorted(byKindAndName) };
}

/**
 * The one text of all that differ from an operation only in layout, comments, the form of their strings, or the order
 * of operation and fragments. Its tokens tell it: to parse and print a long text takes ten times as long, and this is done
 * for whatever anybody sends. A text that is no GraphQL has a form of its own too, which is that of no operation.
 *
 * @throws GraphQLError for what is no token, and RangeError for too many of them
 */
export function normaliseOperation(text: string): string {
  const definitions = definitionsIn(text).map((tokens) => ({ place: placeOf(tokens), tokens }));
  return definitions
    .toSorted((one, other) => compareTexts(one.place, other.place))
    .map(({ tokens }) => writeTokens(tokens))
    .join('');
}

/** SHA-256 of a text, hexadecimal: the form of Apollo's `sha256Hash`. */
export function operationHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);
const words: ReadonlySet<string> = new Set([TokenKind.NAME, TokenKind.INT, TokenKind.FLOAT]);
const strings: ReadonlySet<string> = new Set([TokenKind.STRING, TokenKind.BLOCK_STRING]);

/** The tokens of each definition: it ends with the brace that closes its selections. */
function definitionsIn(text: string): readonly (readonly Token[])[] {
  const lexer = new Lexer(new Source(text));
  const definitions: Token[][] = [];
  let current: Token[] = [];
  let depth = 0;
  let count = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    if (++count > maxTokens) throw new RangeError('too many tokens');
    if (current.length === 0) definitions.push(current);
    current.push(token);
    if (opening.has(token.kind)) depth++;
    if (closing.has(token.kind)) depth--;
    if (depth === 0 && token.kind === TokenKind.BRACE_R) current = [];
  }
  return definitions;
}

/** Tokens without what GraphQL ignores, as `stripIgnoredCharacters` writes them, and strings in one form. */
function writeTokens(tokens: readonly Token[]): string {
  let text = '';
  let afterWord = false;
  for (const { kind, value } of tokens) {
    const isString = strings.has(kind);
    const isWord = isString || words.has(kind);
    if (afterWord && (isWord || kind === TokenKind.SPREAD)) text += ' ';
    text += isString ? print({ kind: Kind.STRING, value }) : isWord ? value : kind;
    afterWord = isWord;
  }
  return text;
}

/** Where a definition stands among others: see `nameOf`. */
function placeOf([first, second]: readonly Token[]): string {
  const kind = first?.value === 'fragment' ? Kind.FRAGMENT_DEFINITION : Kind.OPERATION_DEFINITION;
  const isNamed = first?.kind === TokenKind.NAME && second?.kind === TokenKind.NAME;
  return `${kind} ${isNamed ? second.value : ''}`;
}

function byKindAndName(one: DefinitionNode, other: DefinitionNode): number {
  return compareTexts(nameOf(one), nameOf(other));
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Kind, then name: the order of Apollo's own manifests, so that their hashes are ours. */
function nameOf(definition: DefinitionNode): string {
  const name = 'name' in definition ? (definition.name?.value ?? '') : '';
  return `${definition.kind} ${name}`;
}
