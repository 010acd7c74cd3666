import { refusal } from '../../http/refusal.ts';

/** Headers with every occurrence of each, as Node's `headersDistinct` has them. */
export type RequestHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/** What a request says in headers of ours. */
export interface StatedHeaders {
  readonly purpose: string | undefined;
  readonly role: string | undefined;
  readonly case: string | undefined;
  readonly reason: string | undefined;
  readonly breakGlass: string | undefined;
  /** Whether it is only to be said what would be denied. */
  readonly dryRun: boolean;
}

/** The headers, and what their values look like. */
export const hubHeaders = {
  purpose: { name: 'hub-purpose', form: /^[A-Z]{1,20}(\.[A-Z]{1,20}){0,4}$/, example: 'SI.CLAIM.DECIDE' },
  role: { name: 'hub-role', form: /^[A-Z][A-Z_]{1,39}$/, example: 'VSS_CLAIM_OFFICER' },
  case: { name: 'hub-case', form: /^[\w-][\w./-]{0,63}$/, example: 'BHXH-2026-000123' },
  breakGlass: { name: 'hub-break-glass', form: /^[\w-]{1,64}$/, example: 'the id that opening it gave' },
  dryRun: { name: 'hub-dry-run', form: /^1$/, example: '1' },
} as const;

/** Free text, so it has a reader of its own. */
export const reasonHeader = 'hub-reason';

/** Characters of a reason: fewer explain nothing, more is a file. */
const reasonLength = { least: 10, most: 500 } as const;

/**
 * Reads the headers in which a request says what for, in which role and for which case it asks. No value is ever
 * repeated in an error: it may be somebody's number.
 *
 * @throws GraphQLError `HUB_HEADER_INVALID` (400)
 */
export function readHubHeaders(headers: RequestHeaders): StatedHeaders {
  return {
    purpose: readPlain(headers, hubHeaders.purpose),
    role: readPlain(headers, hubHeaders.role),
    case: readPlain(headers, hubHeaders.case),
    reason: readReason(headers),
    breakGlass: readPlain(headers, hubHeaders.breakGlass),
    dryRun: readPlain(headers, hubHeaders.dryRun) !== undefined,
  };
}

function readPlain(
  headers: RequestHeaders,
  { name, form, example }: (typeof hubHeaders)[keyof typeof hubHeaders],
): string | undefined {
  const value = readOnce(headers, name);
  if (value === undefined || form.test(value)) return value;
  throw refusal('HUB_HEADER_INVALID', `\`${name}\` must look like this: ${example}.`);
}

/** Headers are ASCII, so a reason in Vietnamese comes percent-encoded, in UTF-8. */
function readReason(headers: RequestHeaders): string | undefined {
  const value = readOnce(headers, reasonHeader);
  if (value === undefined) return undefined;
  const reason = decode(value)?.trim().normalize('NFC');
  const { least, most } = reasonLength;
  // \p{C} is all that cannot be seen, \p{Zl} and \p{Zp} break lines: neither belongs into a record that people read.
  if (reason === undefined || /[\p{C}\p{Zl}\p{Zp}]/u.test(reason)) {
    throw refusal(
      'HUB_HEADER_INVALID',
      `\`${reasonHeader}\` must be printable text; write it as encodeURIComponent does.`,
    );
  }
  const length = Array.from(reason).length;
  if (length >= least && length <= most) return reason;
  throw refusal('HUB_HEADER_INVALID', `\`${reasonHeader}\` must have ${least} to ${most} characters.`);
}

function decode(value: string): string | undefined {
  if (!/^[\t\x20-\x7E]*$/.test(value)) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

function readOnce(headers: RequestHeaders, name: string): string | undefined {
  const [value, ...more] = headers[name] ?? [];
  if (more.length > 0) throw refusal('HUB_HEADER_INVALID', `\`${name}\` may be stated only once.`);
  return value;
}
