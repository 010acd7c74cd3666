/**
 * A value as canonical JSON (RFC 8785): one text for one meaning, so that a digest of it can be checked by anybody who
 * parsed it. Members without a value are left out, as by `JSON.stringify`.
 *
 * @throws TypeError for what has no such form: a number that is not finite, half a surrogate pair, a function
 */
export function canonicalJson(value: unknown): string {
  return isInOrder(value) ? JSON.stringify(value) : writeInOrder(value);
}

/** Whether `JSON.stringify` writes it as the RFC wants it, and several times as fast: so are entries of the log made. */
function isInOrder(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed();
    case 'number':
      return Number.isFinite(value);
    case 'boolean':
      return true;
    case 'object':
      if (value === null) return true;
      return Array.isArray(value) ? areInOrder(value) : hasMembersInOrder(value);
    default:
      return false;
  }
}

function areInOrder(elements: readonly unknown[]): boolean {
  // Not `every`, which passes over what is missing.
  for (const element of elements) if (!isInOrder(element)) return false;
  return true;
}

function hasMembersInOrder(value: object): boolean {
  // Of another make it may say by `toJSON` how it is written.
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const members = value as Readonly<Record<string, unknown>>;
  let before = '';
  for (const name of Object.keys(members)) {
    const member = members[name];
    if (member === undefined) continue;
    if (name < before || !name.isWellFormed() || !isInOrder(member)) return false;
    before = name;
  }
  return true;
}

function writeInOrder(value: unknown): string {
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
  // The default order of strings is that of their UTF-16 code units, which is the RFC's.
  for (const name of Object.keys(members).toSorted()) {
    const member = members[name];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${canonicalString(name)}:${writeInOrder(member)}`;
  }
  return `{${text}}`;
}

function canonicalArray(elements: readonly unknown[]): string {
  let text = '';
  for (const element of elements) text += `${text === '' ? '' : ','}${writeInOrder(element)}`;
  return `[${text}]`;
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('Half a surrogate pair has no canonical form.');
  return JSON.stringify(text);
}
