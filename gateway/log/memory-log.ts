import type { DisclosureEntry } from './disclosure-entry.ts';
import type { DisclosureLog } from './disclosure-log.ts';

/** A log that ends with the process; of its entries only the last ones are kept. */
export interface MemoryLog extends DisclosureLog {
  /** Oldest first. */
  entries(): readonly DisclosureEntry[];
}

/** @param most how many entries are kept */
export function memoryLog(most = 10_000): MemoryLog {
  let kept: DisclosureEntry[] = [];
  return {
    async append(entry) {
      kept.push(entry);
      if (kept.length > 2 * most) kept = kept.slice(-most);
    },
    check: async () => {},
    close: async () => {},
    entries: () => kept.slice(-most),
  };
}
