import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Collection, CollectionSpec, Stored } from '../../../subgraphs/kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../../subgraphs/kit/store/store-errors.ts';
import type { SeenClaim } from './other-writers.ts';

/** Who writes a segment; the name of the gateway is the id. Its version rises as long as that process lives. */
export interface ClaimDocument extends Stored, SeenClaim {
  readonly version: number;
  readonly host: string;
  readonly process: number;
}

export const claimDocuments: CollectionSpec<ClaimDocument> = { name: 'disclosureWriters', indexes: [] };

/** Where it stands who writes a segment, as one process reads and changes it. */
export interface ClaimPlace {
  read(): Promise<ClaimDocument | undefined>;
  isMine(claim: ClaimDocument): boolean;
  /**
   * Puts this process in the place of whoever had it.
   *
   * @param before what stands there; undefined where nobody had it
   * @returns what stands there then; undefined when another one was quicker, if only with a sign of life
   */
  take(before: ClaimDocument | undefined): Promise<ClaimDocument | undefined>;
  /** Gives a sign of life. @returns as `take` */
  renew(held: ClaimDocument): Promise<ClaimDocument | undefined>;
  /** Says that this process has ended, unless another one stands there. */
  letGo(): Promise<void>;
}

export function openClaimPlace(claims: Collection<ClaimDocument>, gateway: string): ClaimPlace {
  const mine = { id: gateway, token: randomUUID(), host: hostname(), process: process.pid };
  const isMine = ({ token }: ClaimDocument) => token === mine.token;
  const first: ClaimDocument = { ...mine, version: 1 };

  async function letGo(): Promise<void> {
    const stored = await claims.get(gateway);
    if (!stored || !isMine(stored)) return;
    const over = await unlessChanged(claims.replace({ ...stored, isOver: true }));
    // A sign of life of its own that was still on its way came between.
    if (!over) await letGo();
  }

  return {
    read: () => claims.get(gateway),
    isMine,
    async take(before) {
      if (before === undefined) return unlessChanged(claims.insert(first).then(() => first));
      const { version, isOver, unended = 0 } = before;
      return unlessChanged(claims.replace({ ...mine, version, unended: isOver ? unended : unended + 1 }));
    },
    renew: (held) => unlessChanged(claims.replace(held)),
    letGo,
  };
}

async function unlessChanged<T>(change: Promise<T>): Promise<T | undefined> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof ConflictError || error instanceof DuplicateError) return undefined;
    throw error;
  }
}
