/**
 * What a seal tells and the answer around it does not: of each disclosure the value must stand in the same object,
 * under whatever key. What names a document or a person stands in clear, and keys tell nothing.
 *
 * @returns names of claims; undefined where the text is no seal
 */
export function toldBeyond(seal: unknown, beside: object): readonly string[] | undefined {
  if (typeof seal !== 'string' || !/^eyJ[\w-]+(\.[\w-]+){2}~/.test(seal)) return undefined;
  const shown = new Set(leavesOf(beside));
  return seal
    .split('~')
    .slice(1, -1)
    .flatMap((encoded) => {
      const [, name, value] = JSON.parse(Buffer.from(encoded, 'base64url').toString()) as [
        string,
        string,
        unknown,
      ];
      return leavesOf(value).every((leaf) => shown.has(leaf)) ? [] : [name];
    });
}

/** The values in a value, without ids and without digests of what is told elsewhere or not at all. */
function leavesOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'id' || key === '_sd' ? [] : leavesOf(inner),
  );
}
