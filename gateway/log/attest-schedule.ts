/** When witnesses are told that this process lives, though it wrote nothing. */
export interface AttestSchedule {
  /** They were sent something: the next is due so long after it. */
  later(): void;
  /** Tells them now, and again by itself. Never rejects. */
  now(): Promise<void>;
  /** Nobody is told anything by itself any more. */
  end(): void;
}

/** After an attempt that failed, in milliseconds. */
const again = 60_000;

/**
 * @param every milliseconds: witnesses take a silence of more than that for a sender that was switched off
 * @param attest tells them
 * @param tell is told why that failed
 */
export function createAttestSchedule(
  every: number,
  attest: () => Promise<void>,
  tell: (error: unknown) => void,
): AttestSchedule {
  let attesting: NodeJS.Timeout | undefined;
  let isOver = false;

  function later(pause = every): void {
    clearTimeout(attesting);
    if (!isOver) attesting = setTimeout(() => void now(), pause).unref();
  }

  async function now(): Promise<void> {
    try {
      await attest();
      later();
    } catch (error) {
      tell(error);
      // Witnesses count from the last one that they have: a store that was away for a moment is asked again soon.
      later(Math.min(every, again));
    }
  }

  return {
    later: () => later(),
    now,
    end() {
      isOver = true;
      clearTimeout(attesting);
    },
  };
}
