import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { RuleCode } from '../rules.ts';
import type { XmlElement } from './xml-element.ts';

/** What a file of papers never needs more of. */
export interface XmlLimits {
  readonly depth: number;
  readonly elements: number;
}

/** An envelope holds up to a few thousand papers; a paper has less than a hundred tags. */
export const envelopeLimits: XmlLimits = { depth: 16, elements: 50_000 };
export const paperLimits: XmlLimits = { depth: 6, elements: 2_000 };

const mostAttributes = 16;

/** Why bytes are no XML that is read here. It holds nothing of them. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
  readonly rule: RuleCode;

  constructor(rule: RuleCode) {
    super(rule);
    this.rule = rule;
  }
}

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  readonly from: number;
  text: string;
}

/**
 * The text of a file: UTF-8 and nothing else, whatever it declares.
 *
 * @throws XmlRefused
 */
export function decodeXml(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new XmlRefused('ENCODING_NOT_UTF8');
  }
}

/**
 * Reads XML strictly, in one pass that ends at the first thing that is wrong. There is no document type, so there are
 * no entities but the five of XML itself: nothing can be fetched, and nothing grows while it is read.
 *
 * @throws XmlRefused
 */
export function readXml(text: string, limits: XmlLimits): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  const refuse = (rule: RuleCode): never => {
    throw new XmlRefused(rule);
  };
  parser.on('error', () => refuse('XML_MALFORMED'));
  parser.on('doctype', () => refuse('XML_DOCTYPE'));
  parser.on('processinginstruction', () => refuse('XML_MALFORMED'));
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^utf-?8$/i.test(encoding)) refuse('ENCODING_NOT_UTF8');
  });
  parser.on('opentag', (tag) => {
    if (++elements > limits.elements) refuse('XML_TOO_MUCH');
    if (open.length >= limits.depth) refuse('XML_TOO_DEEP');
    // A well-formed tag has no other `<` inside, so the last one before its end begins it.
    const from = text.lastIndexOf('<', parser.position - 1);
    open.push({ name: tag.local, attributes: attributesOf(tag), children: [], text: '', from });
  });
  const addText = (part: string) => {
    const inside = open.at(-1);
    if (inside) inside.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const done = open.pop();
    if (!done) return;
    const element: XmlElement = { ...done, to: parser.position };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  });
  parser.write(text).close();
  return root ?? refuse('XML_MALFORMED');
}

function attributesOf({ attributes }: SaxesTagNS): ReadonlyMap<string, string> {
  const all = Object.values(attributes);
  if (all.length > mostAttributes) throw new XmlRefused('XML_TOO_MUCH');
  return new Map(
    all
      .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
      .map(({ local, value }) => [local, value]),
  );
}
