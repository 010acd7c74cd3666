import { sendProven } from '../federation/fetching/send-proven.ts';
import type { SubgraphReply } from '../federation/reading/read-reply.ts';
import type { RequestContext } from '../http/request-context.ts';
import { proveFound } from './access-headers.ts';
import type { RequestRelations } from './prove-relations.ts';

/**
 * Sends a fetch that reads until its answer counts: again where something can be proven only of the people that were found. What
 * is proven beside its answer serves the request's other fetches.
 *
 * @param reading stands for it, however often it is sent
 */
export async function seeThrough(
  reading: object,
  send: (found: readonly string[]) => Promise<SubgraphReply>,
  context: Pick<RequestContext, 'relations'>,
): Promise<SubgraphReply> {
  const { relations } = context;
  // What is carried has ended before anything is proven of who was found: that may need what it brought.
  const sendOnce: typeof send = (found) =>
    relations ? carryCase(reading, relations, () => send(found)) : send(found);
  return sendProven(sendOnce, (citizens) => proveFound(citizens, context));
}

/**
 * Sends a fetch that carries the question for the case. Where the agency gives no proof beside its answer, the case is proven by
 * a question of its own and the fetch is sent again: it was answered as if there were no case.
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
