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

/** The same of the text of an operation, good or not, in which an id can be written with escapes. */
export function opaqueIdsInOperation(text: string): readonly string[] {
  return opaqueIdsIn(text.includes('\\') ? [text, ...stringsIn(text)].join(' ') : text);
}

/** The values of the strings in a text, up to where it is no GraphQL. */
function stringsIn(text: string): readonly string[] {
  const strings: string[] = [];
  const lexer = new Lexer(new Source(text));
  try {
    for (let read = 0; read < mostTokens; read++) {
      const { kind, value } = lexer.advance();
      if (kind === TokenKind.EOF) break;
      if (kind === TokenKind.STRING) strings.push(value);
    }
  } catch {
    // What stands before it is as good as it was.
  }
  return strings;
}
