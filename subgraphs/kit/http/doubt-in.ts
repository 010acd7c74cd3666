import type { IncomingMessage } from 'node:http';

/**
 * Why a request is refused that the parser lets through and others on the way may read otherwise than we: it is of a version whose
 * answers have no head, it names no host or several (RFC 9112, 3.2), its body is in a coding that is not undone here, or comes in
 * one by a version of HTTP that knows of none (6.1).
 *
 * @returns what to do about it; undefined for what can be read in one way
 */
export function doubtIn({ rawHeaders, headers, httpVersion }: IncomingMessage): string | undefined {
  if (httpVersion === '0.9') return 'Send HTTP/1.1.';
  const hosts = countHosts(rawHeaders);
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) return 'Send one `Host` header.';
  const coding = headers['transfer-encoding'];
  if (coding === undefined) return undefined;
  if (httpVersion !== '1.1') return '`Transfer-Encoding` is of HTTP/1.1.';
  return coding.toLowerCase() === 'chunked'
    ? undefined
    : 'Of `Transfer-Encoding`, `chunked` alone is understood.';
}

/** @param rawHeaders names and values in turn, as they were sent */
function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts;
}
