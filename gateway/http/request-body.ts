import type { IncomingHttpHeaders } from 'node:http';
import { limitExceeded } from '../limits/limit-exceeded.ts';
import { isJsonTooDeep } from './nesting.ts';
import { readWithParameters } from './quality-list.ts';
import { refusal } from './refusal.ts';

/** Media types that a form or a script of any web page can post without asking first (Fetch, "simple"). */
const simpleTypes = ['', 'text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'];

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Checks what the headers of a POST say about its body.
 * @throws GraphQLError `CSRF_PREVENTED` (400) for a type that any web page could post, `UNSUPPORTED_MEDIA_TYPE`
 */
export function checkBodyType(headers: IncomingHttpHeaders): void {
  // What nearly everybody sends.
  if (headers['content-type'] === 'application/json' && headers['content-encoding'] === undefined) return;
  const { value, parameters } = readWithParameters(headers['content-type'] ?? '');
  const charset = parameters.get('charset') ?? 'utf-8';
  const encoding = headers['content-encoding'] ?? 'identity';
  if (simpleTypes.includes(value)) {
    throw refusal('CSRF_PREVENTED', 'Send the request with `Content-Type: application/json`.');
  }
  if (value !== 'application/json') {
    throw refusal('UNSUPPORTED_MEDIA_TYPE', 'The body must be of type application/json.');
  }
  if (charset !== 'utf-8' && charset !== 'utf8') {
    throw refusal('UNSUPPORTED_MEDIA_TYPE', 'The body must be encoded in UTF-8.');
  }
  if (encoding !== 'identity') {
    throw refusal('UNSUPPORTED_MEDIA_TYPE', 'The body must not be compressed.', {
      'accept-encoding': 'identity',
    });
  }
}

/**
 * Parses the bytes of a JSON body.
 * @param nesting brackets that may be open at once
 * @throws GraphQLError `BAD_REQUEST` when they are not UTF-8 or not JSON, `OPERATION_TOO_COMPLEX` when nested too deeply
 */
export function parseBody(body: Uint8Array | undefined, nesting: number): unknown {
  if (body === undefined || body.length === 0) throw refusal('BAD_REQUEST', 'The request has no body.');
  const text = decodeUtf8(body);
  if (isJsonTooDeep(text, nesting)) throw limitExceeded('nesting', nesting);
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, which may hold somebody's data.
    throw refusal('BAD_REQUEST', 'The body is not valid JSON.');
  }
}

function decodeUtf8(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw refusal('BAD_REQUEST', 'The body is not valid UTF-8.');
  }
}
