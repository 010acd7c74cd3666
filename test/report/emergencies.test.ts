import { expect, test } from 'vitest';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { countUsage } from '../../gateway/report/usage.ts';
import { entryAt } from '../log/entries.ts';

const at = '2026-08-23T05:00:00.000Z';

/** An entry of a request that named an emergency access. */
function entryUnder(emergency: string, given: Partial<DisclosureEntry> = {}): DisclosureEntry {
  const entry = entryAt(at, `r-${emergency}`);
  return { ...entry, caller: { ...entry.caller, emergency }, ...given };
}

const refused = { outcome: 'REFUSED', refused: 'QUOTA_EXCEEDED', disclosures: [], denials: [] } as const;

test('a report lists the emergency accesses under which something was answered, and none that a refused request named', () => {
  const counter = countUsage({ from: '2026-08-01', to: '2026-08-31' });
  counter.add(entryUnder('e1', refused));
  counter.add(entryUnder('made-up', refused));
  counter.add(entryUnder('SEVERAL', { ...refused, repeated: { count: 491, since: at } }));
  counter.add(entryUnder('e1'));
  expect(counter.counts().emergencies).toEqual([expect.objectContaining({ id: 'e1', answers: 1 })]);
});
