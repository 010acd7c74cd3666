import {
  NoSuchStoreError,
  StoreError,
  StoreVersionError,
} from '../../../subgraphs/kit/store/store-errors.ts';

/** In milliseconds. */
const times = { between: 600_000, most: 12 * 3_600_000 } as const;

/** What waits and who is told, in words without any value. */
interface Trying {
  wait(milliseconds: number): Promise<unknown>;
  tell(line: string): void;
}

/** Whether a log could not be read now, and may be later: its store is away. One that is named wrongly stays so. */
export function isAway(error: unknown): error is StoreError {
  const stays = error instanceof NoSuchStoreError || error instanceof StoreVersionError;
  return error instanceof StoreError && !stays;
}

/**
 * Reads a log whose store may be away at the hour at which it is to be read: it is tried again, until the day has come on which
 * somebody has to hear of it. What is found is found.
 *
 * @throws StoreError in the end; any other error at once
 */
export async function tryUntilRead<Read>(read: () => Promise<Read>, { wait, tell }: Trying): Promise<Read> {
  for (let waited = 0; ; waited += times.between) {
    try {
      return await read();
    } catch (error) {
      if (!isAway(error) || waited >= times.most) throw error;
      tell(`The log was not read (${error.message}): it is tried again in ten minutes.`);
      await wait(times.between);
    }
  }
}
