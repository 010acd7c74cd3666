import type { ReportedField } from './report-content.ts';

/** A change of who may see something, and the fields at which it is the same. */
export interface LawChange {
  /** Roles and purposes, by their codes. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly fields: readonly ReportedField[];
}

/**
 * What the policy of one day shows to whom, and that of another did not: by the dated law, with the grants as they are.
 * Only who may see a field for some purpose is compared; how much of it, `npm run policy:diff` says.
 */
export function lawChanges(
  before: readonly ReportedField[],
  after: readonly ReportedField[],
): readonly LawChange[] {
  const [earlier, later] = [before, after].map(
    (fields) =>
      new Map(fields.map((field) => [field.coordinate, new Set([...field.roles, ...field.purposes])])),
  );
  const all = new Map([...before, ...after].map((field) => [field.coordinate, field]));
  const changes = [...all.values()].flatMap((field) => {
    const was = earlier?.get(field.coordinate) ?? new Set();
    const is = later?.get(field.coordinate) ?? new Set();
    const change = { gained: [...is.difference(was)], lost: [...was.difference(is)] };
    return change.gained.length + change.lost.length > 0 ? [{ field, change }] : [];
  });
  const alike = Map.groupBy(changes, ({ change }) => JSON.stringify(change));
  return [...alike.values()].flatMap((group) =>
    group.slice(0, 1).map(({ change }) => ({ ...change, fields: group.map(({ field }) => field) })),
  );
}
