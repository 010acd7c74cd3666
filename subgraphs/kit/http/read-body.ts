import type { IncomingMessage } from 'node:http';
import { BodyRefused } from './body-refused.ts';
import { gatherBytes } from './gather-bytes.ts';
import type { RoomPlace, SharedRoom } from './shared-room.ts';

/**
 * Reads the body of a request.
 *
 * @param most bytes; what announces more is refused before it is read
 * @param room that it shares with the others being read
 * @param owner whose body it is: each has an equal share of the room
 * @returns bytes, none where there is no body
 * @throws BodyRefused with status 413, with 503 where it gave way, with 400 where the sender goes before it is whole
 */
export function readBody(
  request: IncomingMessage,
  most: number,
  room: SharedRoom,
  owner: string,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const announced = Number(request.headers['content-length']);
  let body = gatherBytes(announced <= most ? announced : most);
  let place: RoomPlace | undefined;
  const stop = (status: BodyRefused['statusCode']) => {
    request.off('data', take);
    place?.leave();
    // The request is kept until its connection is closed, which may take its time.
    body = gatherBytes(0);
    reject(new BodyRefused(status));
  };
  const take = (piece: Buffer) => {
    if (body.length() + piece.length > most) {
      stop(413);
      return;
    }
    body.add(piece);
    // Most bodies come in one piece, and are over before another can come.
    if (piece.length === announced) return;
    place ??= room.enter(owner, () => stop(503));
    place.hold(body.kept());
  };
  if (announced > most) {
    stop(413);
    return promise;
  }
  request.on('data', take);
  request.once('end', () => {
    place?.leave();
    resolve(body.whole());
  });
  request.once('error', () => stop(400));
  return promise;
}
