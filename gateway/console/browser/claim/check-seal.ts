import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';

/** A key of an agency, as `/.well-known/jwks.json` has it. */
type AgencyKey = JWK & {
  readonly agency?: string;
  readonly nbf?: number;
  readonly exp?: number;
  readonly revoked?: unknown;
};

/** A seal as a document has it, and which document it stands beside. */
export interface SealToCheck {
  readonly seal: string;
  readonly id: string;
  readonly issuedOn?: string | null | undefined;
}

/** What a seal proves. `unknown` where the agency's keys or status could not be had. */
export type SealState =
  | { readonly kind: 'good'; readonly agency: string; readonly sealedAt: string }
  | { readonly kind: 'withdrawn' | 'bad' | 'unknown' };

interface SealPayload {
  readonly iss?: string;
  readonly sub?: string;
  readonly iat?: number;
  readonly _sd?: readonly string[];
  readonly status?: { readonly status_list?: { readonly uri: string; readonly idx: number } };
}

const text = new TextDecoder();
/** Milliseconds by which the clock of whoever reads may be behind that of the agency. */
const clockSkew = 60_000;

/**
 * Checks in this browser that a document is as its agency sealed it: the signature, the key, each value that is told, that
 * it is this document's, and that it still holds. `subgraphs/kit/seal/FORMAT.md` says how.
 */
export async function checkSeal(sealed: SealToCheck): Promise<SealState> {
  const keys = await fetchKeys().catch(() => undefined);
  if (!keys) return { kind: 'unknown' };
  const [jws = '', ...rest] = sealed.seal.split('~');
  const opened = await openSigned(jws, 'document-seal+sd-jwt', keys).catch(() => undefined);
  if (!opened) return { kind: 'bad' };
  const { key, payload } = opened as { key: AgencyKey; payload: SealPayload };
  const { iat = 0, status } = payload;
  const agency = key.agency ?? '';
  const isItsOwn =
    payload.iss === `https://lienthong.gov.vn/agencies/${agency}` &&
    payload.sub === sealed.id &&
    iat >= (key.nbf ?? Infinity) &&
    iat < (key.exp ?? 0) &&
    iat * 1_000 <= Date.now() + clockSkew;
  // A presentation ends with a tilde: what stands behind it is a key binding of a wallet, or the text was cut.
  const isWhole = rest.at(-1) === '';
  const told = await openDisclosures(payload, rest.slice(0, -1)).catch(() => undefined);
  const isAsShown = told && (sealed.issuedOn ?? told.get('issuedOn')) === told.get('issuedOn');
  if (!isWhole || !isItsOwn || !isAsShown) return { kind: 'bad' };
  const place = status?.status_list;
  const standing = place && (await readStatus(place, agency, keys).catch(() => undefined));
  if (standing === undefined) return { kind: 'unknown' };
  if (standing !== 0) return { kind: 'withdrawn' };
  return { kind: 'good', agency, sealedAt: new Date(iat * 1_000).toISOString() };
}

async function fetchKeys(): Promise<readonly AgencyKey[]> {
  const response = await fetch('/.well-known/jwks.json');
  return ((await response.json()) as { keys: readonly AgencyKey[] }).keys;
}

/** @throws Error when the signature, the type or the key is not what it must be */
async function openSigned(jws: string, typ: string, keys: readonly AgencyKey[]) {
  const header = decodeProtectedHeader(jws);
  const key = keys.find(({ kid }) => kid === header.kid);
  if (!key || key.revoked || key.alg !== header.alg || header.typ !== typ) throw new Error('no such key');
  const { payload } = await compactVerify(jws, await importJWK(key), { algorithms: [key.alg ?? ''] });
  return { key, payload: JSON.parse(text.decode(payload)) as unknown };
}

/** The values told at the top; undefined where one was not sealed, or is told twice. */
async function openDisclosures(payload: SealPayload, disclosures: readonly string[]) {
  const values = disclosures.map((each) => JSON.parse(text.decode(bytesOf(each))) as readonly unknown[]);
  const digests = [payload, ...values].flatMap(digestsIn);
  const own = await Promise.all(disclosures.map(digestOf));
  const isSealed =
    new Set(digests).size === digests.length && own.every((digest) => digests.includes(digest));
  if (!isSealed || new Set(own).size < own.length) return undefined;
  if (!values.every(isNamedClaim)) return undefined;
  const top = new Set(payload._sd);
  return new Map(
    values.flatMap(([, name, value], place) => (top.has(own[place] ?? '') ? [[name, value] as const] : [])),
  );
}

/** `[salt, name, value]`: an element of a list is never told alone. */
function isNamedClaim([salt, name, ...value]: readonly unknown[]): boolean {
  const isName = typeof name === 'string' && name !== '_sd' && name !== '...';
  return typeof salt === 'string' && isName && value.length === 1;
}

/** All digests that stand in a value, however deep. */
function digestsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '_sd' ? (inner as readonly string[]) : digestsIn(inner),
  );
}

async function digestOf(disclosure: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(disclosure));
  return new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** Two bits for each document, the first in the lowest: 0 in force, 1 withdrawn, 3 superseded. */
async function readStatus(
  { uri, idx }: { readonly uri: string; readonly idx: number },
  agency: string,
  keys: readonly AgencyKey[],
): Promise<number | undefined> {
  const response = await fetch(`/status/${agency}/${uri.split('/').at(-1)}`);
  const opened = await openSigned(await response.text(), 'statuslist+jwt', keys);
  const {
    sub,
    exp,
    status_list: list,
  } = opened.payload as {
    sub?: string;
    exp?: number;
    status_list?: { lst?: string };
  };
  const isCurrent = sub === uri && opened.key.agency === agency && (exp ?? 0) * 1_000 > Date.now();
  if (!isCurrent || !list?.lst) return undefined;
  const packed = new Blob([bytesOf(list.lst)]).stream().pipeThrough(new DecompressionStream('deflate'));
  const bits = new Uint8Array(await new Response(packed).arrayBuffer());
  const byte = bits[Math.floor(idx / 4)];
  return byte === undefined ? undefined : (byte >> ((idx % 4) * 2)) & 3;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64(base64url, { alphabet: 'base64url' });
}
