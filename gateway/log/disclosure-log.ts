import type { DisclosureEntry } from './disclosure-entry.ts';

/** Where disclosures are recorded. */
export interface DisclosureLog {
  /** Resolves when the entry is durable. @throws Error when it cannot be written */
  append(entry: DisclosureEntry): Promise<void>;
  /** Finishes what is under way. */
  close(): Promise<void>;
}
