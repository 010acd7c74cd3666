import { HttpFault } from './http-fault.ts';

/** What the first lines of an answer say, as far as it matters here. */
export interface ResponseHead {
  readonly status: number;
  /** In lower case, without parameters; empty where none is told. */
  readonly mediaType: string;
  /** How many bytes follow, or how it is told where they end. */
  readonly body: number | 'CHUNKED' | 'UNTIL_END';
  /** Milliseconds for which the connection may be used again once the answer is there; 0 where it may not. */
  readonly keepFor: number;
}

const lineEnd = '\r\n';
const statusLine = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;
/** A name (RFC 9110, 5.6.2) and a value. A line that goes on with the one before has no name: RFC 9112, 5.2, refuses it. */
const headerLine = /^[!#$%&'*+.^_`|~\dA-Za-z-]+:[\t\x20-\x7e\x80-\xff]*$/;
/** The same for all lines below the first one. */
const headerLines = /^(?:\r\n[!#$%&'*+.^_`|~\dA-Za-z-]+:[\t\x20-\x7e\x80-\xff]*)*$/;
/** Headers that say where the body ends. */
const framing: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding']);
/** Those that matter here; of all others it only matters that they are headers. */
const wanted: ReadonlySet<string> = new Set([...framing, 'content-type', 'connection', 'keep-alive']);
const lengthsOfWanted: ReadonlySet<number> = new Set([...wanted].map((name) => name.length));
const contentLength = /^\d{1,15}$/;
const keepAliveTimeout = /(?:^|[\s,])timeout\s*=\s*"?(\d{1,6})(?!\d)/i;
/** What may stand around a value (RFC 9110, 5.6.3). `trim` takes away more than that, and other readers do not. */
const blanks = /^[\t ]+|[\t ]+$/g;
/** What other readers take for blank or not: a tab, and all that is not ASCII. */
const unclear = /[^\x20-\x7e]/;

/** Servers close what has been idle for five seconds, as a rule: whoever asks in that moment is not answered. */
const mostKept = 4_000;
/** How much sooner than it says a server may close. */
const margin = 1_000;

/**
 * Reads a status line and the header lines below it, strictly: what can be read in two ways is refused. Line ends are CRLF
 * and nothing else: where two readers see other lines, one of them is deceived (RFC 9112, 11.2).
 *
 * @param text one character for each byte, without the empty line at its end
 * @throws HttpFault `NO_HTTP`
 */
export function readHead(text: string): ResponseHead {
  const firstEnd = endOfLine(text, 0);
  const [, minor, code] = statusLine.exec(text.slice(0, firstEnd)) ?? [];
  if (code === undefined) throw new HttpFault('NO_HTTP');
  const status = Number(code);
  // There are no provisional answers in HTTP/1.0.
  if (status < 200 && minor === '0') throw new HttpFault('NO_HTTP');
  const headers = readHeaders(text.slice(firstEnd));
  const body = bodyOf(status, headers, minor === '1');
  const isKept = minor === '1' && body !== 'UNTIL_END' && !hasWord(headers.get('connection'), 'close');
  return {
    status,
    mediaType: mediaTypeOf(headers.get('content-type') ?? ''),
    body,
    keepFor: isKept ? keptFor(headers.get('keep-alive')) : 0,
  };
}

/** @param text each header line behind a line end */
function readHeaders(text: string): ReadonlyMap<string, string> {
  if (!headerLines.test(text)) throw new HttpFault('NO_HTTP');
  const headers = new Map<string, string>();
  for (let at = 0; at < text.length; at = endOfLine(text, at + lineEnd.length)) {
    const start = at + lineEnd.length;
    const colon = text.indexOf(':', start);
    if (!lengthsOfWanted.has(colon - start)) continue;
    const name = text.slice(start, colon).toLowerCase();
    if (wanted.has(name)) addHeader(headers, name, text.slice(colon + 1, endOfLine(text, colon)));
  }
  return headers;
}

function addHeader(headers: Map<string, string>, name: string, raw: string): void {
  if (framing.has(name) && unclear.test(raw)) throw new HttpFault('NO_HTTP');
  const value = raw.replaceAll(blanks, '');
  const before = headers.get(name);
  headers.set(name, before === undefined ? value : `${before}, ${value}`);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf(lineEnd, from);
  return end === -1 ? text.length : end;
}

/** @throws HttpFault for a line that may not follow the last chunk */
export function checkTrailerLine(line: string): void {
  if (!headerLine.test(line) || framing.has(nameIn(line))) throw new HttpFault('NO_HTTP');
}

function nameIn(line: string): string {
  return line.slice(0, line.indexOf(':')).toLowerCase();
}

/** Where the body ends (RFC 9112, 6.3). Two ways at once would be two answers for two readers. */
function bodyOf(status: number, headers: ReadonlyMap<string, string>, isNew: boolean): ResponseHead['body'] {
  const encoding = headers.get('transfer-encoding');
  const length = headers.get('content-length');
  if (encoding !== undefined) {
    if (length !== undefined || !isNew || encoding.toLowerCase() !== 'chunked')
      throw new HttpFault('NO_HTTP');
  }
  if (length !== undefined && !contentLength.test(length)) throw new HttpFault('NO_HTTP');
  if (status < 200 || status === 204 || status === 304) return 0;
  if (encoding !== undefined) return 'CHUNKED';
  return length === undefined ? 'UNTIL_END' : Number(length);
}

function mediaTypeOf(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function hasWord(list: string | undefined, word: string): boolean {
  return (
    list !== undefined && list.split(',').some((each) => each.replaceAll(blanks, '').toLowerCase() === word)
  );
}

function keptFor(keepAlive: string | undefined): number {
  if (keepAlive === undefined || !/timeout/i.test(keepAlive)) return mostKept;
  const told = keepAliveTimeout.exec(keepAlive)?.[1] ?? 0;
  return Math.max(0, Math.min(mostKept, Number(told) * 1_000 - margin));
}
