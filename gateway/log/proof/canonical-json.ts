/**
 * A value as canonical JSON (RFC 8785): one text for one meaning, so that a digest of it can be checked by anybody who
 * parsed it. Members without a value are left out, as by `JSON.stringify`.
 *
 * @throws TypeError for what has no such form: a number that is not finite, half a surrogate pair, a function
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      // ECMAScript writes numbers as the RFC wants them; it writes those that are not finite as null.
      if (!Number.isFinite(value)) throw new TypeError('A number that is not finite has no canonical form.');
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'object':
      return canonicalStructure(value);
    default:
      throw new TypeError(`A value of type ${typeof value} has no canonical form.`);
  }
}

function canonicalStructure(value: object | null): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return canonicalArray(value);
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of inOrder(Object.keys(members))) {
    const member = members[name];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${canonicalString(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** The default order of strings is that of their UTF-16 code units, which is the RFC's. */
function inOrder(names: readonly string[]): readonly string[] {
  const isOrdered = names.every((name, place) => place === 0 || (names[place - 1] ?? '') < name);
  return isOrdered ? names : names.toSorted();
}

function canonicalArray(elements: readonly unknown[]): string {
  let text = '';
  for (const element of elements) text += `${text === '' ? '' : ','}${canonicalJson(element)}`;
  return `[${text}]`;
}

/** Printable ASCII that needs no escape: nearly all that a log says, and said for every answer. */
const plain = /^[ !#-[\]-~]*$/;

function canonicalString(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('Half a surrogate pair has no canonical form.');
  return JSON.stringify(text);
}
