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
  /**
   * Subjects about whom the same was disclosed share an entry; what names nobody has one of its own, or a look-up of nobody
   * would vanish beside one of somebody.
   *
   * @param policyVersion of the table that decided
   */
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

interface Group {
  readonly subjects: string[];
  readonly disclosed: Outcomes;
}

function groupSubjects(notes: ReadonlyMap<string | undefined, SubjectNotes>): readonly Disclosed[] {
  const groups = new Map<string, Group>();
  const groupOf = (whose: string, disclosed: Outcomes): Group =>
    groups.getOrInsertComputed(whose + JSON.stringify(disclosed), () => ({ subjects: [], disclosed }));
  // Nearly always the same was judged in the same order, so it is written out once for all of these subjects.
  const written = new Map<string, readonly Group[]>();
  for (const [subject, judgements] of notes) {
    const whose = subject === undefined ? 'nobody ' : '';
    const ofSubject = written.getOrInsertComputed(whose + signatureOf(judgements), () =>
      outcomesByRelation(judgements).map((disclosed) => groupOf(whose, disclosed)),
    );
    if (subject === undefined) continue;
    for (const { subjects } of ofSubject) subjects.push(subject);
  }
  return Array.from(groups.values(), ({ subjects, disclosed }) => ({ subjects, ...disclosed }));
}

function signatureOf(judgements: SubjectNotes): string {
  let signature = '';
  for (const { id } of judgements) signature += `${id} `;
  return signature;
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
