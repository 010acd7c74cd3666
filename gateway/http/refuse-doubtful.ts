import type { IncomingMessage } from 'node:http';
import type { Reception } from './reception.ts';
import { refusal } from './refusal.ts';
import { writeAnswer } from './serve-posts.ts';
import type { Taker } from './take-early.ts';

/**
 * Refuses what the parser lets through and others on the way may read otherwise than we: a request that names no host or
 * several (RFC 9112, 3.2), or whose body is in a coding that is not undone here (6.1).
 */
export function refuseDoubtful(reception: Reception): Taker {
  return (request, response) => {
    const reason = doubtIn(request);
    if (reason === undefined) return false;
    const { headers, method = '' } = request;
    const hubContext = reception.begin(headers, method);
    reception.follow(response, 'none', hubContext);
    const told = reception.refuse(refusal('BAD_REQUEST', reason), { headers, hubContext }, undefined);
    writeAnswer(response, told, hubContext, true);
    return true;
  };
}

function doubtIn({ rawHeaders, headers, httpVersion }: IncomingMessage): string | undefined {
  const hosts = countHosts(rawHeaders);
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) return 'Send one `Host` header.';
  const coding = headers['transfer-encoding'];
  if (coding === undefined || coding.toLowerCase() === 'chunked') return undefined;
  return 'Of `Transfer-Encoding`, `chunked` alone is understood.';
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
