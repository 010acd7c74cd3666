import { ReplacedError } from './segment/overtaken-error.ts';

/** When heads are signed, besides whenever somebody asks. */
export interface SealSchedule {
  /** What is written, here or by another process of this gateway and read on, is signed before long. */
  soon(): void;
  /** What can be written can be signed again: nobody waits for the end of a longer pause. */
  asUsual(): void;
  /** Signs now, and again by itself where that fails. Never rejects. */
  inTime(): Promise<void>;
  /** Signs now. */
  now(): Promise<void>;
  /** Nothing is signed by itself any more. */
  end(): void;
}

/** What is sealed, and who is told where that fails. */
interface Sealed {
  /** Milliseconds from an entry to its head, at the latest. */
  readonly every: number;
  hasUnsealed(): boolean;
  seal(): Promise<void>;
  tell(error: unknown): void;
}

/** Between two attempts to sign a head, in milliseconds. */
const longestPause = 60_000;

export function createSealSchedule({ every, hasUnsealed, seal, tell }: Sealed): SealSchedule {
  let sealing: NodeJS.Timeout | undefined;
  /** Longer after each attempt that failed. */
  let pause = every;
  let isOver = false;

  function forget(): void {
    clearTimeout(sealing);
    sealing = undefined;
  }

  function soon(): void {
    if (isOver || !hasUnsealed()) return;
    sealing ??= setTimeout(() => void inTime(), pause).unref();
  }

  function now(): Promise<void> {
    forget();
    return seal();
  }

  async function inTime(): Promise<void> {
    try {
      await now();
      pause = every;
    } catch (error) {
      tell(error);
      pause = Math.min(2 * pause, Math.max(longestPause, every));
      if (!(error instanceof ReplacedError)) soon();
    }
  }

  return {
    soon,
    asUsual() {
      if (pause === every) return;
      pause = every;
      forget();
    },
    inTime,
    now,
    end() {
      isOver = true;
      forget();
    },
  };
}
