import type { Collection, Stored } from '../../../subgraphs/kit/store/port.ts';
import { DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';

/** Lines that were written at once. */
export interface LineGroup extends Stored {
  readonly gateway: string;
  readonly month: string;
  /** Number of the first of them in its month. */
  readonly number: number;
  readonly lines: readonly string[];
}

/** Writes lines into a store, a group a document. */
export interface GroupWriter {
  /** When it rejects, none of the lines is kept, or they are taken away before anything else is written. */
  write(month: string, number: number, lines: readonly string[]): Promise<void>;
}

export function createGroupWriter(groups: Collection<LineGroup>, gateway: string): GroupWriter {
  /** The group whose write failed, so that it is not known whether it happened. */
  let doubtful: LineGroup | undefined;
  /** A group that was emptied, whose place is taken. */
  let emptied: LineGroup | undefined;

  async function takeBack(): Promise<void> {
    const stored = doubtful && (await groups.get(doubtful.id));
    if (stored) emptied = await groups.replace({ ...stored, lines: [] });
    doubtful = undefined;
  }

  return {
    async write(month, number, lines) {
      await takeBack();
      const id = `${gateway} ${month} ${number}`;
      const group = { id, version: emptied?.id === id ? emptied.version : 1, gateway, month, number, lines };
      try {
        if (emptied?.id === id) await groups.replace(group);
        else await groups.insert(group);
      } catch (error) {
        // Of somebody else's group nothing is ever taken away: that this one has no place is known for sure.
        if (!(error instanceof DuplicateError)) doubtful = group;
        throw error;
      }
      emptied = undefined;
    },
  };
}
