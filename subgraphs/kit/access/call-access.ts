import type { GraphQLResolveInfo, ResponsePath } from 'graphql';
import type { AccessContext, AccessReport } from '../../../schema/hub-context.ts';
import { createDisclosureNotes, type JudgementNotes } from './access-report.ts';
import type { Coordinate } from './coordinate.ts';
import { entityAt } from './entity-at.ts';
import type { Judge, Judgement } from './judge.ts';
import { possiblyProven, possibleRelations, relationsOf } from './relations-of.ts';
import type { Relation } from '../../../schema/policy/relation.ts';
import type { Standing } from './standing.ts';
import type { WriteOutcomes } from './write-outcomes.ts';

/** How the caller stands to what an object is about: every field of the object is judged there. */
export interface Place {
  readonly judge: Judge;
  readonly notes: JudgementNotes;
  /** Whether what stands there is an answer that nobody was found. */
  readonly foundNobody?: true | undefined;
}

/** Notes what of some coordinates is somebody's, each judged and open there. */
export function noteOpen({ judge, notes }: Place, coordinates: Iterable<Coordinate>): void {
  for (const coordinate of coordinates) if (coordinate.personal) notes.add(judge(coordinate));
}

/** What is known about the access of one call; it lives as long as the call. */
export interface CallAccess {
  /** For a record about nobody, or about nobody knows whom. */
  readonly nowhere: Place;
  /**
   * For the entry points, which are about nobody yet: what some relation would allow that this caller can have. Whatever
   * is let in here is judged again on each object that comes out.
   */
  readonly anywhere: Place;
  /** Where the caller stands to a record. */
  placeAt(standing: Standing): Place;
  /** By the path of an object, since loaders give one record to many parents. */
  readonly objects: WeakMap<Path, Place>;
  /** By the path of a field: for objects below it that do not say themselves whom they are about. */
  readonly surroundings: WeakMap<Path, Place>;
  /** Notes that the selection of a field is null, for what was judged: the field or an argument of it. */
  deny(
    at: Pick<GraphQLResolveInfo, 'path' | 'operation'>,
    field: Coordinate,
    judgement: Judgement,
    place: Place,
  ): void;
  /** Notes look-ups that found nobody. */
  miss(count: number): void;
  /** What was disclosed about whom so far. */
  report(): AccessReport;
}

/** A place in an answer; `graphql` makes one for each object, which all its fields share. */
export type Path = ResponsePath;

/** Whom a record is about, and how. */
type NamedIn = Pick<Standing, 'subject' | 'alsoAbout' | 'askedAbout'>;

/**
 * @param access what the gateway says of the caller; without it the caller is anonymous
 * @param judgeUnder judges this caller under a set of relations
 * @param write writes out what was judged
 */
export function createCallAccess(
  access: AccessContext | undefined,
  judgeUnder: (relations: readonly Relation[]) => Judge,
  policyVersion: string,
  write: WriteOutcomes,
): CallAccess {
  const notes = createDisclosureNotes(write);
  const unproven = new Set<string>();
  let missed = 0;
  const askedAboutInVain = new Set<string>();
  const judgeNobodys = judgeUnder(relationsOf({}, access));
  const notesOf = ({ subject, alsoAbout, askedAbout }: NamedIn): JudgementNotes => {
    if (!alsoAbout && !askedAbout) return notes.about(subject);
    const told = [subject, ...(alsoAbout ?? [])].filter((each) => each !== undefined);
    return {
      add(judgement) {
        for (const each of told) notes.about(each).add(judgement);
        for (const each of askedAbout ?? []) {
          notes.about(each).add(judgeNobodys(judgement.coordinate));
          askedAboutInVain.add(each);
        }
      },
    };
  };
  const placeUnder = (relations: readonly Relation[], named: NamedIn = {}): Place => ({
    judge: judgeUnder(relations),
    notes: notesOf(named),
  });
  /** A place where the caller might stand better than is proven so far. */
  const unprovenPlace = (place: Place, subject: string): Place => ({
    ...place,
    judge(coordinate) {
      const judgement = place.judge(coordinate);
      if (judgement.outcome !== 'full') unproven.add(subject);
      return judgement;
    },
  });
  return {
    nowhere: placeUnder(relationsOf({}, access)),
    anywhere: placeUnder(possibleRelations(access)),
    placeAt(standing) {
      const under = placeUnder(relationsOf(standing, access), standing);
      const place: Place = standing.foundNobody ? { ...under, foundNobody: true } : under;
      const candidate = possiblyProven(standing, access);
      return candidate === undefined ? place : unprovenPlace(place, candidate);
    },
    objects: new WeakMap(),
    surroundings: new WeakMap(),
    deny({ path, operation }, field, judgement, place) {
      place.notes.add(judgement);
      notes.denied(responseKeys(path), field.name, entityAt(path, operation));
    },
    miss(count) {
      missed += count;
    },
    report: () => ({
      ...notes.report(policyVersion),
      ...(unproven.size > 0 && { unproven: [...unproven] }),
      ...(missed > 0 && { missed }),
      ...(askedAboutInVain.size > 0 && { askedAbout: [...askedAboutInVain] }),
    }),
  };
}

/** The keys that lead to a place of the answer, without the numbers of rows: how many there are is data too. */
function responseKeys(path: Path): readonly string[] {
  const keys: string[] = [];
  for (let at: Path | undefined = path; at; at = at.prev) {
    if (typeof at.key === 'string') keys.unshift(at.key);
  }
  return keys;
}
