import type { FastifyInstance } from 'fastify';
import { Late, within } from './within.ts';

/** Milliseconds that what is under way may take to finish once a server closes. */
export const closeGrace = 10_000;
/** Milliseconds that what a process does by itself, beside its answers, may take to finish once it stops. */
export const workGrace = 5_000;

/**
 * Closes a server: what is under way may finish, and what does not in time ends with its connection. Else whoever has sent
 * half a request, or waits for a store that does not answer, holds the process for minutes.
 *
 * @param grace milliseconds
 * @param doors that lead to the server and close as well, if it has others than its own
 */
export async function closeWithin(
  app: FastifyInstance,
  grace: number,
  doors?: Promise<unknown>,
): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), grace);
  try {
    await Promise.all([app.close(), doors]);
  } finally {
    clearTimeout(late);
  }
}

/**
 * Waits until work has ended that goes on by itself. What does not end in time, since its store or whoever it asks is silent,
 * is left as a kill would leave it: all such work is taken up again by the next process.
 *
 * @param grace milliseconds
 */
export async function leaveAfter(grace: number, work: Promise<unknown>): Promise<void> {
  try {
    await within(grace, work);
  } catch (error) {
    if (!(error instanceof Late)) throw error;
  }
}
