import type { Relation } from '../../../schema/policy/relation.ts';
import type { Annotation } from './classification.ts';
import type { OperationText } from './collect-fields.ts';
import type { CursorBook } from './cursor-book.ts';
import { decide, decideBest, isOpen, type Outcome, type Question } from './decision.ts';
import type { RelationsTo } from './relations.ts';
import type { Standing } from './standing.ts';
import type { Truth } from './truth.ts';

/** All that the oracle knows while it works out one answer, and what it notes on the way. */
export interface Walk {
  readonly text: OperationText;
  readonly question: Question;
  readonly relationsTo: RelationsTo;
  /** The relations that the caller can have to some record, from what is proven. */
  readonly possible: readonly Relation[];
  readonly truth: Truth;
  readonly cursors: CursorBook;
  /** What is shown about whom, as `subject coordinate outcome`. */
  readonly shown: Set<string>;
  /** Selections at which something failed, by their path: a bad argument is no secret. */
  readonly failed: Set<string>;
  /** Entry points to the hub's own data, by their path. */
  readonly unchecked: Set<string>;
  /** Selections that are denied for some record, by their path. */
  readonly deniable: Set<string>;
}

/** What is asked at one place. */
export interface Needed {
  readonly coordinate: string;
  readonly own: readonly Annotation[];
  /** Of the places that the arguments use. */
  readonly inputs: readonly (readonly Annotation[])[];
}

/** What becomes of a field for records of a standing; an object and an argument cannot be shortened. */
export function judge(
  walk: Walk,
  { coordinate, own, inputs }: Needed,
  standing: Standing,
  isLeaf: boolean,
): Outcome {
  const relations = walk.relationsTo(standing);
  const outcome = decideBest(own, walk.question, relations);
  const isUsable = inputs.every((input) => isOpen(decideBest(input, walk.question, relations)));
  if (!isUsable || (!isLeaf && !isOpen(outcome))) return { kind: 'denied' };
  if (isPersonal(own) && outcome.kind !== 'denied') {
    for (const note of notesOf(coordinate, standing, outcome)) walk.shown.add(note);
  }
  return outcome;
}

/** Whether the disclosure is one that the log has to name. */
export function isPersonal(needed: readonly Annotation[]): boolean {
  return needed.some(({ category }) => category !== 'PUBLIC');
}

/** What the log has to say of a disclosure. */
export function noteOf(coordinate: string, standing: Standing, { kind }: Outcome): string {
  const [first = ''] = peopleOf(standing);
  return `${first} ${coordinate} ${kind}`;
}

function notesOf(coordinate: string, standing: Standing, outcome: Outcome): readonly string[] {
  const people = peopleOf(standing);
  return people.length === 0
    ? [noteOf(coordinate, standing, outcome)]
    : people.map((subject) => noteOf(coordinate, { ...standing, subject, alsoAbout: [] }, outcome));
}

function peopleOf({ subject, alsoAbout = [] }: Standing): readonly string[] {
  return subject === undefined ? alsoAbout : [subject, ...alsoAbout];
}

/** Whether an entry point is closed to a caller, whatever it would find. */
export function isClosed(walk: Walk, { own, inputs }: Needed): boolean {
  return [own, ...inputs].some((needed) => !isOpen(decideBest(needed, walk.question, walk.possible)));
}

/**
 * Whether a field must be answered, however it is written: one relation allows it, and with it all that its arguments
 * use.
 */
export function isDue({ question }: Walk, { own, inputs }: Needed, relations: readonly Relation[]): boolean {
  return relations.some(
    (relation) =>
      decide(own, question, relation).kind !== 'denied' &&
      inputs.every((input) => isOpen(decide(input, question, relation))),
  );
}
