import type { Collection } from '../../../subgraphs/kit/store/port.ts';
import { openClaimPlace, type ClaimDocument } from './claim-place.ts';
import { createOtherWriters } from './other-writers.ts';
import { OvertakenError, ReplacedError } from './overtaken-error.ts';

/**
 * Which of several processes writes a segment: the one that has claimed it last, as long as it lives. The store says which that is, by
 * what it keeps; no clock is asked, so that all of them see the same one.
 */
export interface WriterClaim {
  /** @throws ReplacedError where this process is about to end and another one has it */
  claim(): Promise<void>;
  /**
   * @throws ReplacedError when another process has claimed it since, and is given way to; OvertakenError when it is not, so that it
   *   was claimed again and has to be read on. Nothing is thrown before the first claim
   */
  confirm(): Promise<void>;
  /** The same, without looking where that was done a moment ago: for each write. */
  confirmNowAndThen(): Promise<void>;
  /** This process is about to end: it keeps what it has, and takes it from nobody who lives (decision 0216). */
  leave(): void;
  /** Whoever was replaced may go on. */
  release(): Promise<void>;
}

/** In milliseconds. */
const times = {
  /** How long what was seen is believed. Meanwhile the numbers of the groups keep two writers apart. */
  believed: 1_000,
  /** Between two signs of life. */
  beat: 2_000,
} as const;

/** What a process knows of its claim. */
interface Standing {
  /** As this process has stored it. */
  readonly held: ClaimDocument;
  /** Moment of `performance.now()` at which the store was asked. */
  readonly looked: number;
  /** Who has it instead. */
  readonly replaced?: ReplacedError;
}

export function createWriterClaim(claims: Collection<ClaimDocument>, gateway: string): WriterClaim {
  const place = openClaimPlace(claims, gateway);
  const others = createOtherWriters();
  /** Undefined before the first claim. */
  let standing: Standing | undefined;
  let beating: NodeJS.Timeout | undefined;

  const hold = (held: ClaimDocument) => (standing = { held, looked: performance.now() });
  const isRecent = ({ looked }: Standing) => performance.now() - looked < times.believed;

  async function take(before: ClaimDocument | undefined): Promise<boolean> {
    const taken = await place.take(before);
    if (taken === undefined) return false;
    others.tookFrom(before?.token);
    hold(taken);
    return true;
  }

  async function claim(): Promise<void> {
    const before = await look();
    if (others.isLeaving() && before && others.whyNot(before) === undefined)
      throw new ReplacedError(nameOf(before));
    // Another one starts, or gives a sign of life, at this moment: one of the two is the last.
    if (!(await take(before))) await claim();
    beating ??= setInterval(() => void beat(), times.beat).unref();
  }

  /** A store that is away is no reason to give way: the next write tells. */
  async function beat(): Promise<void> {
    if (standing === undefined || standing.replaced) return;
    try {
      const held = await place.renew(standing.held);
      // Meanwhile it may have been found that another one has it since.
      if (held) standing = { ...standing, held };
      else await confirm();
    } catch {
      await confirm().catch(() => undefined);
    }
  }

  async function look(): Promise<ClaimDocument | undefined> {
    try {
      return await place.read();
    } catch (error) {
      others.couldNotLook();
      throw error;
    }
  }

  async function confirm(): Promise<void> {
    if (standing === undefined) return;
    if (standing.replaced && isRecent(standing)) throw standing.replaced;
    const stored = await look();
    if (stored === undefined || place.isMine(stored)) {
      hold(stored ?? standing.held);
      return;
    }
    const replaced = new ReplacedError(nameOf(stored));
    standing = { ...standing, looked: performance.now(), replaced };
    const why = others.whyNot(stored);
    if (why === undefined || !(await take(stored))) throw replaced;
    throw new OvertakenError(
      `${nameOf(stored)} wrote this part of the log, and ${why}: this process writes it again`,
    );
  }

  return {
    claim,
    confirm,
    async confirmNowAndThen() {
      if (standing && (standing.replaced || !isRecent(standing))) await confirm();
    },
    leave: others.leave,
    async release() {
      clearInterval(beating);
      if (standing && !standing.replaced) await place.letGo();
    },
  };
}

function nameOf({ host, process: number }: ClaimDocument): string {
  return `process ${number} on ${host}`;
}
