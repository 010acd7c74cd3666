import { errorCodes, type ErrorCode } from '../../../schema/error-codes.ts';
import { wantsTunnel } from './guard-connections.ts';
import { rawAnswer } from './raw-answer.ts';

/** What an agency answers to bytes that are no request, or not one it has room or time for. */
export function refuseUnreadable(code: string | undefined): string {
  const refused = codeOfParser(code);
  const { status, en: message } = errorCodes[refused];
  const headers = { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' };
  return rawAnswer(status, headers, JSON.stringify({ errors: [{ message, extensions: { code: refused } }] }));
}

function codeOfParser(code: string | undefined): ErrorCode {
  if (code === wantsTunnel) return 'METHOD_NOT_ALLOWED';
  if (code === 'HPE_HEADER_OVERFLOW') return 'HEADERS_TOO_LARGE';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'REQUEST_TIMEOUT' : 'BAD_REQUEST';
}
