import type { GraphQLResolveInfo } from 'graphql';
import type { AccessReport, DeniedSelection, Disclosed } from '../../schema/hub-context.ts';
import type { Relation } from '../../schema/policy/relation.ts';

/** Collects, during one call, what was disclosed about whom and what was denied. Never a value. */
export class ReportBook {
  readonly #disclosed = new Map<
    string,
    { readonly subjects: readonly string[]; readonly relation: Relation; readonly full: Set<string> }
  >();
  readonly #denied = new Map<string, DeniedSelection>();

  /** A personal field went out. */
  disclosed(info: GraphQLResolveInfo, relation: Relation, subjects: readonly string[]): void {
    const key = JSON.stringify([relation, subjects]);
    const entry = this.#disclosed.get(key) ?? { subjects, relation, full: new Set() };
    this.#disclosed.set(key, entry);
    entry.full.add(coordinateOf(info));
  }

  /** A field is null because this caller may not see it on this record. */
  denied(info: GraphQLResolveInfo): void {
    const path = pathOf(info);
    this.#denied.set(path.join('\n'), { path, coordinate: coordinateOf(info) });
  }

  /** In the form in which every subgraph reports. */
  report(): AccessReport {
    const disclosures = [...this.#disclosed.values()].map(({ full, ...about }): Disclosed => ({
      ...about,
      full: [...full],
    }));
    return { disclosures, denials: [...this.#denied.values()] };
  }
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
