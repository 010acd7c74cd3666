import type { Collection, Stored } from '../../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';
import { OvertakenError } from './overtaken-error.ts';
import type { Spot } from './segment.ts';

/** Lines that were written at once. */
export interface LineGroup extends Stored {
  readonly gateway: string;
  readonly month: string;
  /** Number of the first of them in its month. */
  readonly number: number;
  /** Empty for a group that was taken back, or archived. */
  readonly lines: readonly string[];
  /** The month that was begun next: the group has no lines, and nothing is ever written in its place. */
  readonly followedBy?: string;
}

/** Writes lines into a store, a group a document. */
export interface GroupWriter {
  /**
   * When it rejects, none of the lines is kept, or they are taken away before anything else is written; unless somebody else
   * has read them meanwhile.
   *
   * @returns the place before the last of them
   * @throws OvertakenError when somebody else wrote there
   */
  write(month: string, number: number, lines: readonly string[]): Promise<Spot>;
  /** Ends a month with the lines that come before the number, and says which is the next; as `write`. */
  end(month: string, number: number, next: string): Promise<void>;
  /** Takes away what a write has left, or leaves yet, of which it is not known whether it happened. */
  settle(): Promise<void>;
  /**
   * From here on nobody takes away what was read: what comes next is built on it.
   *
   * @throws OvertakenError when it is no longer as it was read
   */
  hold(read: LineGroup): Promise<void>;
}

/** @param groups where several processes may write, though one is meant to: each change of a group has a version of its own */
export function createGroupWriter(groups: Collection<LineGroup>, gateway: string): GroupWriter {
  /** The group whose write failed, so that it is not known whether it happened, or will yet; as it would be stored. */
  let doubtful: LineGroup | undefined;

  /**
   * Takes the place of a group that may still be on its way: once it is taken by nothing, what comes late finds it taken. What
   * somebody else wrote is left where it is, and so are own lines of a later version: somebody has read them and holds them. They
   * say too much, never too little.
   */
  async function settle(): Promise<void> {
    if (doubtful === undefined) return;
    const { followedBy: _, ...place } = doubtful;
    const nothing: LineGroup = { ...place, version: 1, lines: [] };
    const stored = await insertUnlessTaken(nothing);
    const isOwn = stored?.version === doubtful.version && isSame(stored, doubtful);
    if (stored && !stored.followedBy && (isOwn || stored.lines.length === 0)) {
      await groups.replace({ ...nothing, version: stored.version });
    }
    doubtful = undefined;
  }

  /** @returns what is stored in its place already; undefined when it was inserted */
  async function insertUnlessTaken(group: LineGroup): Promise<LineGroup | undefined> {
    try {
      await groups.insert(group);
      return undefined;
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
      const stored = await groups.get(group.id);
      if (stored === undefined) throw new OvertakenError(undefined, { cause: error });
      return stored;
    }
  }

  async function put(month: string, number: number, content: Pick<LineGroup, 'lines' | 'followedBy'>) {
    await settle();
    const group = { id: `${gateway} ${month} ${number}`, version: 1, gateway, month, number, ...content };
    let asStored = group;
    try {
      const stored = await insertUnlessTaken(group);
      // An answer may be lost between store and driver, which then asks again.
      if (stored === undefined || isSame(stored, group)) return;
      if (stored.lines.length > 0 || stored.followedBy) throw new OvertakenError();
      asStored = { ...group, version: stored.version + 1 };
      await groups.replace({ ...group, version: stored.version });
    } catch (error) {
      if (error instanceof ConflictError) throw new OvertakenError(undefined, { cause: error });
      // Of somebody else's group nothing is ever taken away: that this one has no place is known for sure.
      if (!(error instanceof OvertakenError)) doubtful = asStored;
      throw error;
    }
  }

  return {
    settle,
    async write(month, number, lines) {
      await put(month, number, { lines });
      return { group: number, offset: lines.length - 1 };
    },
    end: (month, number, next) => put(month, number, { lines: [], followedBy: next }),
    async hold(read) {
      try {
        await groups.replace(read);
      } catch (error) {
        throw error instanceof ConflictError ? new OvertakenError(undefined, { cause: error }) : error;
      }
    },
  };
}

function isSame(one: LineGroup, other: LineGroup): boolean {
  return (
    one.followedBy === other.followedBy &&
    one.lines.length === other.lines.length &&
    one.lines.every((line, place) => line === other.lines[place])
  );
}
