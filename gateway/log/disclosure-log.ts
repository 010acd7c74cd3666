import type { DisclosureEntry } from './disclosure-entry.ts';
import type { LogIndex } from './index/log-index.ts';

/** Where disclosures are recorded. */
export interface DisclosureLog {
  /** Resolves when the entry is durable. @throws Error when it cannot be written */
  append(entry: DisclosureEntry): Promise<void>;
  /** Writes something to see that entries can be. @throws Error in words for anyone, when they cannot */
  check(): Promise<void>;
  /** Finishes what is under way. */
  close(): Promise<void>;
  /** Finds what was recorded; absent where entries are not kept. */
  readonly index?: LogIndex;
}
