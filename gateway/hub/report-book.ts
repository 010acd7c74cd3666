import type { GraphQLResolveInfo } from 'graphql';
import type { AccessReport, DeniedSelection, Disclosed } from '../../schema/hub-context.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { pseudonymShape } from '../../subgraphs/kit/pseudonym.ts';

/** About whom something is told, and why the caller may ask. */
type About = Pick<Disclosed, 'subjects' | 'relation'>;

/** Collects, during one call, what was disclosed about whom and what was denied. Never a value. */
export class ReportBook {
  readonly #disclosed = new Map<
    string,
    Omit<Disclosed, 'full' | 'denied'> & { readonly full: Set<string>; readonly denied: Set<string> }
  >();
  readonly #denied = new Map<string, DeniedSelection>();

  /** A personal field went out. */
  disclosed(info: GraphQLResolveInfo, relation: Relation, subjects: readonly string[]): void {
    this.#about({ relation, subjects }).full.add(coordinateOf(info));
  }

  /**
   * A field is null because this caller may not see it on this record.
   *
   * @param about whose record it is, where it is somebody's
   */
  denied(info: GraphQLResolveInfo, about?: About): void {
    const path = pathOf(info);
    const coordinate = coordinateOf(info);
    this.#denied.set(path.join('\n'), { path, coordinate });
    if (about?.subjects.some(isId)) this.#about(about).denied.add(coordinate);
  }

  /** A record is not there for this caller, who is told nothing of it: whose it is, is for the log alone. */
  hidden(info: GraphQLResolveInfo, subjects: readonly string[]): void {
    if (subjects.some(isId)) this.#about({ relation: 'NONE', subjects }).denied.add(coordinateOf(info));
  }

  /** What was typed where an id belongs, and is none, is about nobody: it may be a number or a name. */
  #about({ relation, subjects: given }: About) {
    const subjects = given.filter(isId);
    return this.#disclosed.getOrInsertComputed(JSON.stringify([relation, subjects]), () => ({
      subjects,
      relation,
      full: new Set<string>(),
      denied: new Set<string>(),
    }));
  }

  /** In the form in which every subgraph reports. */
  report(): AccessReport {
    const disclosures = [...this.#disclosed.values()].map(({ full, denied, ...about }): Disclosed => ({
      ...about,
      ...(full.size > 0 && { full: [...full] }),
      ...(denied.size > 0 && { denied: [...denied] }),
    }));
    return { disclosures, denials: [...this.#denied.values()] };
  }
}

function isId(subject: string): boolean {
  return pseudonymShape.test(subject);
}

function coordinateOf({ parentType, fieldName }: GraphQLResolveInfo): string {
  return `${parentType.name}.${fieldName}`;
}

/** Response keys from the root, without list indices. */
function pathOf({ path }: GraphQLResolveInfo): readonly string[] {
  const keys: string[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = path; step; step = step.prev) {
    if (typeof step.key === 'string') keys.unshift(step.key);
  }
  return keys;
}
