import type { IncomingHttpHeaders } from 'node:http';
import { refusal } from '../../http/refusal.ts';

/** Header that the console's own requests carry: no page of another origin can send it without a preflight, which fails. */
const consoleHeader = 'hub-console';

/**
 * Refuses a request that lives off the session's cookie unless the console itself sent it. The cookie is `SameSite`
 * besides; this holds where a neighbour of the same site, or an old browser, would get around that.
 *
 * @param origin where browsers find the gateway
 * @throws GraphQLError `CSRF_PREVENTED`
 */
export function requireSameOrigin(headers: IncomingHttpHeaders, origin: string): void {
  const site = headers['sec-fetch-site'];
  const isOwn =
    headers[consoleHeader] === '1' &&
    (site === undefined || site === 'same-origin') &&
    (headers.origin === undefined || headers.origin === origin);
  if (!isOwn) throw refusal('CSRF_PREVENTED');
}
