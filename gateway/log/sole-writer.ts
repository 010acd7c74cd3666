import { createReadingPauses } from './reading-pauses.ts';
import { OvertakenError, ReplacedError } from './segment/overtaken-error.ts';
import type { SegmentWriter } from './segment/segment.ts';

/** What one of several processes with one name does to a segment: one at a time writes it, and goes on behind what another has written. */
export interface SoleWriter {
  /** From here on this process serves: the next job claims the segment, or the first one for which the store lets it. */
  serve(): void;
  /**
   * Does a job again behind what another process has written, once that was read.
   *
   * @throws what the job throws, ReplacedError while another process writes the segment
   */
  run(job: () => Promise<void>): Promise<void>;
}

/** After so long, in milliseconds, the process before has found out that it is replaced: it looks each second. */
const seenWithin = 3_000;

/**
 * @param readOn reads what is there, as at a start
 * @param tell is told a line about each other process
 */
export function createSoleWriter(
  segment: SegmentWriter,
  readOn: () => Promise<void>,
  tell: (line: string) => void,
): SoleWriter {
  let isServing = false;
  let isReplaced = false;
  /** When the segment was claimed, by `performance.now()`. */
  let claimed: number | undefined;
  const inPauses = createReadingPauses();

  /** Whether the one before may not have seen yet that it is replaced: it then takes numbers as quickly as this one reads on. */
  const isFresh = () => claimed !== undefined && performance.now() - claimed < seenWithin;

  /**
   * What another process wrote is checked and chained like what is found at a start; unless that one has taken the segment
   * over, and lives.
   *
   * @throws what it was given, where it is not gone on; ReplacedError
   */
  async function goOnBehind(overtaken: OvertakenError): Promise<void> {
    await segment.settle();
    await segment.confirm().catch(unlessReadOn);
    tell(`Log: ${overtaken.message}.`);
    const read = () => readOn().then(() => true);
    if (!(isFresh() ? await read() : await inPauses(read))) throw overtaken;
  }

  /** Whoever was overtaken has written nothing: once it is read on, it may be written where it is due now. */
  async function goingOn(job: () => Promise<void>): Promise<void> {
    for (let isAgain = false; ; isAgain = true) {
      try {
        await job();
        return;
      } catch (error) {
        if (!isToReadOn(error) || (isAgain && !isFresh())) throw error;
        await goOnBehind(error);
      }
    }
  }

  return {
    serve() {
      isServing = true;
    },
    async run(job) {
      try {
        if (isServing && claimed === undefined) {
          await segment.claim();
          claimed = performance.now();
        }
        await goingOn(job);
        isReplaced = false;
      } catch (error) {
        // It says so once.
        if (error instanceof ReplacedError && !isReplaced) {
          isReplaced = true;
          tell(`Log: ${error.message}.`);
        }
        throw error;
      }
    },
  };
}

/** Whether another process wrote, and this one may go on behind it. */
function isToReadOn(error: unknown): error is OvertakenError {
  return error instanceof OvertakenError && !(error instanceof ReplacedError);
}

function unlessReadOn(error: unknown): void {
  if (!isToReadOn(error)) throw error;
}
