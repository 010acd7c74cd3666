import type { JWK } from 'jose';
import type { DisclosureEntry } from './disclosure-entry.ts';
import type { LogIndex } from './index/log-index.ts';
import type { SegmentReader } from './segment/segment.ts';

/** Where disclosures are recorded. */
export interface DisclosureLog {
  /**
   * Resolves when the entry is durable.
   *
   * @param until moment of `performance.now()` until which it is waited for, or a second if that is later; no end if left out
   * @throws Error when it cannot be written, or is not by then. What was being written is written all the same: the log then
   * says too much, never too little
   */
  append(entry: DisclosureEntry, until?: number): Promise<void>;
  /**
   * Writes something to see that entries can be.
   *
   * @param until as of `append`
   * @throws Error in words for anyone, when they cannot
   */
  check(until?: number): Promise<void>;
  /**
   * From now on this process answers: of several with one name it is the one that records. To be called once it listens, and not by
   * one that may yet fail to; absent where entries are not kept.
   */
  takeOver?(): void;
  /**
   * This process was told to stop, and goes on answering for a while: it records as before, and takes the log from no other process of
   * its name that lives. Absent as `takeOver`.
   */
  leave?(): void;
  /** Finishes what is under way. */
  close(): Promise<void>;
  /** Reads what was recorded; absent where entries are not kept. */
  readonly kept?: KeptEntries;
}

/** The entries of all gateways that write into one log, for reading. */
export interface KeptEntries {
  readonly index: LogIndex;
  /** The keys of the log that this gateway was given, those of before and those that are to sign next included. Not the log's own word. */
  readonly keys: readonly JWK[];
  segments(): Promise<readonly SegmentReader[]>;
  /** Signs a report over the log with this gateway's key: see `report/sign-report.ts`. */
  sign(report: string): Promise<string>;
}
