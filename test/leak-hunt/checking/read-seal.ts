/**
 * What a seal tells and the answer around it does not: of each disclosure the value must stand in the same object,
 * under whatever key. What names a document or a person stands in clear, and keys tell nothing.
 *
 * @returns names of claims; undefined where the text is no seal
 */
export function toldBeyond(seal: unknown, beside: object): readonly string[] | undefined {
  if (typeof seal !== 'string' || !/^eyJ[\w-]+(\.[\w-]+){2}~/.test(seal)) return undefined;
  const shown = new Set(leavesOf(beside, noKeys));
  return seal
    .split('~')
    .slice(1, -1)
    .flatMap((encoded) => {
      const [, name, value] = JSON.parse(Buffer.from(encoded, 'base64url').toString()) as [
        string,
        string,
        unknown,
      ];
      return leavesOf(value, unsaid).every((leaf) => shown.has(leaf)) ? [] : [name];
    });
}

/** Ids, and digests of what is told elsewhere or not at all. In an answer a key is an alias: it may be any of these. */
const unsaid: ReadonlySet<string> = new Set(['id', '_sd']);
const noKeys: ReadonlySet<string> = new Set();

/** The values in a value, without what stands under some keys. */
function leavesOf(value: unknown, without: ReadonlySet<string>): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  if (Array.isArray(value)) return value.flatMap((each) => leavesOf(each, without));
  return Object.entries(value).flatMap(([key, inner]) => (without.has(key) ? [] : leavesOf(inner, without)));
}
