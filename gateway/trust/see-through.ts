import { sendProven } from '../federation/fetching/send-proven.ts';
import type { SubgraphReply } from '../federation/reading/read-reply.ts';
import type { RequestContext } from '../http/request-context.ts';
import { proveFound } from './access-headers.ts';
import type { RequestRelations } from './prove-relations.ts';

/**
 * Sees a fetch through that reads: it is sent again where something is proven only when people are found, what is proven
 * beside its answer is for others too, and look-ups of nobody are counted.
 *
 * @param reading stands for it, however often it is sent
 */
export async function seeThrough(
  reading: object,
  send: (found: readonly string[]) => Promise<SubgraphReply>,
  context: Pick<RequestContext, 'relations' | 'misses'>,
): Promise<SubgraphReply> {
  const { relations, misses } = context;
  const sendWhole = () => sendProven(send, (citizens) => proveFound(citizens, context));
  const reply = await (relations ? carryCase(reading, relations, sendWhole) : sendWhole());
  misses?.add(reply.access.missed);
  return reply;
}

/**
 * Sees a fetch through that carries the question for the case. An agency that gives no proof beside its answer is asked for
 * one as everybody is, and the fetch is sent again: it was answered as if there were no case.
 */
export async function carryCase(
  reading: object,
  relations: Pick<RequestRelations, 'carried'>,
  send: () => Promise<SubgraphReply>,
): Promise<SubgraphReply> {
  try {
    const reply = await send();
    const { proven } = reply.access;
    const isUnproven = relations.carried(reading, proven) && proven === undefined;
    return isUnproven ? await send() : reply;
  } finally {
    relations.carried(reading, undefined);
  }
}
