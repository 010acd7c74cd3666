import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';

/** An entry at an instant; what it says besides does not matter to whoever keeps it. */
export function entryAt(at: string, requestId: string): DisclosureEntry {
  return {
    at,
    requestId,
    caller: {
      client: 'vss-benefits',
      actor: 'officer-1',
      role: 'SI_OFFICER',
      organisation: 'VSS-079',
      citizen: undefined,
      purpose: 'SI.CLAIM.DECIDE',
      case: 'BHXH-2026-1',
      reason: 'Đối chiếu hồ sơ',
      emergency: undefined,
      assurance: 3,
    },
    decided: { day: at.slice(0, 10), policyVersion: 'v' },
    operation: { name: undefined, digest: 'd', kind: 'query' },
    outcome: 'ANSWERED',
    disclosures: [
      { subgraph: 'health', subjects: ['s1'], relation: 'CASE', full: ['DischargePaper.dischargedAt'] },
    ],
    denials: [],
  };
}

/** Entries of one month, a second apart. */
export function entriesOf(month: string, count: number): readonly DisclosureEntry[] {
  const start = Temporal.Instant.from(`${month}-01T00:00:00Z`);
  return Array.from({ length: count }, (_, number) =>
    entryAt(start.add({ seconds: number }).toString(), `${month}-${number}`),
  );
}
