/** The shape of an opaque id: 128 bits in base64url (`subgraphs/kit/pseudonym.ts`). */
const opaqueId = /(?<![\w-])[\w-]{22}(?![\w-])/g;

/** Nobody is asked about more than a page can hold. */
const most = 1_000;

/**
 * Those whom a text can be about: every opaque id in it, whether it came from the client's text, from a variable or as
 * the key of an entity. An id of something else is nobody's.
 */
export function opaqueIdsIn(text: string): readonly string[] {
  return [...new Set(text.match(opaqueId))].slice(0, most);
}
