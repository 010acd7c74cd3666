import type { Disclosed } from '../../../schema/hub-context.ts';
import type { Judgement } from './judge.ts';

/** What became of which coordinates for one data subject. */
export type SubjectNotes = Set<Judgement>;

/** The same as a report tells it, whoever it was about. */
export type Outcomes = Omit<Disclosed, 'subjects'>;

/** What a report tells of one subject: an entry for each relation on which it rested. */
export type WriteOutcomes = (judgements: SubjectNotes) => readonly WrittenOutcomes[];

/** One of these entries, and a text that is equal for those that say the same. */
export interface WrittenOutcomes {
  readonly outcomes: Outcomes;
  readonly text: string;
}

/** Lists of judgements whose outcomes are kept: those of the operations that are asked again and again. */
const most = 1_000;

/** Writes outcomes, once for the same judgements in the same order: each call of an operation judges as the one before. */
export function outcomeWriter(): WriteOutcomes {
  const known = new Map<string, readonly WrittenOutcomes[]>();
  return (judgements) => {
    const signature = signatureOf(judgements);
    const before = known.get(signature);
    if (before) return before;
    const written = outcomesByRelation(judgements).map((outcomes) => ({
      outcomes,
      text: JSON.stringify(outcomes),
    }));
    if (known.size === most) known.delete(known.keys().next().value ?? '');
    known.set(signature, written);
    return written;
  };
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

const outcomeNames = ['full', 'masked', 'answered', 'used', 'denied'] as const;

/** What was used to ask is shown to nobody, so it has a place of its own. */
const outcomeOf = ({ outcome, coordinate: { isInput } }: Judgement) =>
  isInput && outcome !== 'denied' ? 'used' : outcome;

function coordinatesByOutcome(judgements: readonly Judgement[]): Omit<Outcomes, 'relation'> {
  const byOutcome = Map.groupBy(judgements, outcomeOf);
  return Object.fromEntries(
    outcomeNames.flatMap((outcome) => {
      const names = new Set(byOutcome.get(outcome)?.map(({ coordinate }) => coordinate.name));
      return names.size > 0 ? [[outcome, [...names].toSorted()]] : [];
    }),
  );
}
