import type { AccessReport, DeniedSelection, Disclosed } from '../../../schema/hub-context.ts';
import type { Judgement } from './judge.ts';

/** What became of which coordinates for one data subject. */
export type SubjectNotes = Set<Judgement>;

/** Collects what one call discloses about whom, and writes it down once the call is answered. */
export interface DisclosureNotes {
  /** Where the judgements about a subject are noted; undefined for records that name nobody. */
  about(subject: string | undefined): SubjectNotes;
  /** Notes a selection that was null because it is denied. */
  denied(selection: DeniedSelection): void;
  /** Subjects about whom the same was disclosed share an entry. @param policyVersion of the table that decided */
  report(policyVersion: string): AccessReport;
}

/** Notes for one call. */
export function createDisclosureNotes(): DisclosureNotes {
  const subjects = new Map<string | undefined, SubjectNotes>();
  const denials = new Map<string, DeniedSelection>();
  return {
    about: (subject) => subjects.getOrInsertComputed(subject, () => new Set()),
    denied(selection) {
      denials.set(`${selection.path.join('.')} ${selection.coordinate}`, selection);
    },
    report: (policyVersion) => ({
      policyVersion,
      disclosures: groupSubjects(subjects),
      denials: Array.from(denials.values()),
    }),
  };
}

const outcomes = ['full', 'masked', 'answered', 'denied'] as const;

type Outcomes = Omit<Disclosed, 'subjects'>;

function groupSubjects(subjects: ReadonlyMap<string | undefined, SubjectNotes>): readonly Disclosed[] {
  const groups = new Map<string, { readonly subjects: string[]; readonly disclosed: Outcomes }>();
  for (const [subject, notes] of subjects) {
    for (const disclosed of outcomesByRelation(notes)) {
      const group = groups.getOrInsertComputed(JSON.stringify(disclosed), () => ({
        subjects: [],
        disclosed,
      }));
      if (subject !== undefined) group.subjects.push(subject);
    }
  }
  return Array.from(groups.values(), ({ subjects, disclosed }) => ({ subjects, ...disclosed }));
}

function outcomesByRelation(notes: SubjectNotes): readonly Outcomes[] {
  return Array.from(
    Map.groupBy(notes, ({ relation }) => relation),
    ([relation, judgements]) => ({ relation, ...coordinatesByOutcome(judgements) }),
  );
}

function coordinatesByOutcome(judgements: readonly Judgement[]): Omit<Outcomes, 'relation'> {
  const byOutcome = Map.groupBy(judgements, ({ outcome }) => outcome);
  return Object.fromEntries(
    outcomes.flatMap((outcome) => {
      const names = new Set(byOutcome.get(outcome)?.map(({ coordinate }) => coordinate.name));
      return names.size > 0 ? [[outcome, [...names].toSorted()]] : [];
    }),
  );
}
