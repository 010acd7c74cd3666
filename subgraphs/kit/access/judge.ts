import type { AccessContext } from '../../../schema/hub-context.ts';
import type { PolicyProfile, PolicyQuestion, PolicyTable } from '../../../schema/policy/policy-table.ts';
import type { Relation } from '../../../schema/policy/relation.ts';
import { verdictOf, type Verdict } from '../../../schema/policy/verdict.ts';
import type { Coordinate } from './coordinate.ts';

/** What an agency needs of the policy: the table that decides, and what its register says of purposes, by code. */
export interface DecidingPolicy {
  readonly table: PolicyTable;
  readonly purposes: ReadonlyMap<string, { readonly minimumAssurance: number }>;
}

/** What becomes of one coordinate for a caller who stands in certain relations to its subject. */
export interface Judgement {
  /** Tells it from every other judgement of the process. */
  readonly id: number;
  readonly coordinate: Coordinate;
  readonly outcome: 'full' | 'answered' | 'masked' | 'denied';
  /** All of them are applied, in this order. */
  readonly masks: readonly string[];
  /** The relation that it rests on; of a denial the strongest that there was. */
  readonly relation: Relation;
}

/** Judges coordinates of records to which a caller stands in the same relations. */
export type Judge = (coordinate: Coordinate) => Judgement;

/** Whether a value is used or shown as it is. */
export const isOpen = ({ outcome }: Judgement): boolean => outcome === 'full' || outcome === 'answered';

/** The first judgement by which coordinates are not all open; undefined when they are. */
export function firstRefused(judge: Judge, coordinates: Iterable<Coordinate>): Judgement | undefined {
  for (const coordinate of coordinates) {
    const judgement = judge(coordinate);
    if (!isOpen(judgement)) return judgement;
  }
  return undefined;
}

/**
 * Judges by a policy, once for each profile, set of relations and coordinate: callers about whom the policy says the
 * same share what was judged.
 *
 * @returns for a caller and a set of relations, weakest first, the judge
 */
export function createJudges({
  table,
  purposes,
}: DecidingPolicy): (
  access: AccessContext | undefined,
  today: Temporal.PlainDate,
) => (relations: readonly Relation[]) => Judge {
  const judges = new WeakMap<PolicyProfile, Map<string, Judge>>();
  return (access, today) => {
    const profile = table.profile(questionOf(access, today, purposes));
    const ofProfile = judges.getOrInsertComputed(profile, () => new Map());
    return (relations) =>
      ofProfile.getOrInsertComputed(relations.join(), () => judgeUnder(relations, profile));
  };
}

/**
 * What is asked of the policy about a caller. A purpose that is not in the register, or for which the caller is not
 * known surely enough, counts as none: the gateway sees to that too, but an agency does not rely on it.
 */
function questionOf(
  access: AccessContext | undefined,
  today: Temporal.PlainDate,
  purposes: DecidingPolicy['purposes'],
): PolicyQuestion {
  if (!access) {
    const day = today.toString();
    return { role: 'ANONYMOUS', purpose: 'NONE', day, reasonRecorded: false, breakGlass: false };
  }
  const { role, purpose, assurance, day, reasonRecorded, breakGlass } = access;
  const isHeld = assurance >= (purposes.get(purpose)?.minimumAssurance ?? Infinity);
  return { role, purpose: isHeld ? purpose : 'NONE', day, reasonRecorded, breakGlass };
}

let judged = 0;

function judgeUnder(relations: readonly Relation[], profile: PolicyProfile): Judge {
  const judgements: Judgement[] = [];
  return (coordinate) =>
    (judgements[coordinate.id] ??= { id: judged++, ...bestJudgement(coordinate, relations, profile) });
}

type Finding = Omit<Judgement, 'id'>;

/** The best of the verdicts under each relation; of equal ones that of the weakest relation. */
function bestJudgement(
  coordinate: Coordinate,
  relations: readonly Relation[],
  profile: PolicyProfile,
): Finding {
  let best: Finding = { coordinate, outcome: 'denied', masks: [], relation: relations.at(-1) ?? 'NONE' };
  if (coordinate.annotations.length === 0) return best;
  for (const relation of relations) {
    const verdict = verdictOf(coordinate.annotations, (category) => profile.disclosure(relation, category));
    const judgement = judgementOf(coordinate, relation, verdict);
    if (judgement && worth(judgement) > worth(best)) best = judgement;
  }
  return best;
}

function judgementOf(coordinate: Coordinate, relation: Relation, verdict: Verdict): Finding | undefined {
  switch (verdict.kind) {
    case 'full':
      return { coordinate, outcome: 'full', masks: [], relation };
    case 'answer':
      return { coordinate, outcome: 'answered', masks: [], relation };
    case 'masked':
      return coordinate.maskable
        ? { coordinate, outcome: 'masked', masks: verdict.masks, relation }
        : undefined;
    case 'none':
      return undefined;
  }
}

/** Fewer masks hide less. */
function worth({ outcome, masks }: Finding): number {
  if (outcome === 'masked') return 1 + 1 / (1 + masks.length);
  return { denied: 0, answered: 2, full: 3 }[outcome];
}
