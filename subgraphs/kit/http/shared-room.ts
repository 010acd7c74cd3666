import { createRoster, type Roster } from '../roster.ts';

/** Memory of which many hold a part at once. */
export interface SharedRoom {
  /**
   * @param owner whose part it is: each has an equal share
   * @param giveWay ends what is held; its place is left by then
   */
  enter(owner: string, giveWay: () => void): RoomPlace;
}

/** What is held at one place in the room. */
export interface RoomPlace {
  /** @param bytes that are held there now, in all */
  hold(bytes: number): void;
  /** Nothing is held there any more. */
  leave(): void;
}

interface Held extends RoomPlace {
  readonly bytes: () => number;
  readonly giveWay: () => void;
}

interface Owner {
  bytes: number;
  readonly places: Roster<Held>;
}

/**
 * Bounds the bytes of all that is held at once: each may be within its own bound, and ten thousand of them fill the memory.
 * Where they are too many, the owner that holds most gives way, so that nobody keeps out another by coming often. Of its own it
 * is one that has more than its part of the owner's share, and of those the one that began last: were it the largest, those that
 * are nearly whole would give way for those that have just begun, and nobody's would ever be.
 *
 * @param most bytes
 */
export function createSharedRoom(most: number): SharedRoom {
  const owners = new Map<string, Owner>();
  let all = 0;
  const isTooMuch = () => all > most;
  /** While they are too many, whoever holds most holds more than an equal share, and one at least of its places more than its part. */
  function makeRoom(): void {
    while (isTooMuch()) {
      const { places } = largestOf(owners.values());
      const part = most / owners.size / places.size;
      const last = places.findLast(({ bytes }) => bytes() > part)?.member;
      last?.leave();
      last?.giveWay();
    }
  }
  return {
    enter(name, giveWay) {
      const owner = owners.getOrInsertComputed(name, () => ({ bytes: 0, places: createRoster() }));
      let own = 0;
      const add = (bytes: number) => {
        own += bytes;
        owner.bytes += bytes;
        all += bytes;
      };
      let isHeld = true;
      const held: Held = {
        bytes: () => own,
        giveWay,
        hold(bytes) {
          if (!isHeld) return;
          add(bytes - own);
          makeRoom();
        },
        leave() {
          if (!isHeld) return;
          isHeld = false;
          owner.places.leave(place);
          add(-own);
          if (owner.places.size === 0) owners.delete(name);
        },
      };
      const place = owner.places.enter(held);
      return held;
    },
  };
}

function largestOf(owners: Iterable<Owner>): Owner {
  let largest: Owner = { bytes: 0, places: createRoster() };
  for (const owner of owners) if (owner.bytes > largest.bytes) largest = owner;
  return largest;
}
