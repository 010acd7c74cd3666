import type { SubgraphReply } from '../reading/read-reply.ts';

/**
 * How often a query is sent at most: an object that is shown after one proof can hold objects about others. What is
 * still not proven then stays denied.
 */
const mostRounds = 4;

/**
 * Sends a query, and again where it led to people about whom something is proven only now that they are found. The
 * answer in which that was not known yet is thrown away, so nothing of it is shown or logged.
 *
 * @param send sends it with the citizens about whom something was proven since they were found
 * @param prove has it proven of which of these citizens the caller may see more
 * @throws SubgraphFault when the agency that would prove it is away: then nothing is known, which is not no
 */
export async function sendProven(
  send: (found: readonly string[]) => Promise<SubgraphReply>,
  prove: (citizens: readonly string[]) => Promise<readonly string[]>,
): Promise<SubgraphReply> {
  const found: string[] = [];
  for (let round = 1; ; round++) {
    const reply = await send(found);
    const { unproven = [] } = reply.access;
    if (round === mostRounds || unproven.length === 0) return reply;
    const proven = await prove(unproven);
    if (proven.length === 0) return reply;
    found.push(...proven);
  }
}
