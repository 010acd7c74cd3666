/** The place of a member, from when it enters until it leaves. */
export interface RosterPlace<Member> {
  readonly member: Member;
}

/** Who is there now, in the order in which they came. */
export interface Roster<Member> {
  readonly size: number;
  enter(member: Member): RosterPlace<Member>;
  /** @returns whether it was still there */
  leave(place: RosterPlace<Member>): boolean;
  /** Who has been there longest. */
  oldest(): RosterPlace<Member> | undefined;
  /** Who came last of those that are what is asked for: they are asked from the newest on. */
  findLast(isIt: (member: Member) => boolean): RosterPlace<Member> | undefined;
  /** All that are there now, the oldest first; who leaves or comes meanwhile changes nothing in it. */
  places(): readonly RosterPlace<Member>[];
}

/** A place that knows its neighbours, for as long as it is in a row. */
interface LinkedPlace<Member> extends RosterPlace<Member> {
  isLeft: boolean;
  before: LinkedPlace<Member> | undefined;
  after: LinkedPlace<Member> | undefined;
}

/**
 * For members that come and go with every request. A `Set` or `Map` runs full of what was taken out of it and goes on in a new
 * table, to which the old one points. Once one of these tables is old, all that come after it, and all that were in any of them,
 * are kept until the next great collection: requests that are long answered, with all that belongs to them, are moved about
 * again and again. Here nothing points from a place that was left to anybody.
 */
export function createRoster<Member>(): Roster<Member> {
  let first: LinkedPlace<Member> | undefined;
  let last: LinkedPlace<Member> | undefined;
  let size = 0;
  function leave(place: LinkedPlace<Member>): boolean {
    if (place.isLeft) return false;
    const { before, after } = place;
    if (before) before.after = after;
    else first = after;
    if (after) after.before = before;
    else last = before;
    place.isLeft = true;
    place.before = undefined;
    place.after = undefined;
    size--;
    return true;
  }
  return {
    get size() {
      return size;
    },
    enter(member) {
      const place: LinkedPlace<Member> = { member, isLeft: false, before: last, after: undefined };
      if (last) last.after = place;
      else first = place;
      last = place;
      size++;
      return place;
    },
    leave: (place) => leave(place as LinkedPlace<Member>),
    oldest: () => first,
    findLast(isIt) {
      for (let place = last; place; place = place.before) if (isIt(place.member)) return place;
      return undefined;
    },
    places() {
      const all: RosterPlace<Member>[] = [];
      for (let place = first; place; place = place.after) all.push(place);
      return all;
    },
  };
}
