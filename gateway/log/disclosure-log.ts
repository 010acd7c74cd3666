import type { DisclosureEntry } from './disclosure-entry.ts';

/** Where disclosures are recorded. */
export interface DisclosureLog {
  /** Resolves when the entry is durable. @throws Error when it cannot be written */
  append(entry: DisclosureEntry): Promise<void>;
  /** Writes something to see that entries can be. @throws Error in words for anyone, when they cannot */
  check(): Promise<void>;
  /** Finishes what is under way. */
  close(): Promise<void>;
}
