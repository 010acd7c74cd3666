const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Copies that have ids of their own. */
export const mostCopies = letters.length;

/** The id of a copy: as evenly spread as the ids themselves. Copy 0 is the document itself. */
export function idOfCopy(id: string, copy: number): string {
  if (copy === 0) return id;
  const codes = codesOf(copy);
  for (let at = 0; at < id.length; at += 1) scratch[at] = codes[id.charCodeAt(at)] ?? 0;
  return scratch.toString('latin1', 0, id.length);
}

const scratch = Buffer.alloc(256);
const ofCopies: Uint8Array[] = [];

/** What stands in a copy for the letter of each code. */
function codesOf(copy: number): Uint8Array {
  const known = ofCopies[copy];
  if (known) return known;
  const codes = Uint8Array.from({ length: 128 }, (_, code) => code);
  for (let at = 0; at < letters.length; at += 1)
    codes[letters.charCodeAt(at)] = letters.charCodeAt((at + copy * 7) % letters.length);
  ofCopies[copy] = codes;
  return codes;
}
