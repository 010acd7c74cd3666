import type { Server } from 'node:http';
import { boundConnections } from './bound-connections.ts';
import { meetExpectations } from './meet-expectations.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { readPastBeforeClosing } from './read-past.ts';
import { seeAnswersOff } from './see-answers-off.ts';

/** What a server takes on of connections, whoever they are of. */
export interface ConnectionBounds {
  /** How many are open at once. */
  readonly connections: number;
  /** Milliseconds for an answer to leave. */
  readonly departure: number;
}

/** In place of an error of the parser: the connection is to be made a tunnel. */
export const wantsTunnel = 'CONNECT';

/**
 * Looks after the connections of a server: how many there are, what is asked on each, and how each ends.
 *
 * @param refusalOf as of `closeInTurn`, also for `wantsTunnel`, which Node would answer with nothing at all
 */
export function guardConnections(
  server: Server,
  { connections, departure }: ConnectionBounds,
  refusalOf: (code: string) => string,
): void {
  oneAtATime(server, boundConnections(server, connections));
  readPastBeforeClosing(server);
  meetExpectations(server);
  seeAnswersOff(server, departure);
  server.on('connect', ({ socket }) => {
    // Node listens no more to how the connection ends.
    socket.on('error', () => socket.destroy());
    socket.end(refusalOf(wantsTunnel));
    socket.destroySoon();
  });
}
