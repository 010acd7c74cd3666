import type { FastifyInstance } from 'fastify';

/** Milliseconds that what is under way may take to finish once a server closes. */
export const closeGrace = 10_000;

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
