import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Collection, CollectionSpec, Stored } from '../../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';
import { OvertakenError, ReplacedError } from './overtaken-error.ts';

/** Who writes a segment; the name of the gateway is the id. Its version rises as long as that process lives. */
export interface ClaimDocument extends Stored {
  /** Of this process and no other, not even of one with the same number on the same machine. */
  readonly token: string;
  readonly host: string;
  readonly process: number;
  /** It ended in good order. */
  readonly isOver?: true;
}

export const claimDocuments: CollectionSpec<ClaimDocument> = { name: 'disclosureWriters', indexes: [] };

/**
 * Which of several processes writes a segment: the one that has claimed it last, as long as it lives. The store says which that is, by
 * what it keeps; no clock is asked, so that all of them see the same one.
 */
export interface WriterClaim {
  claim(): Promise<void>;
  /**
   * @throws ReplacedError when another process has claimed it since, and lives; OvertakenError when that one has ended, so that it
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
  /** Who gave none for so long, by the clock of the one who looks, has ended. */
  silence: 10_000,
} as const;

export function createWriterClaim(claims: Collection<ClaimDocument>, gateway: string): WriterClaim {
  const mine = { id: gateway, token: randomUUID(), host: hostname(), process: process.pid };
  /** As it is stored; undefined before the first claim. */
  let held: ClaimDocument | undefined;
  let looked = -Infinity;
  let replaced: ReplacedError | undefined;
  /** The last sign of life of the process that replaced this one. */
  let sign: { readonly version: number; readonly token: string; readonly since: number } | undefined;
  let beating: NodeJS.Timeout | undefined;

  function hold(stored: ClaimDocument): void {
    held = stored;
    looked = performance.now();
    [replaced, sign] = [undefined, undefined];
    beating ??= setInterval(() => void beat(), times.beat).unref();
  }

  function stopBeating(): void {
    clearInterval(beating);
    beating = undefined;
  }

  async function claim(): Promise<void> {
    const stored = await claims.get(gateway);
    const first = { ...mine, version: 1 };
    try {
      if (stored) hold(await claims.replace({ ...mine, version: stored.version }));
      else {
        await claims.insert(first);
        hold(first);
      }
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof DuplicateError)) throw error;
      // Another one starts, or gives a sign of life, at this moment: one of the two is the last.
      await claim();
    }
  }

  /** A store that is away is no reason to give way: the next write tells. */
  async function beat(): Promise<void> {
    if (held === undefined || replaced) return;
    try {
      held = await claims.replace(held);
    } catch {
      await confirm().catch(() => undefined);
    }
  }

  async function look(): Promise<ClaimDocument | undefined> {
    try {
      return await claims.get(gateway);
    } catch (error) {
      // Who could not be seen has not been silent.
      sign = undefined;
      throw error;
    }
  }

  function hasEnded({ version, token, isOver }: ClaimDocument): boolean {
    const now = performance.now();
    if (sign?.version !== version || sign.token !== token) sign = { version, token, since: now };
    return isOver === true || now - sign.since > times.silence;
  }

  async function confirm(): Promise<void> {
    if (held === undefined) return;
    if (replaced && performance.now() - looked < times.believed) throw replaced;
    const stored = await look();
    looked = performance.now();
    if (stored === undefined) return;
    if (stored.token === mine.token) {
      held = stored;
      return;
    }
    stopBeating();
    const other = `process ${stored.process} on ${stored.host}`;
    replaced = new ReplacedError(other);
    if (!hasEnded(stored)) throw replaced;
    const again = await claims.replace({ ...mine, version: stored.version }).catch((error: unknown) => {
      throw error instanceof ConflictError ? replaced : error;
    });
    hold(again);
    throw new OvertakenError(
      `${other} wrote this part of the log, and has ended: this process writes it again`,
    );
  }

  return {
    claim,
    confirm,
    async confirmNowAndThen() {
      if (replaced || performance.now() - looked > times.believed) await confirm();
    },
    async release() {
      stopBeating();
      if (held === undefined || replaced) return;
      const stored = await claims.get(gateway);
      if (stored?.token !== mine.token) return;
      await claims.replace({ ...stored, isOver: true }).catch((error: unknown) => {
        if (!(error instanceof ConflictError)) throw error;
      });
    },
  };
}
