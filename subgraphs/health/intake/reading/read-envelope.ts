import type { Finding } from '../finding.ts';
import { bringsPapers } from '../templates/choose-template.ts';
import { assessmentFile } from '../templates/event-templates.ts';
import { decodeXml, paperLimits, readXml, XmlRefused } from '../xml/read-xml.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/xml-element.ts';
import { decodeBase64 } from './decode-base64.ts';

/** A paper as it stands in its file. */
export interface RawPaper {
  /** Kind of the file inside the envelope, such as `XML7`. */
  readonly file: string;
  /** From 1, in the order of the envelope. */
  readonly paper: number;
  /** The element that has the tags; undefined where the file inside cannot be read. */
  readonly tags: XmlElement | undefined;
  readonly findings: readonly Finding[];
  /** XML1 of the same treatment file. */
  readonly header: XmlElement | undefined;
}

/** What an envelope brings. */
export interface OpenedEnvelope {
  readonly papers: readonly RawPaper[];
  /** What is wrong with the envelope as a whole: then nothing of it is taken. */
  readonly findings: readonly Finding[];
}

/** Roots of the envelopes that are read; a flat notice holds its paper as it is. */
const flatRoots: Readonly<Record<string, string>> = { HSDLGBT: 'GIAYBAOTU', HSDLGCS: 'GIAYCHUNGSINH' };
const listRoots: readonly string[] = ['GIAMDINHHS', 'HSCHUNGTU'];

/** HIV data may not be passed on to anybody who is not on the closed list of Law 71/2020 art. 30. */
const forbidden = 'XML6';

/** A tag that the record element of each kind has; roots and lists around it differ between senders. */
const marks: Readonly<Record<string, string>> = {
  XML9: 'NGAY_SINH_CON',
  GIAYCHUNGSINH: 'NGAY_SINH_CON',
};

/** Flat notices come alone, and assessment records are typed by councils: no list brings them. */
const notInLists: readonly string[] = [...Object.values(flatRoots), assessmentFile];

function isPartOfList(kind: string): boolean {
  return bringsPapers(kind) && !notInLists.includes(kind);
}

/** The code of the facility as the envelope states it. */
export function facilityOf(root: XmlElement): string {
  const flat = flatRoots[root.name];
  if (flat !== undefined) return textOf(childOf(root, flat), 'MACSKCB') || textOf(root, 'MACSKCB');
  return textOf(childOf(root, 'THONGTINDONVI'), 'MACSKCB');
}

/** Opens an envelope (`isEnvelope`). @param content what was signed of it: the whole of it or its THONGTINHOSO */
export function openEnvelope(content: XmlElement): OpenedEnvelope {
  const flat = flatRoots[content.name];
  if (flat !== undefined) {
    const papers = childrenOf(content, flat).map((tags, at) => raw(flat, at + 1, tags));
    return papers.length > 0 ? { papers, findings: [] } : refused('ENVELOPE_INCOMPLETE');
  }
  const list = content.name === 'THONGTINHOSO' ? content : childOf(content, 'THONGTINHOSO');
  const files = childOf(list, 'DANHSACHHOSO');
  const dossiers = files ? childrenOf(files, 'HOSO') : [];
  if (dossiers.length === 0 || textOf(list, 'SOLUONGHOSO') !== String(dossiers.length)) {
    return refused('ENVELOPE_INCOMPLETE');
  }
  const parts = dossiers.flatMap((dossier) => {
    const inside = childrenOf(dossier, 'FILEHOSO');
    return inside.map((part) => ({ part, kind: textOf(part, 'LOAIHOSO').toUpperCase(), inside }));
  });
  if (parts.some(({ kind }) => kind === forbidden)) return refused('PART_FORBIDDEN');
  let paper = 0;
  const papers = parts
    .filter(({ kind }) => isPartOfList(kind))
    .flatMap(({ part, kind, inside }) => {
      const header = inside.find((one) => textOf(one, 'LOAIHOSO').toUpperCase() === 'XML1');
      const opened = openPart(part, kind);
      if (Array.isArray(opened)) {
        const headed = header && openPart(header, 'XML1');
        return opened.map((tags) => ({
          ...raw(kind, ++paper, tags),
          header: Array.isArray(headed) ? headed[0] : undefined,
        }));
      }
      const number = ++paper;
      return [{ ...raw(kind, number, undefined), findings: [{ rule: opened, file: kind, paper: number }] }];
    });
  return papers.length > 0 ? { papers, findings: [] } : refused('PAPER_KIND_UNKNOWN');
}

function raw(file: string, paper: number, tags: XmlElement | undefined): RawPaper {
  return { file, paper, tags, findings: [], header: undefined };
}

function refused(rule: Finding['rule']): OpenedEnvelope {
  return { papers: [], findings: [{ rule }] };
}

/** The record elements of a file inside, or the rule that it breaks. */
function openPart(part: XmlElement, kind: string): XmlElement[] | Finding['rule'] {
  const bytes = decodeBase64(textOf(part, 'NOIDUNGFILE'));
  if (!bytes) return 'BASE64_INVALID';
  try {
    const root = readXml(decodeXml(bytes), paperLimits);
    const mark = marks[kind];
    if (mark === undefined) return [innermost(root)];
    const records = everyParent(root, mark);
    return records.length > 0 ? records : [root];
  } catch (error) {
    if (error instanceof XmlRefused) return error.rule;
    throw error;
  }
}

/** The element that holds the tags: the root, or the only thing inside it. */
function innermost(element: XmlElement): XmlElement {
  const [only, second] = element.children;
  return only && !second && only.children.length > 0 ? innermost(only) : element;
}

function everyParent(root: XmlElement, name: string): XmlElement[] {
  const below = root.children.flatMap((child) => everyParent(child, name));
  return childrenOf(root, name).length > 0 ? [root, ...below] : below;
}

/** Whether a file is one of the envelopes at all. */
export function isEnvelope({ name }: XmlElement): boolean {
  return listRoots.includes(name) || flatRoots[name] !== undefined;
}
