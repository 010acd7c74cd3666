/** The room for all bodies that a server reads at once. */
export interface BodyRoom {
  /** @param giveWay stops the reading; its place is left by then */
  enter(giveWay: () => void): BodyPlace;
}

/** The part of the room that one body takes. */
export interface BodyPlace {
  /** @param bytes that are kept for it now, in all */
  hold(bytes: number): void;
  /** It is read, or is not read any more. */
  leave(): void;
}

interface Held extends BodyPlace {
  readonly bytes: () => number;
  readonly giveWay: () => void;
}

/**
 * Bounds the bytes of all bodies that are being read: each may be within its own bound, and ten thousand of them fill the
 * memory before one has said who sends it. Where they are too many, one that has more than its share gives way: whoever
 * fills the room so loses what they sent, and a small request of somebody else still gets in. Of several it is the one that
 * began last: were it the largest, those that are nearly whole would give way for those that have just begun, and nobody's
 * would ever be.
 *
 * @param most bytes
 */
export function createBodyRoom(most: number): BodyRoom {
  const places = new Set<Held>();
  let all = 0;
  // While they are too many, one at least holds more than an equal share; the share grows with each that leaves.
  function makeRoom(): void {
    for (const place of [...places].toReversed()) {
      if (all <= most) return;
      if (place.bytes() <= most / places.size) continue;
      place.leave();
      place.giveWay();
    }
  }
  return {
    enter(giveWay) {
      let own = 0;
      const place: Held = {
        bytes: () => own,
        giveWay,
        hold(bytes) {
          if (!places.has(place)) return;
          all += bytes - own;
          own = bytes;
          if (all > most) makeRoom();
        },
        leave() {
          if (places.delete(place)) all -= own;
        },
      };
      places.add(place);
      return place;
    },
  };
}
