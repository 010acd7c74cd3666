import { LineCounter, parseDocument } from 'yaml';

/** A reviewed exception: one rule does not hold for one coordinate, and why that is right. */
export interface Waiver {
  readonly rule: string;
  readonly coordinate: string;
  readonly reason: string;
  readonly file: string;
  readonly line: number;
}

const keys = ['rule', 'coordinate', 'reason'] as const;

/**
 * Reads the waivers file: a YAML list of `rule`, `coordinate`, `reason`.
 * Throws an `Error` of one line, with the place, when the text is anything else.
 */
export function readWaivers(text: string, file: string): readonly Waiver[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new Error(`${file}:${broken.linePos?.[0].line ?? 1} ${broken.message.split('\n')[0]}`);
  const items: unknown = document.toJS();
  if (items === null) return [];
  if (!Array.isArray(items)) throw new Error(`${file}:1 must be a list of waivers`);
  return items.map((item: unknown, index) => {
    const node = document.getIn([index], true);
    const offset =
      typeof node === 'object' && node && 'range' in node && Array.isArray(node.range) ? node.range[0] : 0;
    const line = lines.linePos(Number(offset)).line;
    if (!isWaiver(item))
      throw new Error(`${file}:${line} a waiver has exactly ${keys.join(', ')}, each a text`);
    return { ...item, file, line };
  });
}

function isWaiver(item: unknown): item is Pick<Waiver, (typeof keys)[number]> {
  if (typeof item !== 'object' || item === null) return false;
  const entries = Object.entries(item);
  return entries.length === keys.length && entries.every(([key, value]) => isKey(key) && isText(value));
}

function isKey(key: string): boolean {
  return keys.some((known) => known === key);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
