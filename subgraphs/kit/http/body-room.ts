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
 * memory before one has said who sends it. Where they are too many the largest gives way, of several the oldest: whoever
 * fills the room so loses what they sent, and a small request of somebody else still gets in.
 *
 * @param most bytes
 */
export function createBodyRoom(most: number): BodyRoom {
  const places = new Set<Held>();
  let all = 0;
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
          // One is enough: it frees at least as much as has just been added.
          if (all > most) release(largest(places));
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

function release(place: Held | undefined): void {
  place?.leave();
  place?.giveWay();
}

/** The first of those that hold the most. */
function largest(places: ReadonlySet<Held>): Held | undefined {
  let found: Held | undefined;
  for (const place of places) if (!found || place.bytes() > found.bytes()) found = place;
  return found;
}
