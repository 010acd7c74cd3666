import { Lexer, Source, TokenKind } from 'graphql';

/** The shape of an opaque id: 128 bits in base64url (`subgraphs/kit/pseudonym.ts`). */
const opaqueId = /(?<![\w-])[\w-]{22}(?![\w-])/g;

/** Tokens of a text that are read for ids: as many as the server itself reads. */
export const mostTokens = 10_000;

/**
 * Those whom a text can be about: every opaque id in it, whether it came from the client's text, from a variable or as
 * the key of an entity. An id of something else is nobody's.
 */
export function opaqueIdsIn(text: string): readonly string[] {
  return [...new Set(text.match(opaqueId))];
}

/**
 * The same of the text of an operation, good or not: of its strings alone, as they read without their escapes. A name of GraphQL
 * can be as long as an id, and is nobody's.
 */
export function opaqueIdsInOperation(text: string): readonly string[] {
  return opaqueIdsIn(stringsIn(text).join(' '));
}

/** The same of a value of a variable: of the texts in it, not of the names of input fields. */
export function opaqueIdsInValue(value: unknown): readonly string[] {
  const texts: string[] = [];
  JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner === 'string') texts.push(inner);
    return inner;
  });
  return opaqueIdsIn(texts.join(' '));
}

/** The values of the strings in a text. From where it is no GraphQL, or too long, it is one string as it stands. */
function stringsIn(text: string): readonly string[] {
  const strings: string[] = [];
  const lexer = new Lexer(new Source(text));
  try {
    for (let read = 0; read < mostTokens; read++) {
      const { kind, value } = lexer.advance();
      if (kind === TokenKind.EOF) return strings;
      if (kind === TokenKind.STRING || kind === TokenKind.BLOCK_STRING) strings.push(value);
    }
  } catch {
    // What stands before it is as good as it was.
  }
  return [...strings, text.slice(lexer.token.end)];
}
