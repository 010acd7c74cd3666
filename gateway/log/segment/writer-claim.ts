import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Collection, CollectionSpec, Stored } from '../../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';
import { ReplacedError } from './overtaken-error.ts';

/** Who writes a segment; the name of the gateway is the id. */
export interface ClaimDocument extends Stored {
  /** Of this process and no other, not even of one with the same number on the same machine. */
  readonly token: string;
  readonly host: string;
  readonly process: number;
}

export const claimDocuments: CollectionSpec<ClaimDocument> = { name: 'disclosureWriters', indexes: [] };

/**
 * Which of several processes writes a segment: the one that has claimed it last. The store says which that is, by what it keeps; no
 * clock is asked, so that all of them see the same one.
 */
export interface WriterClaim {
  claim(): Promise<void>;
  /** @throws ReplacedError when another process has claimed it since; then each time, without looking again */
  confirm(): Promise<void>;
  /** The same, without looking where that was done a moment ago: for each write. */
  confirmNowAndThen(): Promise<void>;
}

/** How long what was seen is believed, in milliseconds. Meanwhile the numbers of the groups keep two writers apart. */
const believedFor = 1_000;

export function createWriterClaim(claims: Collection<ClaimDocument>, gateway: string): WriterClaim {
  const mine = { id: gateway, token: randomUUID(), host: hostname(), process: process.pid };
  let isClaimed = false;
  let seen = -Infinity;
  let replaced: ReplacedError | undefined;

  async function claim(): Promise<void> {
    const stored = await claims.get(gateway);
    try {
      if (stored) await claims.replace({ ...mine, version: stored.version });
      else await claims.insert({ ...mine, version: 1 });
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof DuplicateError)) throw error;
      // Another one starts at this moment: one of the two is the last.
      await claim();
      return;
    }
    isClaimed = true;
    seen = performance.now();
  }

  async function confirm(): Promise<void> {
    if (replaced) throw replaced;
    if (!isClaimed) return;
    const stored = await claims.get(gateway);
    seen = performance.now();
    if (stored === undefined || stored.token === mine.token) return;
    replaced = new ReplacedError(`process ${stored.process} on ${stored.host}`);
    throw replaced;
  }

  return {
    claim,
    confirm,
    async confirmNowAndThen() {
      if (replaced || performance.now() - seen > believedFor) await confirm();
    },
  };
}
