import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Collection, CollectionSpec, Stored } from '../../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';
import { createOtherWriters, type SeenClaim } from './other-writers.ts';
import { OvertakenError, ReplacedError } from './overtaken-error.ts';

/** Who writes a segment; the name of the gateway is the id. Its version rises as long as that process lives. */
export interface ClaimDocument extends Stored, SeenClaim {
  readonly version: number;
  readonly host: string;
  readonly process: number;
}

export const claimDocuments: CollectionSpec<ClaimDocument> = { name: 'disclosureWriters', indexes: [] };

/**
 * Which of several processes writes a segment: the one that has claimed it last, as long as it lives. The store says which that is, by
 * what it keeps; no clock is asked, so that all of them see the same one.
 */
export interface WriterClaim {
  claim(): Promise<void>;
  /**
   * @throws ReplacedError when another process has claimed it since, and is given way to; OvertakenError when it is not, so that it
   *   was claimed again and has to be read on. Nothing is thrown before the first claim
   */
  confirm(): Promise<void>;
  /** The same, without looking where that was done a moment ago: for each write. */
  confirmNowAndThen(): Promise<void>;
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
  const mine = { id: gateway, token: randomUUID(), host: hostname(), process: process.pid };
  const others = createOtherWriters();
  /** Undefined before the first claim. */
  let standing: Standing | undefined;
  let beating: NodeJS.Timeout | undefined;

  const hold = (held: ClaimDocument) => (standing = { held, looked: performance.now() });

  async function claim(): Promise<void> {
    const stored = await claims.get(gateway);
    try {
      hold(await (stored ? take(stored) : claims.insert(first).then(() => first)));
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof DuplicateError)) throw error;
      // Another one starts, or gives a sign of life, at this moment: one of the two is the last.
      await claim();
    }
    beating ??= setInterval(() => void beat(), times.beat).unref();
  }

  const first = { ...mine, version: 1 };

  async function take({ version, token, isOver }: ClaimDocument): Promise<ClaimDocument> {
    const taken = await claims.replace({ ...mine, version, ...(isOver && { after: token }) });
    others.tookFrom(token);
    return taken;
  }

  /** A store that is away is no reason to give way: the next write tells. */
  async function beat(): Promise<void> {
    if (standing === undefined || standing.replaced) return;
    try {
      const held = await claims.replace(standing.held);
      // Meanwhile it may have been found that another one has it since.
      standing = { ...standing, held };
    } catch {
      await confirm().catch(() => undefined);
    }
  }

  async function look(): Promise<ClaimDocument | undefined> {
    try {
      return await claims.get(gateway);
    } catch (error) {
      others.couldNotLook();
      throw error;
    }
  }

  const isRecent = ({ looked }: Standing) => performance.now() - looked < times.believed;

  async function confirm(): Promise<void> {
    if (standing === undefined) return;
    if (standing.replaced && isRecent(standing)) throw standing.replaced;
    const stored = await look();
    if (stored === undefined || stored.token === mine.token) {
      hold(stored ?? standing.held);
      return;
    }
    const other = `process ${stored.process} on ${stored.host}`;
    const replaced = new ReplacedError(other);
    standing = { ...standing, looked: performance.now(), replaced };
    const why = others.whyNot(stored);
    if (why === undefined) throw replaced;
    const again = await take(stored).catch((error: unknown) => {
      throw error instanceof ConflictError ? replaced : error;
    });
    hold(again);
    throw new OvertakenError(`${other} wrote this part of the log, and ${why}: this process writes it again`);
  }

  return {
    claim,
    confirm,
    async confirmNowAndThen() {
      if (standing && (standing.replaced || !isRecent(standing))) await confirm();
    },
    async release() {
      clearInterval(beating);
      if (standing === undefined || standing.replaced) return;
      const stored = await claims.get(gateway);
      if (stored?.token !== mine.token) return;
      await claims.replace({ ...stored, isOver: true }).catch((error: unknown) => {
        if (!(error instanceof ConflictError)) throw error;
      });
    },
  };
}
