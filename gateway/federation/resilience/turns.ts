import { createRoster, type RosterPlace } from '../../../subgraphs/kit/roster.ts';

/** Who waits, in the order in which it is their turn. */
export interface Turns<Member> {
  readonly size: number;
  /** @param sender for whom it waits: all senders come by turns, and of one whoever came first. @returns takes it out again */
  enter(member: Member, sender: string): () => void;
  /** Takes out whose turn it is; undefined where nobody waits. */
  next(): Member | undefined;
}

/** Turns among senders: one that has many waiting keeps nobody else back by more than one of them. */
export function createTurns<Member>(): Turns<Member> {
  /** Whose turn comes first, stands first. */
  const rows = new Map<string, ReturnType<typeof createRoster<Member>>>();
  let size = 0;
  const leave = (sender: string, place: RosterPlace<Member>) => {
    const row = rows.get(sender);
    if (row?.leave(place) !== true) return;
    size--;
    if (row.size === 0) rows.delete(sender);
  };
  return {
    get size() {
      return size;
    },
    enter(member, sender) {
      const place = rows.getOrInsertComputed(sender, () => createRoster<Member>()).enter(member);
      size++;
      return () => leave(sender, place);
    },
    next() {
      const [first] = rows;
      const place = first?.[1].oldest();
      if (!first || !place) return undefined;
      const [sender, row] = first;
      leave(sender, place);
      if (!rows.delete(sender)) return place.member;
      rows.set(sender, row);
      return place.member;
    },
  };
}
