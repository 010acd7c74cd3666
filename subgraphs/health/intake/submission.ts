import type { IntakePath } from '../../../schema/intake.ts';
import { decodeBase64 } from './reading/decode-base64.ts';
import type { Finding } from './finding.ts';

/** How a channel names what it is sent, and what it answers (`acknowledge.ts`). */
export interface Channel {
  /** Address of the endpoint, as hospital software knows it. */
  readonly path: IntakePath;
  readonly dialect: 'XML130' | 'PL02';
  /** Members of a submission. All others, above all names and passwords, are not read. */
  readonly facility: string;
  readonly kind: string;
  readonly file: string;
  /** Kinds of submission, each with the root element that its file must have. */
  readonly roots: Readonly<Record<string, string>>;
}

const xml130 = {
  dialect: 'XML130',
  facility: 'maCSKCB',
  kind: 'loaiHoSo',
  file: 'fileHSBase64',
  roots: { 130: 'GIAMDINHHS' },
} as const;

const pl02 = { dialect: 'PL02', facility: 'maCskcb', kind: 'loaiHs', file: 'fileBase64Str' } as const;

/** The endpoints of today's portals. */
export const channels: readonly Channel[] = [
  { ...xml130, path: 'api/qd130/guiHoSoXmlQD4750' },
  { ...xml130, path: 'api/qd130/guiHoSoXmlQD3176' },
  { ...pl02, path: 'api/chungtugw/GuiHoSoChungTu2025', roots: { 39: 'HSCHUNGTU' } },
  { ...pl02, path: 'api/hososuckhoe/guiGiayToDienTu', roots: { 60: 'HSDLGBT', 61: 'HSDLGCS' } },
];

/** A file as it is submitted. */
export interface Submission {
  readonly facilityCode: string;
  readonly bytes: Buffer;
  /** Name of the root element that a file of this kind has. */
  readonly root: string;
}

/** Most bytes of a file. */
const largestFile = 6 * 1024 * 1024;

/** Reads a body, form-encoded or JSON, or says which rule it breaks, and in which member. */
export function readSubmission(
  body: Buffer,
  contentType: string,
  { facility, kind, file, roots }: Channel,
): Submission | Finding {
  const member = membersOf(body, contentType);
  const facilityCode = member?.(facility);
  const root = roots[member?.(kind) ?? ''];
  const text = member?.(file);
  const malformed = (tag?: string): Finding => ({ rule: 'SUBMISSION_MALFORMED', tag });
  if (!member) return malformed();
  if (facilityCode === undefined) return malformed(facility);
  if (root === undefined) return malformed(kind);
  if (text === undefined) return malformed(file);
  const bytes = decodeBase64(text);
  if (!bytes) return { rule: 'BASE64_INVALID', tag: file };
  if (bytes.length > largestFile) return { rule: 'FILE_TOO_LARGE', tag: file, limit: largestFile };
  return { facilityCode, bytes, root };
}

type Member = (name: string) => string | undefined;

function membersOf(body: Buffer, contentType: string): Member | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return formMember(text);
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const members = value as Readonly<Record<string, unknown>>;
    return (name) => {
      const found = Object.hasOwn(members, name) ? members[name] : undefined;
      return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
    };
  } catch {
    return undefined;
  }
}

/** A member of a form; one that is there twice is none. Many senders forget to encode the `+` of base64. */
function formMember(text: string): Member {
  const form = new URLSearchParams(text);
  return (name) => {
    const [first, second] = form.getAll(name);
    return second === undefined ? first?.replaceAll(' ', '+') : undefined;
  };
}
