import type { AccessReport, DeniedSelection, Disclosed } from '../../../schema/hub-context.ts';
import type { Judgement } from './judge.ts';
import type { Outcomes, SubjectNotes, WriteOutcomes } from './write-outcomes.ts';

/** Takes what was judged about one or more subjects. */
export interface JudgementNotes {
  add(judgement: Judgement): unknown;
}

/** Collects what one call discloses about whom, and writes it down once the call is answered. */
export interface DisclosureNotes {
  /** Where the judgements about a subject are noted; undefined for records that name nobody. */
  about(subject: string | undefined): SubjectNotes;
  /**
   * Notes a selection that was null because it is denied.
   *
   * @param entity position of the entity of which it is; undefined where it is of none
   */
  denied(path: readonly string[], coordinate: string, entity: number | undefined): void;
  /**
   * Subjects about whom the same was disclosed share an entry; what names nobody has one of its own, or a look-up of nobody
   * would vanish beside one of somebody.
   *
   * @param policyVersion of the table that decided
   */
  report(policyVersion: string): AccessReport;
}

/** Notes for one call. @param write writes out what was judged about one subject */
export function createDisclosureNotes(write: WriteOutcomes): DisclosureNotes {
  const subjects = new Map<string | undefined, SubjectNotes>();
  const denials = new Map<string, NotedDenial>();
  return {
    about: (subject) => subjects.getOrInsertComputed(subject, () => new Set()),
    denied(path, coordinate, entity) {
      const { entities } = denials.getOrInsertComputed(`${path.join('.')} ${coordinate}`, () => ({
        path,
        coordinate,
        entities: new Set(),
      }));
      if (entity !== undefined) entities.add(entity);
    },
    report: (policyVersion) => ({
      policyVersion,
      disclosures: groupSubjects(subjects, write),
      denials: Array.from(denials.values(), writeDenial),
    }),
  };
}

interface NotedDenial extends Omit<DeniedSelection, 'entities'> {
  readonly entities: Set<number>;
}

function writeDenial({ entities, ...selection }: NotedDenial): DeniedSelection {
  return entities.size > 0 ? { ...selection, entities: [...entities] } : selection;
}

function groupSubjects(
  notes: ReadonlyMap<string | undefined, SubjectNotes>,
  write: WriteOutcomes,
): readonly Disclosed[] {
  const groups = new Map<string, { readonly subjects: string[]; readonly outcomes: Outcomes }>();
  const ofNobody: Disclosed[] = [];
  for (const [subject, judgements] of notes) {
    for (const { text, outcomes } of write(judgements)) {
      if (subject === undefined) ofNobody.push({ subjects: [], ...outcomes });
      else groups.getOrInsertComputed(text, () => ({ subjects: [], outcomes })).subjects.push(subject);
    }
  }
  return [
    ...ofNobody,
    ...Array.from(groups.values(), ({ subjects, outcomes }) => ({ subjects, ...outcomes })),
  ];
}
