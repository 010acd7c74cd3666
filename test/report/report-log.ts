import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { openFileLog } from '../../gateway/log/file-log.ts';
import { entryAt } from '../log/entries.ts';
import { makeLogKeys } from '../log/log-keys.ts';

export const { key, keys } = await makeLogKeys();

/** An entry of a day; what is not given is as in `entryAt`. */
function entryOn(
  day: string,
  given: Partial<DisclosureEntry>,
  caller: Partial<DisclosureEntry['caller']> = {},
) {
  const entry = entryAt(`${day}T05:00:00.000Z`, `r-${day}`);
  return { ...entry, caller: { ...entry.caller, role: 'VSS_CLAIM_OFFICER', ...caller }, ...given };
}

const portal = { client: 'vss-portal', role: 'CITIZEN', purpose: 'DS.SELF.VIEW' };

/** Uses on both sides of a period, by two clients, shown and refused, for one person and for two, in an emergency. */
export const entries: readonly DisclosureEntry[] = [
  entryOn('2026-03-01', {}),
  entryOn('2026-08-20', {}),
  entryOn('2026-08-20', {
    disclosures: [
      { subgraph: 'health', subjects: ['s1'], relation: 'CASE', full: ['DischargePaper.dischargedAt'] },
      {
        subgraph: 'health',
        subjects: ['s2'],
        relation: 'NONE',
        denied: ['Citizen.gender', 'DischargePaper.dischargedAt'],
      },
      { subgraph: 'population', subjects: ['s1'], relation: 'CASE', masked: ['Citizen.personalNumber'] },
    ],
    denials: [{ coordinate: 'DischargePaper.dischargedAt', reason: 'NOT_RELATED' }],
  }),
  entryOn(
    '2026-08-21',
    {
      disclosures: [
        { subgraph: 'population', subjects: ['s1'], relation: 'SELF', answered: ['Citizen.isDeceased'] },
      ],
      denials: [{ coordinate: 'Citizen.bloodType', reason: 'NOT_GRANTED' }],
    },
    portal,
  ),
  entryOn('2026-08-22', {}, { emergency: 'e1' }),
  entryOn('2026-08-23', {}, { emergency: 'e1' }),
  entryOn('2026-09-30', {}),
];

/** Writes entries into the log of a gateway in a folder. */
export async function writeLog(
  folder: string,
  gateway: string,
  added: readonly DisclosureEntry[],
): Promise<void> {
  const log = await openFileLog({ folder, gateway, key, tell: () => {} });
  for (const entry of added) await log.append(entry);
  await log.close();
}
