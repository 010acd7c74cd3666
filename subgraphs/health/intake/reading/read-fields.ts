import { isRecord } from '../../../../schema/untrusted-json.ts';
import type { Finding, Place } from '../finding.ts';
import type { FieldRule } from '../templates/template.ts';
import { childrenOf, type XmlElement } from '../xml/xml-element.ts';
import { readValue } from './read-value.ts';

/** Fields of a record, as deep as the record is. */
export type Fields = Readonly<Record<string, unknown>>;

/** What the tags of an element say by the rules of a form, and which rules they break. */
export interface ReadFields {
  readonly fields: Fields;
  readonly findings: readonly Finding[];
  /** The tag from which each field of the record was read. */
  readonly tags: ReadonlyMap<string, string>;
}

/** Reads the tags of an element. A tag that breaks a rule gives no field. */
export function readFields(element: XmlElement, rules: readonly FieldRule[], place: Place): ReadFields {
  const fields: Record<string, unknown> = {};
  const findings: Finding[] = [];
  const tags = new Map<string, string>();
  for (const rule of rules) {
    const tag = rule.tags.find((name) => childrenOf(element, name).length > 0) ?? rule.tags[0] ?? '';
    tags.set(rule.to, tag);
    const [first, second] = childrenOf(element, tag);
    const text = first?.text.trim() ?? '';
    if (second) {
      findings.push({ ...place, tag, rule: 'TAG_TWICE' });
    } else if (text === '') {
      if (rule.otherwise !== undefined) put(fields, rule.to, rule.otherwise);
      else if (isNeeded(rule, fields)) findings.push({ ...place, tag, rule: 'TAG_MISSING' });
    } else if (rule.as.kind !== 'pattern' || text !== rule.as.none) {
      const read = readValue(text, rule.as);
      if ('value' in read) put(fields, rule.to, read.value);
      else findings.push({ ...place, tag, ...read });
    }
  }
  return { fields, findings, tags };
}

/** The value at a dotted place of a record; undefined where there is none. */
export function valueAt(fields: Fields, place: string): unknown {
  return place
    .split('.')
    .reduce<unknown>((inside, name) => (isRecord(inside) ? inside[name] : undefined), fields);
}

/** Two sets of fields as one; where both have a value, that of the second counts. */
export function joinFields(first: Fields, second: Fields): Fields {
  const joined: Record<string, unknown> = { ...first };
  for (const [name, value] of Object.entries(second)) put(joined, name, value);
  return joined;
}

function isNeeded({ needed }: FieldRule, fields: Fields): boolean {
  return needed === true || (needed !== undefined && valueAt(fields, needed) === true);
}

/** Objects are joined with what is there already: several tags make one patient. */
function put(fields: Record<string, unknown>, place: string, value: unknown): void {
  const [name = '', inner] = place.split('.');
  const before = fields[name];
  const next = inner === undefined ? value : { [inner]: value };
  fields[name] = isRecord(before) && isRecord(next) ? { ...before, ...next } : next;
}
