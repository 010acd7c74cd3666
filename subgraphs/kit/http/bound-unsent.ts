import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SharedRoom } from './shared-room.ts';

/**
 * Bounds the bytes of all answers that were given to connections and have not left: whoever does not read keeps theirs in
 * memory until its time is over, and each may be as large as an answer can be. Whose answer gives way, is cut off.
 *
 * @param ownerOf to whom a request's answer goes; undefined where it is not to be bounded here
 * @returns is shown each request before it is answered
 */
export function boundUnsent(
  room: SharedRoom,
  ownerOf: (request: IncomingMessage) => string | undefined,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    // The last of it was given to the connection; most have left with that.
    response.once('prefinish', () => {
      const { socket } = request;
      const unsent = socket.writableLength;
      const owner = unsent === 0 ? undefined : ownerOf(request);
      if (owner === undefined) return;
      const place = room.enter(owner, () => socket.destroy());
      response.once('close', () => place.leave());
      place.hold(unsent);
    });
  };
}
