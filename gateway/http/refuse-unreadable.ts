import { wantsTunnel } from '../../subgraphs/kit/http/guard-connections.ts';
import { rawAnswer } from '../../subgraphs/kit/http/raw-answer.ts';
import { writeRefusal } from './answer.ts';
import type { Reception } from './reception.ts';
import { refusal } from './refusal.ts';
import { responseHeaders } from './response-headers.ts';

/** What answers bytes that are no HTTP request, or not one we have room or time for, as all else is answered and told. */
export function refuseUnreadable(reception: Reception): (code: string | undefined) => string {
  return (code) => {
    const { status, headers, body } = writeRefusal(refusalOfParser(code));
    const context = reception.begin({}, 'GET');
    reception.tell('none', status, 0, context);
    return rawAnswer(status, { ...responseHeaders(context), ...headers }, body.toString());
  };
}

function refusalOfParser(code: string | undefined): ReturnType<typeof refusal> {
  if (code === wantsTunnel)
    return refusal('METHOD_NOT_ALLOWED', 'Nobody is let through here.', { allow: 'GET, HEAD, POST' });
  if (code === 'HPE_HEADER_OVERFLOW') return refusal('HEADERS_TOO_LARGE');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return refusal('REQUEST_TIMEOUT');
  return refusal('BAD_REQUEST', 'The request is not valid HTTP.');
}
