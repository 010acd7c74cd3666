import { gzipSync } from 'node:zlib';
import { Agent, request } from 'undici';
import type { CollectorAccess } from './collector-access.ts';
import type { FailedAttempt } from './retry-pause.ts';
import { codeOf } from './tell-changes.ts';

/** What came of one attempt: that it was taken whole, or why not. */
export type Attempt = { readonly fault?: never } | (FailedAttempt & { readonly fault: string });

/** The connections to one collector. */
export interface CollectorLine {
  /** Never rejects. @param signal ends it, to the last byte of the answer */
  post(content: Uint8Array, signal: AbortSignal): Promise<Attempt>;
  /** Cuts off what is under way. */
  close(): Promise<void>;
}

/** Bytes of an answer that are read. */
const answerBytes = 65_536;

/**
 * @param url the whole address
 * @param connectPatience milliseconds
 * @param isTakenWhole whether an answer says so: a collector may take a part
 */
export function openCollectorLine(
  url: string,
  { headers, certificates, isCompressed, encoding }: CollectorAccess,
  connectPatience: number,
  isTakenWhole: (answer: Uint8Array) => boolean,
): CollectorLine {
  const dispatcher = new Agent({
    maxResponseSize: answerBytes,
    connect: { timeout: connectPatience, ...certificates() },
  });
  return {
    async post(content, signal) {
      try {
        const {
          statusCode,
          headers: answered,
          body,
        } = await request(url, {
          method: 'POST',
          headers: {
            ...headers,
            'content-type': encoding === 'json' ? 'application/json' : 'application/x-protobuf',
            ...(isCompressed && { 'content-encoding': 'gzip' }),
          },
          body: isCompressed ? gzipSync(content) : content,
          dispatcher,
          signal,
        });
        const answer = await body.bytes();
        if (statusCode < 200 || statusCode > 299)
          return {
            fault: `HTTP ${statusCode}`,
            status: statusCode,
            retryAfter: [answered['retry-after']].flat()[0],
          };
        return isTakenWhole(answer) ? {} : { fault: 'it rejects some of them', status: statusCode };
      } catch (error) {
        return { fault: signal.aborted ? 'no answer in time' : codeOf(error, 'it cannot be reached') };
      }
    },
    close: () => dispatcher.destroy(),
  };
}
