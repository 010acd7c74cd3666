import type { Collection } from '../../../subgraphs/kit/store/port.ts';
import { DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';
import type { LineGroup } from './group-writer.ts';
import { OvertakenError } from './overtaken-error.ts';
import type { Spot } from './segment.ts';

/** Writes the signed heads of a gateway into a store, each a document. */
export interface HeadWriter {
  /**
   * Whatever becomes of it, a head is never taken away: somebody may have it already, and what it says of its entries holds
   * (decision 0178).
   *
   * @returns the place before it
   * @throws OvertakenError when somebody else's head is there
   */
  write(month: string, size: number, head: string): Promise<Spot>;
}

export function createHeadWriter(groups: Collection<LineGroup>, gateway: string): HeadWriter {
  /** The head of which the answer was lost; over the same entries it is as good as the next. */
  let doubtful: string | undefined;
  return {
    async write(month, size, head) {
      const sent = [head, doubtful];
      doubtful = head;
      const id = `${gateway} ${month} ${size}`;
      const group: LineGroup = { id, version: 1, gateway, month, number: size, lines: [head] };
      try {
        await groups.insert(group);
      } catch (error) {
        if (!(error instanceof DuplicateError)) throw error;
        const stored = await groups.get(id);
        const [line] = stored?.lines ?? [];
        // Taken back by a version of before.
        if (stored && line === undefined) await groups.replace({ ...group, version: stored.version });
        else if (!sent.includes(line)) throw new OvertakenError(undefined, { cause: error });
      }
      doubtful = undefined;
      return { group: size, offset: 0 };
    },
  };
}
