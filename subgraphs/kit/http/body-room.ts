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

/**
 * Bounds the bytes of all bodies that are being read: each may be within its own bound, and ten thousand of them fill the
 * memory before one has said who sends it. Where they are too many the largest gives way, whose sender began it or keeps it
 * open the longest: whoever fills the room so loses what they sent, and a small request of somebody else still gets in.
 *
 * @param most bytes
 */
export function createBodyRoom(most: number): BodyRoom {
  const places = new Map<BodyPlace, { bytes: number; readonly giveWay: () => void }>();
  let held = 0;

  function largest(): { readonly place: BodyPlace; readonly giveWay: () => void } | undefined {
    let found: { readonly place: BodyPlace; readonly giveWay: () => void } | undefined;
    let bytes = -1;
    for (const [place, one] of places) {
      if (one.bytes <= bytes) continue;
      bytes = one.bytes;
      found = { place, giveWay: one.giveWay };
    }
    return found;
  }

  return {
    enter(giveWay) {
      const own = { bytes: 0, giveWay };
      const place: BodyPlace = {
        hold(bytes) {
          if (!places.has(place)) return;
          held += bytes - own.bytes;
          own.bytes = bytes;
          while (held > most) {
            const gone = largest();
            if (!gone) break;
            gone.place.leave();
            gone.giveWay();
          }
        },
        leave() {
          if (places.delete(place)) held -= own.bytes;
        },
      };
      places.set(place, own);
      return place;
    },
  };
}
