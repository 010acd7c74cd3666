import type { Collection, Stored } from '../../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';
import { OvertakenError } from './overtaken-error.ts';

/** Lines that were written at once. */
export interface LineGroup extends Stored {
  readonly gateway: string;
  readonly month: string;
  /** Number of the first of them in its month. */
  readonly number: number;
  /** Empty for a group that was taken back, or archived. */
  readonly lines: readonly string[];
}

/** Writes lines into a store, a group a document. */
export interface GroupWriter {
  /**
   * When it rejects, none of the lines is kept, or they are taken away before anything else is written.
   *
   * @throws OvertakenError when somebody else wrote there
   */
  write(month: string, number: number, lines: readonly string[]): Promise<void>;
  /** Takes away what a write has left, or leaves yet, of which it is not known whether it happened. */
  settle(): Promise<void>;
}

export function createGroupWriter(groups: Collection<LineGroup>, gateway: string): GroupWriter {
  /** The group whose write failed, so that it is not known whether it happened, or will yet. */
  let doubtful: LineGroup | undefined;

  /**
   * Takes the place of a group that may still be on its way: once it is taken by nothing, what comes late finds it taken. Lines
   * of somebody else are left where they are.
   */
  async function settle(): Promise<void> {
    if (doubtful === undefined) return;
    const { lines } = doubtful;
    await put({ ...doubtful, lines: [] }, lines).catch((error: unknown) => {
      if (!(error instanceof OvertakenError)) throw error;
    });
    doubtful = undefined;
  }

  /** @param own lines that may stand in its place, besides none */
  async function put(group: LineGroup, own: readonly string[]): Promise<void> {
    try {
      await groups.insert(group);
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
      const stored = await groups.get(group.id);
      if (stored === undefined || !(stored.lines.length === 0 || isSame(stored.lines, own)))
        throw new OvertakenError();
      await groups.replace({ ...group, version: stored.version });
    }
  }

  return {
    settle,
    async write(month, number, lines) {
      await settle();
      const group = { id: `${gateway} ${month} ${number}`, version: 1, gateway, month, number, lines };
      try {
        await put(group, lines);
      } catch (error) {
        if (error instanceof ConflictError) throw new OvertakenError({ cause: error });
        // Of somebody else's group nothing is ever taken away: that this one has no place is known for sure.
        if (!(error instanceof OvertakenError)) doubtful = group;
        throw error;
      }
    },
  };
}

function isSame(lines: readonly string[], others: readonly string[]): boolean {
  return lines.length === others.length && lines.every((line, place) => line === others[place]);
}
