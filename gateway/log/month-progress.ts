import { addLeaf, emptyFrontier, emptyRoot, rootOf, type Frontier, type Hash } from './proof/merkle-tree.ts';
import type { DueEntry } from './segment/segment.ts';

/** Where the chain stands: what the next entry has to say of itself. */
export interface Link {
  /** Number of the next entry of this gateway; the first has 0. */
  readonly sequence: number;
  /** Leaf hash of the entry before, base64url; the root of the empty tree where there is none. */
  readonly previous: string;
}

/** Before the first entry of all. */
export const firstLink: Link = { sequence: 0, previous: base64url(emptyRoot) };

/** How far a month of a gateway's log has got: all that its next entry and its next head are made of. */
export interface MonthProgress {
  readonly gateway: string;
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  /** The link at which the month began. */
  readonly began: Link;
  readonly next: Link;
  /** The tree over the entries of the month. */
  readonly tree: Frontier;
}

/** A month without entries, which goes on where the one before ended. */
export function beginMonth(gateway: string, month: string, began: Link): MonthProgress {
  return { gateway, month, began, next: began, tree: emptyFrontier };
}

/** The month with one entry more. */
export function addEntry(progress: MonthProgress, hash: Hash): MonthProgress {
  return {
    ...progress,
    next: { sequence: progress.next.sequence + 1, previous: base64url(hash) },
    tree: addLeaf(progress.tree, hash),
  };
}

/** Where the next entry of the month is written. */
export function dueIn({ month, tree }: MonthProgress): DueEntry {
  return { month, number: tree.size + 1 };
}

/** What a signed head says: the state of a month of the log at an instant. */
export interface TreeHead {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly gateway: string;
  readonly month: string;
  /** Sequence of the month's first entry: the leaf of an entry is its sequence less this. */
  readonly first: number;
  /** Hash of the entry before the month's first, base64url: links the heads of the months. */
  readonly previous: string;
  /** Number of entries of the month. */
  readonly size: number;
  /** Hash of the last of them, base64url. */
  readonly last: string;
  /** Root of the tree over them (RFC 9162, 2.1.1), base64url. */
  readonly root: string;
  /** Whether its process ends in good order. Such a head is sent to witnesses, and not kept in the log. */
  readonly end?: true;
}

/** The head of a month as it is now. */
export function headOf({ gateway, month, began, next, tree }: MonthProgress, at: string): TreeHead {
  return {
    at,
    gateway,
    month,
    first: began.sequence,
    previous: began.previous,
    size: tree.size,
    last: next.previous,
    root: base64url(rootOf(tree)),
  };
}

/** The link at which the month after a closed one begins. */
export function linkAfter({ first, size, last }: TreeHead): Link {
  return { sequence: first + size, previous: last };
}

/** Bytes as base64url, without padding. */
function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
