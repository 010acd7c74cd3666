import type { Relation } from '../../../schema/policy/relation.ts';
import type { DisclosureEntry } from '../../log/disclosure-entry.ts';
import type { LoggedEntry } from '../../log/index/log-index.ts';
import { hidesFromAsker, subjectsToldToAsker, toldToAsker } from './told-to-asker.ts';
import { tellsOfEmergency, withoutEmergency } from './told-to-subject.ts';

/** An entry of the log as one caller may read it. */
export interface AccessView {
  readonly logged: LoggedEntry;
  /** The relation on which the caller reads it. */
  readonly relation: Relation;
  /** The one data subject of whom it is told; all of them where left out. */
  readonly subject?: string;
  /** Whether nothing is told of emergency accesses: the notice of one of them waits. */
  readonly emergencyWaits?: boolean;
}

/** A field in an entry, and how much of it was shown. */
export interface SeenField {
  readonly coordinate: string;
  readonly outcome: 'FULL' | 'MASKED' | 'ANSWER' | 'NONE';
}

const outcomes = [
  ['full', 'FULL'],
  ['masked', 'MASKED'],
  ['answered', 'ANSWER'],
  ['denied', 'NONE'],
] as const;

/** The entry itself. */
export function entryOf({ logged }: Pick<AccessView, 'logged'>): DisclosureEntry {
  return logged.chained.entry;
}

/** Of whom the entry is, as far as its reader may know. */
export function subjectsOf({ subject, relation, logged }: AccessView): readonly string[] {
  if (subject !== undefined) return [subject];
  return relation === 'OWN_RECORD' ? subjectsToldToAsker(logged.chained.entry) : logged.row.subjects;
}

/** What the entry discloses, as far as it is told. */
function disclosuresIn(view: AccessView): DisclosureEntry['disclosures'] {
  const { subject, relation, emergencyWaits } = view;
  const entry = entryOf(view);
  if (relation === 'OWN_RECORD') return toldToAsker(entry);
  const { disclosures } = entry;
  const ofSubject =
    subject === undefined ? disclosures : disclosures.filter(({ subjects }) => subjects.includes(subject));
  return emergencyWaits ? withoutEmergency(ofSubject) : ofSubject;
}

/** What the entry refuses: to everybody alike. What an agency refused about one person is among the disclosures. */
function denialsIn(view: AccessView): DisclosureEntry['denials'] {
  const { subject, emergencyWaits } = view;
  const { denials } = entryOf(view);
  return denials.filter(
    ({ coordinate, reason }) =>
      (subject === undefined || reason !== 'NOT_RELATED') &&
      !(emergencyWaits && tellsOfEmergency(coordinate)),
  );
}

/** The fields of which it is told, in order, each with the most that was shown of it. */
export function fieldsIn(view: AccessView): readonly SeenField[] {
  const found = new Map<string, SeenField['outcome']>();
  for (const [member, outcome] of outcomes) {
    for (const coordinate of disclosuresIn(view).flatMap((each) => each[member] ?? [])) {
      found.getOrInsert(coordinate, outcome);
    }
  }
  for (const { coordinate } of denialsIn(view)) found.getOrInsert(coordinate, 'NONE');
  return Array.from(found, ([coordinate, outcome]) => ({ coordinate, outcome })).toSorted((a, b) =>
    a.coordinate < b.coordinate ? -1 : 1,
  );
}

/** Whether there is something in it of which is told later. */
function keepsForLater(view: AccessView): boolean {
  const all = fieldsIn({ ...view, emergencyWaits: false });
  return fieldsIn(view).length < all.length;
}

/** Whether all that is in it is told later. */
export function waitsAsAWhole(view: AccessView): boolean {
  return keepsForLater(view) && fieldsIn(view).length === 0;
}

/** What came of it for whom it is told about: one person's part may be refused where another's was not. */
export function outcomeIn(view: AccessView): DisclosureEntry['outcome'] {
  if (view.subject === undefined) return entryOf(view).outcome;
  const fields = fieldsIn(view);
  const refused = fields.filter(({ outcome }) => outcome === 'NONE').length;
  if (refused === 0) return entryOf(view).outcome === 'REFUSED' ? 'REFUSED' : 'ANSWERED';
  return refused === fields.length ? 'REFUSED' : 'REFUSED_IN_PART';
}

/** Ids of the policies on which that rested. */
export function policiesIn(view: AccessView): readonly string[] {
  const deciding = [...disclosuresIn(view), ...denialsIn(view)];
  return [...new Set(deciding.flatMap(({ policies = [] }) => policies))].toSorted();
}

/** Each agency that decided by another policy than the gateway, and by which: what one denied it disclosed to nobody as well. */
export function agencyPoliciesIn(view: AccessView): readonly AgencyPolicy[] {
  const found = disclosuresIn(view).flatMap(({ subgraph: agency, policyVersion }) =>
    policyVersion === undefined ? [] : [{ agency, policyVersion }],
  );
  return [...new Map(found.map((each) => [`${each.agency} ${each.policyVersion}`, each])).values()];
}

interface AgencyPolicy {
  readonly agency: string;
  readonly policyVersion: string;
}

/**
 * Whether the line of the log may be handed over as it is: to the hub's officers, to whoever made it where it
 * tells them nothing that they were not told, and to a data subject when it holds nothing that its details would deny them: nobody else, nobody else's case, and no text that somebody wrote.
 */
export function mayHoldLine(view: AccessView): boolean {
  const { subject, relation, logged } = view;
  if (relation === 'DUTY') return true;
  if (relation === 'OWN_RECORD') return !hidesFromAsker(entryOf(view));
  if (keepsForLater(view)) return false;
  const { caller, denials, operation } = entryOf(view);
  const isOfOne = logged.row.subjects.every((each) => each === subject);
  const isBySubject = caller.citizen === undefined || caller.citizen === subject;
  const written = [caller.reason, caller.case, caller.emergency, operation?.name];
  return (
    isOfOne &&
    isBySubject &&
    written.every((text) => text === undefined) &&
    denials.every(({ reason }) => reason !== 'NOT_RELATED')
  );
}
