import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { DeliveryFailed } from './delivery-outcome.ts';
import type { EventMessage } from './event-message.ts';

/** Posts messages to receivers over connections that are kept open. */
export interface EventSender {
  /** @throws DeliveryFailed unless the receiver answers with a status of success */
  send(url: URL, message: EventMessage): Promise<void>;
  /** Cuts off what is under way. */
  close(): Promise<void>;
}

/** How long a receiver may take for one whole answer, in milliseconds. */
const answerTime = 10_000;
const largestAnswer = 64 * 1024;

/**
 * A sender that follows no redirect: who was registered is told, and nobody whom that one names.
 *
 * @param lookup resolves names, and refuses those that may not be reached; the system's own when left out
 */
export function createEventSender(lookup?: LookupFunction): EventSender {
  const agent = new Agent({
    maxResponseSize: largestAnswer,
    connect: { timeout: answerTime, ...(lookup && { lookup }) },
  });
  return {
    async send(url, { headers, body }) {
      const status = await post(agent, url, { ...headers }, body);
      if (status >= 200 && status < 300) return;
      // Standard Webhooks: 410 says that the receiver wants no more.
      throw new DeliveryFailed(`HTTP_${status}`, status === 410);
    },
    close: () => agent.destroy(),
  };
}

async function post(agent: Agent, url: URL, headers: Record<string, string>, body: string): Promise<number> {
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(answerTime),
    });
    await answer.body.dump();
    return answer.statusCode;
  } catch (error) {
    throw new DeliveryFailed(reasonOf(error));
  }
}

/** A name for what went wrong. Never the error's message: it can hold addresses. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  if (error.name === 'TimeoutError') return 'TIMEOUT';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'UNREACHABLE';
}
