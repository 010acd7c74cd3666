import type { ReportedCoordinate } from '../report.ts';

/** Elements that the same people may see for the same reasons: told once, and named at each of them. */
export interface AccessGroup {
  /** `A1`, `A2`, … in the order in which they are told. */
  readonly name: string;
  readonly categories: readonly string[];
  readonly masks: readonly string[];
  readonly derived: boolean;
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
  readonly articles: readonly string[];
  readonly clients: readonly string[];
  readonly elements: number;
}

/** The groups of some elements, and which group an element is in. */
export interface AccessGroups {
  readonly groups: readonly AccessGroup[];
  readonly nameOf: (row: ReportedCoordinate) => string;
}

/** Groups elements by all that decides who may see them. */
export function groupAccess(rows: readonly ReportedCoordinate[]): AccessGroups {
  const alike = [...Map.groupBy(rows, keyOf)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const groups = alike.flatMap(([, [first, ...others]], place): readonly AccessGroup[] => {
    if (!first) return [];
    const { categories, masks, derived, roles, purposes, articles, clients } = first;
    return [
      {
        name: `A${place + 1}`,
        categories,
        masks,
        derived,
        roles,
        purposes,
        articles: articles.map(({ id }) => id),
        clients,
        elements: others.length + 1,
      },
    ];
  });
  const names = new Map(alike.map(([key], place) => [key, `A${place + 1}`]));
  return { groups, nameOf: (row) => names.get(keyOf(row)) ?? '' };
}

function keyOf({
  categories,
  masks,
  derived,
  roles,
  purposes,
  articles,
  clients,
}: ReportedCoordinate): string {
  return JSON.stringify([categories, masks, derived, roles, purposes, articles.map(({ id }) => id), clients]);
}

/** Names of elements, a whole type as `Type.*`: for people, who read types before they read fields. */
export function shortened(coordinates: readonly string[], all: readonly string[]): readonly string[] {
  const typeOf = (coordinate: string) => coordinate.split('.', 1)[0] ?? '';
  const totals = Map.groupBy(all, typeOf);
  return [...Map.groupBy(coordinates, typeOf)].flatMap(([type, own]) =>
    own.length > 1 && own.length === totals.get(type)?.length ? [`${type}.*`] : own,
  );
}
