import { refusalCodes } from '../../../subgraphs/kit/seal/sd-jwt/refusal-codes.ts';
import type { SealRefused } from '../../../subgraphs/kit/seal/sd-jwt/seal-refused.ts';
import { readClaimName } from '../../../subgraphs/kit/seal/mask-variants.ts';
import type { VerifiedDocument } from '../../../subgraphs/kit/seal/verify/verify-document.ts';
import { isRecord } from '../../../schema/untrusted-json.ts';
import { zoneOfVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { agencyNames, words, type ReportLanguage } from './document-words.ts';

/** A document that is genuine. */
export interface GenuineDocument {
  /** Where its seal stands in a JSON answer; empty for one that stands alone. */
  readonly at: string;
  readonly document: VerifiedDocument;
  /** Paths of what stands beside the seal and is not proven by it. */
  readonly unproven: readonly string[];
}

/** Whether a document may be relied on: not corrected and not withdrawn, as far as is known. */
export function isInForce({ standing }: Pick<VerifiedDocument, 'standing'>): boolean {
  return standing.status === 'IN_FORCE' || standing.status === 'UNKNOWN';
}

/** What a genuine document is, in lines; names of fields and no values. */
export function genuineReport({ at, document, unproven }: GenuineDocument, lang: ReportLanguage): string {
  const text = words[lang];
  const { agency, type, id, key, isKeyRetired, sealedAt, claims, withheld } = document;
  const { kind: _kind, version, supersedes, ...fields } = claims;
  const told = fieldsIn(fields);
  const plain = told.filter(({ masks }) => masks.length === 0).map(({ path }) => path);
  const masked = told
    .filter(({ masks }) => masks.length > 0)
    .map(({ path, masks }) => `${path} (${masks.join(', ')})`);
  const lines: readonly (readonly [string, string])[] = [
    [text.by, `${agencyNames[lang][agency] ?? agency} (${key.kid})`],
    [
      text.document,
      [type, id, version === undefined ? '' : text.version(String(version))].filter(Boolean).join(', '),
    ],
    ...(typeof supersedes === 'string' ? [[text.supersedes, supersedes] as const] : []),
    [text.sealedOn, momentOf(sealedAt)],
    [text.told, plain.join(', ') || text.nothing],
    ...(masked.length > 0 ? [[text.masked, masked.join(', ')] as const] : []),
    [text.withheld, text.values(withheld)],
    ...(unproven.length > 0 ? [[text.unproven, unproven.join(', ')] as const] : []),
    [text.status, standingOf(document, lang)],
    [text.key, isKeyRetired ? text.keyRetired(momentOf(key.exp)) : text.keyInForce],
  ];
  const width = Math.max(...lines.map(([name]) => name.length)) + 2;
  return [
    headline(at, isInForce(document) ? text.genuine : text.genuineEnded),
    ...lines.map(([name, value]) => `  ${name.padEnd(width)}${value}`),
  ].join('\n');
}

/** Why a seal proves nothing. */
export function refusedReport(
  at: string,
  { code, field }: Pick<SealRefused, 'code' | 'field'>,
  lang: ReportLanguage,
): string {
  const where = field === undefined ? '' : `\n  ${words[lang].field}: ${field}`;
  return `${headline(at, words[lang].refused)}\n  ${refusalCodes[code][lang]} (${code})${where}`;
}

function headline(at: string, verdict: string): string {
  return at === '' ? verdict : `${at}: ${verdict}`;
}

function standingOf({ standing }: VerifiedDocument, lang: ReportLanguage): string {
  const text = words[lang];
  if (standing.status === 'UNKNOWN') return text.statusUnknown(pathOf(standing.uri));
  const said = text.statusAsOf(text.standings[standing.status], momentOf(standing.asOf));
  return standing.isStale ? `${said}; ${text.statusStale}` : said;
}

/** The hub publishes the list under the path that the seal names, whatever the hub's own address is. */
function pathOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).pathname : ` ${uri}`;
}

interface ToldField {
  readonly path: string;
  readonly masks: readonly string[];
}

/** Fields by their paths; of objects what is told in them. */
function fieldsIn(claims: Readonly<Record<string, unknown>>, prefix = ''): readonly ToldField[] {
  return Object.entries(claims).flatMap(([claim, value]) => {
    const { field, masks } = readClaimName(claim);
    const path = prefix + field;
    const inside = isRecord(value) ? fieldsIn(value, `${path}.`) : [];
    return inside.length > 0 ? inside : [{ path, masks }];
  });
}

function momentOf(seconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString({ timeZone: zoneOfVietnam });
}
