import type { DisclosureEntry } from '../../../gateway/log/disclosure-entry.ts';
import type { CanaryCage } from '../world/canary-cage.ts';
import type { Finding } from './compare-answer.ts';

/** What one answer did, as the oracle sees it: `subject coordinate outcome`. */
export interface Disclosed {
  /** What stands in the answer; the log must say it. */
  readonly seen: ReadonlySet<string>;
  /** What may be shown at all; the log says nothing else. */
  readonly shown: ReadonlySet<string>;
}

const outcomes = ['full', 'masked', 'answered'] as const;

/** The log says what of whom was disclosed, no more, no less, and never a value. */
export function checkLog(
  entries: readonly DisclosureEntry[],
  { seen, shown }: Disclosed,
  supplied: string,
  cage: CanaryCage,
): readonly Finding[] {
  const logged = new Set(entries.flatMap(notesOf));
  const find = (path: string, what: string): Finding => ({ kind: 'WRONG', path: `log: ${path}`, what });
  return [
    ...(entries.length > 1 ? [find('', `${entries.length} entries for one answer`)] : []),
    ...[...seen]
      .filter((note) => !logged.has(note))
      .map((note) => find(note, 'was disclosed and not logged')),
    // Keys are read to find a record at another agency, whether they are asked for or not.
    ...[...logged]
      .filter((note) => !shown.has(note) && !/\.id \w+$/.test(note))
      .map((note) => find(note, 'was logged and not disclosed')),
    ...strayMarks(entries, supplied, cage),
  ];
}

/** Values that entries hold and the caller has not said itself. */
export function strayMarks(
  entries: readonly DisclosureEntry[],
  supplied: string,
  cage: CanaryCage,
): readonly Finding[] {
  return [...cage.findIn(JSON.stringify(entries))]
    .filter(([mark]) => !supplied.includes(mark))
    .map(([mark, { place }]): Finding => ({
      kind: 'LEAK',
      path: 'log',
      what: `${mark} of ${place} is logged`,
    }));
}

function notesOf({ disclosures }: DisclosureEntry): readonly string[] {
  // What the hub shows of its own is no agency's.
  const ofAgencies = disclosures.filter(({ subgraph }) => subgraph !== 'hub');
  return ofAgencies.flatMap((disclosure) => {
    const subjects = disclosure.subjects.length > 0 ? disclosure.subjects : [''];
    return outcomes.flatMap((outcome) =>
      (disclosure[outcome] ?? []).flatMap((coordinate) =>
        subjects.map((subject) => `${subject} ${coordinate} ${outcome}`),
      ),
    );
  });
}
