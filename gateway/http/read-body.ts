import type { IncomingMessage } from 'node:http';
import { limitExceeded } from '../limits/limit-exceeded.ts';
import { refusal } from './refusal.ts';

/**
 * Reads the body of a request.
 *
 * @param most bytes; what announces more is refused before it is read
 * @returns bytes, none where there is no body
 * @throws GraphQLError `PAYLOAD_TOO_LARGE` (413), `BAD_REQUEST` where the caller goes before it is whole
 */
export function readBody(request: IncomingMessage, most: number): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const chunks: Buffer[] = [];
  let received = 0;
  const stop = (error: Error) => {
    request.off('data', take);
    reject(error);
  };
  const take = (chunk: Buffer) => {
    received += chunk.length;
    chunks.push(chunk);
    if (received > most) stop(limitExceeded('bodyBytes', most));
  };
  if (Number(request.headers['content-length']) > most) {
    stop(limitExceeded('bodyBytes', most));
    return promise;
  }
  request.on('data', take);
  request.once('end', () => {
    // Most bodies come in one piece, which need not be copied.
    const [first] = chunks;
    resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks));
  });
  request.once('error', () => stop(refusal('BAD_REQUEST')));
  return promise;
}
